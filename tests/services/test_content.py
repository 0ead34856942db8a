"""The content that comes with the program."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from mentor_desktop import words
from mentor_desktop.domain.followups import Anchor, Group
from mentor_desktop.domain.sessions import Leads, PartKind
from mentor_desktop.services import content
from mentor_desktop.services.content import ContentError, FollowUpDefault

CACHED = ("agenda_templates", "questions", "follow_up_defaults", "join_checks", "passphrase_words")


def forget() -> None:
    for name in CACHED:
        getattr(content, f"_{name}").cache_clear()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    words.use("en")
    yield
    words.use("en")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A content folder of one's own."""
    monkeypatch.setattr(content, "CONTENT", tmp_path)
    forget()
    (tmp_path / "en").mkdir()
    yield tmp_path / "en"
    forget()


# --- what is in it -----------------------------------------------------------------------------------


def test_the_templates_and_their_lengths() -> None:
    lengths = {template.id: template.minutes for template in content.agenda_templates()}
    assert lengths == {
        "balanced-50": 50,
        "first-60": 60,
        "grow-50": 50,
        "short-25": 25,
        "oskar-45": 45,
        "woop-30": 30,
        "review-50": 50,
        "reset-40": 40,
        "joint-work-50": 50,
        "hard-moment-30": 30,
        "closing-60": 60,
    }
    minutes = {
        template.id: [part.minutes for part in template.parts] for template in content.agenda_templates()
    }
    assert minutes["first-60"] == [3, 14, 5, 12, 14, 7, 5]
    assert minutes["grow-50"] == [6, 5, 4, 10, 10, 8, 5, 2]
    assert minutes["hard-moment-30"] == [3, 15, 6, 3, 3]


def test_the_balanced_template_is_the_one_to_start_with() -> None:
    first = content.agenda_templates()[0]
    assert first.name == "Balanced 50"
    assert [(part.title, part.leads, part.minutes, part.kind) for part in first.parts] == [
        ("Check in: how are you, really?", Leads.BOTH, 5, PartKind.RELATIONAL),
        ("Since last time", Leads.MENTEE, 10, PartKind.TASK),
        ("A topic of the mentee", Leads.MENTEE, 20, PartKind.DEVELOPMENT),
        ("Feedback both ways", Leads.BOTH, 10, PartKind.RELATIONAL),
        ("Promises and next date", Leads.BOTH, 5, PartKind.TASK),
    ]
    assert content.agenda_template("balanced-50") is first
    assert content.agenda_template("no-such") is None


def test_notes_start_closed_in_a_hard_moment_alone() -> None:
    assert [template.id for template in content.agenda_templates() if not template.notes] == [
        "hard-moment-30"
    ]


def test_each_topic_has_two_to_six_questions() -> None:
    topics = Counter(question.topic for question in content.questions())
    assert len(topics) == 16
    assert all(2 <= count <= 6 for count in topics.values())
    assert {question.depth for question in content.questions()} == {1, 2, 3}
    assert all(question.text.endswith("?") for question in content.questions())
    assert all(question.id.startswith(question.topic.split("-")[0]) for question in content.questions())
    texts = [question.text for question in content.questions()]
    assert len(texts) == len(set(texts))


def test_the_checklist_hangs_on_its_anchors() -> None:
    items = {item.id: item for item in content.follow_up_defaults()}
    offsets = {id_: (item.anchor, item.offset_minutes, item.group) for id_, item in items.items()}
    assert offsets["reflect"] == (Anchor.END, 15, Group.NOW)
    assert offsets["summary"] == (Anchor.END, 24 * 60, Group.TODAY)
    assert offsets["introduction"] == (Anchor.END, 72 * 60, Group.LATER)
    assert offsets["check-in"] == (Anchor.MIDWAY, 0, Group.LATER)
    assert offsets["brief"] == (Anchor.NEXT, -24 * 60, Group.LATER)
    assert offsets["retention"] == (Anchor.QUARTER, 0, Group.LATER)
    assert [group for group, _items in groupby(item.group for item in items.values())] == list(Group)
    usual = [item for item in items.values() if item.usual]
    assert {item.group for item in usual} == set(Group)
    assert len(usual) < len(items)
    assert items["reflect"].private
    assert not items["summary"].private


def test_before_you_join() -> None:
    checks = content.join_checks()
    assert {"recording", "protected-time", "access", "opener", "assumption"} <= {check.id for check in checks}
    assert all(len(check.text) <= 45 for check in checks)


def test_words_for_passphrases_are_many_short_and_told_apart() -> None:
    pool = content.passphrase_words()
    assert len(pool) >= 2048
    assert len({word[:4] for word in pool}) == len(pool)
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in pool)
    assert list(pool) == sorted(pool)


def test_phrases_that_many_choose() -> None:
    phrases = content.blocked_phrases()
    assert len(phrases) >= 300
    assert len(phrases) == len(set(phrases))


def test_ids_are_fit_to_be_stored() -> None:
    ids = [template.id for template in content.agenda_templates()]
    ids += [part.id for template in content.agenda_templates() for part in template.parts]
    ids += [question.id for question in content.questions()]
    ids += [item.id for item in content.follow_up_defaults()]
    ids += [check.id for check in content.join_checks()]
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", id_) for id_ in ids)


