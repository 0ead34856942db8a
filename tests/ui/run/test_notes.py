"""Notes, share-safe view, corrections and the rest of the Run page, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mentor_desktop.domain.ids import MINUTE, Millis
from mentor_desktop.domain.notes import NoteKind
from mentor_desktop.domain.when import When
from mentor_desktop.services import drafts, notes, promises, sessions, wrapping
from mentor_desktop.services import settings as setting_service
from tests.support import HOME
from tests.ui.run.support import AT_THREE, Page, World, started, world


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as found:
        yield found


def test_notes_are_private_unless_shared_and_obey_slash_words(here: World) -> None:
    page = started(here)
    page.presenter.send("Warm start.", False)
    page.presenter.send("The outline was sent.", True)
    page.presenter.send("/read Hesitates.", True)
    page.presenter.send("/moment “I want them to ask me first.”", True)
    page.presenter.send("/promise", False)
    shown = page.view.notes
    assert shown is not None
    assert [(row.text, row.private) for row in shown.rows[:3]] == [
        ("Warm start.", True),
        ("The outline was sent.", False),
        ("Hesitates.", True),
    ]
    assert [chip[0] for chip in shown.rows[2].chips] == ["Private", "to check"]
    assert [chip[0] for chip in shown.rows[3].chips] == ["Moment"]
    assert len(shown.rows) == 4
    assert (shown.shared, shown.private) == (2, 2)
    assert shown.rows[0].time == "15:00"
    assert here.shell.states[-1] == "Saved"


def test_a_draft_is_durable_a_second_after_the_last_key(here: World) -> None:
    page = started(here)
    key = drafts.key(notes.COMPOSER, here.session)
    page.presenter.typed("The thing about ")
    here.delay.advance(999)
    assert drafts.load(here.context.desk, key) == ""
    here.delay.advance(1)
    assert drafts.load(here.context.desk, key) == "The thing about "
    page.presenter.send("The thing about trust.", False)
    here.delay.advance(10_000)
    assert drafts.load(here.context.desk, key) == ""
    assert page.view.draft == ""


def test_a_note_that_was_refused_stands_in_the_composer_again(here: World) -> None:
    page = started(here)
    page.presenter.send("x" * 20_000_001, False)
    assert len(page.view.draft) == 20_000_001
    assert "too long" in here.shell.banners[0]


def test_a_note_is_changed_in_place_with_history(here: World) -> None:
    page = started(here)
    page.presenter.send("First words.", False)
    assert page.view.notes is not None
    note = page.view.notes.rows[0].id
    page.presenter.edit(note)
    assert page.view.editor == (note, "First words.", [])
    page.presenter.edited("Second words.")
    page.presenter.end_edit()
    assert page.view.notes.rows[0].text == "Second words."
    page.presenter.edit(note)
    assert page.view.editor[2] == [("24 Nov 15:00", "First words.")]
    page.presenter.restore(note, "First words.")
    assert page.view.notes.rows[0].text == "First words."


def test_an_emptied_note_keeps_its_words(here: World) -> None:
    page = started(here)
    page.presenter.send("Words.", False)
    assert page.view.notes is not None
    page.presenter.edit(page.view.notes.rows[0].id)
    page.presenter.edited("  ")
    page.presenter.end_edit()
    assert notes.of_session(here.context.desk, here.session)[0].text == "Words."


def test_trash_has_a_way_back_and_a_note_can_be_shared_and_checked(here: World) -> None:
    page = started(here)
    page.presenter.send("/read Hesitates.", False)
    assert page.view.notes is not None
    note = page.view.notes.rows[0].id
    page.presenter.share(note, "")
    assert not page.view.notes.rows[0].private
    page.presenter.share(note, None)
    assert page.view.notes.rows[0].private
    page.presenter.check(note, True)
    assert page.view.notes.rows[0].chips[-1][0] == "asked"
    page.presenter.trash(note)
    assert page.view.notes.rows == ()
    here.shell.undos[-1][1]()
    assert [row.id for row in page.view.notes.rows] == [note]


def test_with_several_people_a_shared_note_may_be_for_one(tmp_path: Path) -> None:
    with world(tmp_path, ("Amara Okafor", "Jonas Berg")) as at:
        page = started(at)
        assert page.view.notes is not None
        keys = [key for key, _words in page.view.notes.audiences]
        assert keys == ["", *(person.hex() for person in at.people)]
        page.presenter.send("For both.", True)
        page.presenter.choose_audience(at.people[1].hex())
        page.presenter.send("For Jonas.", True)
        page.presenter.send("For me.", False)
        found = [note.audience for note in notes.of_session(at.context.desk, at.session)]
        assert found == [(), (at.people[1],), None]
        assert page.view.notes.rows[1].chips[0][0] == "for Jonas"
        at.context.share_safe.set(True)
        assert [row.text for row in page.view.notes.rows] == ["For both."]


def test_while_the_screen_is_shown_nothing_private_is(here: World) -> None:
    desk = here.context.desk
    wrapping.say(desk, here.session, "intention", "Wait longer.")
    me = here.context.desk
    promises.make(me, here.people[0], "Draft the outline", None, session=here.session)
    promises.make(me, here.people[0], "A secret of mine", None, session=here.session, audience=None)
    page = started(here)
    assert page.view.hand is not None
    assert page.view.hand.intention == "Wait longer."
    assert page.view.hand.question
    page.presenter.send("Private thing.", False)
    page.presenter.send("Shared thing.", True)
    page.presenter.typed("half-typed secret")
    page.presenter.share_safe(True)
    assert page.view.notes is not None
    assert [row.text for row in page.view.notes.rows] == ["Shared thing."]
    assert (page.view.notes.private, page.view.notes.folded) == (1, True)
    assert (page.view.hand.intention, page.view.hand.question) == ("", "")
    assert [promise.words for promise in page.view.hand.promises] == ["Amara Okafor: Draft the outline"]
    assert page.view.draft == ""
    page.presenter.typed("Typed while shown")
    here.delay.advance(1_000)
    key = drafts.key(notes.COMPOSER, here.session)
    assert drafts.load(desk, key) == "half-typed secret\nTyped while shown"
    page.presenter.send("Typed while shown", True)
    assert drafts.load(desk, key) == "half-typed secret"
    page.presenter.share_safe(False)
    assert page.view.draft == "half-typed secret"


def test_no_question_is_shown_where_none_is_wanted(here: World) -> None:
    setting_service.save(here.context.desk, "ask_questions", False)
    page = started(here)
    assert page.view.hand is not None
    assert not page.view.hand.question
    assert not page.view.hand.more_questions


def test_another_question_is_another(here: World) -> None:
    page = started(here)
    seen = set()
    for _n in range(5):
        assert page.view.hand is not None
        seen.add(page.view.hand.question)
        page.presenter.another_question()
    assert len(seen) == 5


def test_a_held_session_is_corrected_and_noted_without_times(here: World) -> None:
    page = started(here)
    page.passes(30)
    page.presenter.end_session()
    assert page.view.state is not None
    assert page.view.state.phase == "held"
    assert page.view.state.times == "Held Tuesday 24 November, 15:00–15:30"
    started_at = page.view.state.started
    assert started_at is not None
    page.presenter.correct(started_at, Millis(started_at + 45 * MINUTE))
    assert page.view.state.note.startswith("45 min in all.")
    page.presenter.correct_part(page.view.state.agenda[0].id, 12)
    assert page.view.state.agenda[0].time == "12:00 of 5"
    page.presenter.send("Remembered later.", False)
    assert page.view.notes is not None
    assert page.view.notes.rows[-1].time == ""
    kept = notes.of_session(here.context.desk, here.session)[-1]
    assert not kept.timed
    assert kept.kind is NoteKind.NOTE


def test_paper_notes_have_no_times(here: World) -> None:
    past = sessions.log_past(here.context.desk, here.people, When(AT_THREE - timedelta(days=2), HOME), 50)
    page = Page(here, session=past.id)
    page.presenter.send("From the paper.", True)
    assert page.view.notes is not None
    assert [(row.text, row.time) for row in page.view.notes.rows] == [("From the paper.", "")]


def test_without_an_agenda_it_is_one_conversation(tmp_path: Path) -> None:
    with world(tmp_path, template="") as at:
        page = Page(at)
        assert page.view.state is not None
        assert page.view.state.note == "There is no agenda. The whole time is one conversation."
        page.presenter.start(0)
        assert page.left == "50:00"


def test_pop_out_and_the_other_pages(here: World) -> None:
    page = Page(here)
    page.presenter.pop_out()
    page.presenter.go("prepare")
    assert page.popped == [True]
    assert here.shell.gone == [("prepare", {"session": here.session})]