def test_no_text_shouts_or_is_left_open() -> None:
    texts = [part.title for template in content.agenda_templates() for part in template.parts]
    texts += [template.about for template in content.agenda_templates()]
    texts += [question.text for question in content.questions()]
    texts += [item.text for item in content.follow_up_defaults()]
    texts += [check.text for check in content.join_checks()]
    assert [text for text in texts if "!" in text or text != text.strip() or "%" in text] == []


def test_the_guide_has_ten_how_tos_the_keys_and_what_is_protected() -> None:
    topics = content.help_topics()
    titles = [topic.title for topic in topics]
    assert len(titles) == len(set(titles)) == 16
    assert titles[-2:] == ["All keys", "What is protected and what is not"]
    assert all(len(topic.text) > 200 and "\n#" not in topic.text for topic in topics)
    keys = next(topic.text for topic in topics if topic.title == "All keys")
    for key in (
        "F8",
        "Ctrl L",
        "Ctrl K",
        "Ctrl N",
        "Ctrl Shift N",
        "Ctrl Enter",
        "F5",
        "F1",
        "Ctrl E",
        "Alt ↑",
    ):
        assert f"| {key}" in keys or f", {key}" in keys, key


def test_the_guide_names_templates_that_exist() -> None:
    text = "\n".join(topic.text for topic in content.help_topics())
    named = re.findall(r"--template (\S+)", text)
    assert named
    assert all(content.agenda_template(id_) for id_ in named)


# --- how it is read ----------------------------------------------------------------------------------


def test_it_is_read_once() -> None:
    assert content.questions() is content.questions()


def test_the_made_up_language_shows_the_same_content_stretched() -> None:
    english = content.agenda_templates()
    words.use("qps")
    stretched = content.agenda_templates()
    assert [template.id for template in stretched] == [template.id for template in english]
    assert stretched[0].parts[0].title == words._(english[0].parts[0].title) != english[0].parts[0].title
    assert content.passphrase_words()[0].isascii()


def test_another_language_has_its_own_folder_and_else_the_english_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "join_checks.toml").write_text('[[checks]]\nid = "a"\ntext = "English"\n', "utf-8")
    own = folder.parent / "de"
    monkeypatch.setattr(words, "_language", "de")
    assert content.join_checks()[0].text == "English"
    own.mkdir()
    (own / "join_checks.toml").write_text('[[checks]]\nid = "a"\ntext = "Deutsch"\n', "utf-8")
    forget()
    assert content.join_checks()[0].text == "Deutsch"


PART = '{ id = "p", title = "T", minutes = 10, kind = "task", leads = "both" }'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "empty"),
        ("templates = 3", "empty"),
        ("templates = [3]", "not a table"),
        ('[[templates]]\nname = "N"', "id is missing"),
        (f'[[templates]]\nid = "t"\nminutes = 10\nabout = "A"\nparts = [{PART}]', "name is missing"),
        (f'[[templates]]\nid = "t"\nname = "N"\nminutes = 20\nabout = "A"\nparts = [{PART}]', "add up"),
        (
            f'[[templates]]\nid = "t"\nname = "N"\nminutes = "ten"\nabout = "A"\nparts = [{PART}]',
            "whole number",
        ),
        (
            f'[[templates]]\nid = "t"\nname = "N"\nminutes = true\nabout = "A"\nparts = [{PART}]',
            "whole number",
        ),
        (
            f'[[templates]]\nid = "t"\nname = "N"\nminutes = 20\nabout = "A"\nparts = [{PART}, {PART}]',
            "twice",
        ),
        (
            f'[[templates]]\nid = "t"\nname = "N"\nminutes = 10\nabout = "A"\nnotes = 1\nparts = [{PART}]',
            "neither true",
        ),
        (
            f'[[templates]]\nid = "t"\nname = "N"\nminutes = 10\nabout = "A"\ncolour = 1\nparts = [{PART}]',
            "unknown colour",
        ),
        (
            '[[templates]]\nid = "t"\nname = "N"\nminutes = 10\nabout = "A"\n'
            'parts = [{ id = "p", title = "T", minutes = 10, kind = "fun", leads = "both" }]',
            "kind is none of",
        ),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused(folder: Path, text: str, complaint: str) -> None:
    (folder / "agendas.toml").write_text(text, "utf-8")
    with pytest.raises(ContentError, match=complaint):
        content.agenda_templates()


def test_a_question_is_asked_in_one_topic_only(folder: Path) -> None:
    question = '{ id = "q", text = "Why?", depth = 1 }'
    topics = [f'[[topics]]\nid = "{id_}"\nname = "N"\nquestions = [{question}]\n' for id_ in "ab"]
    (folder / "questions.toml").write_text("".join(topics), "utf-8")
    with pytest.raises(ContentError, match="q stands twice"):
        content.questions()


def test_offsets_are_minutes_whatever_they_are_given_in(folder: Path) -> None:
    head = 'text = "T"\nanchor = "end"\ngroup = "now"\n'
    rows = [
        f'[[items]]\nid = "i{n}"\n{head}{given}\n' for n, given in enumerate(["", "hours = -2", "days = 1"])
    ]
    (folder / "followups.toml").write_text("".join(rows), "utf-8")
    assert [item.offset_minutes for item in content.follow_up_defaults()] == [0, -120, 1440]
    assert isinstance(content.follow_up_defaults()[0], FollowUpDefault)


def test_too_few_words_make_no_passphrase(folder: Path) -> None:
    (folder / "passphrase_words.txt").write_text("word\n", "utf-8")
    with pytest.raises(ContentError, match="2048"):
        content.passphrase_words()
