"""The Prepare page without a window: brief, agenda, texts, start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import When
from mentor_desktop.services import agenda, notes, preparing, promises, running, sessions, wrapping
from mentor_desktop.ui.prepare.presenter import PreparePresenter
from mentor_desktop.ui.prepare.state import PrepareState
from tests.support import HOME
from tests.ui.run.support import AT_THREE, World, world


@dataclass
class View:
    """Keeps what it was last shown."""

    state: PrepareState | None = None
    texts: tuple[str, str] = ("", "")
    has_agenda: bool | None = None
    editing: list[str] = field(default_factory=list)
    focused: list[str] = field(default_factory=list)

    def show_state(self, state: PrepareState) -> None:
        self.state = state

    def show_texts(self, intention: str, notes: str) -> None:
        self.texts = (intention, notes)

    def focus_first(self, has_agenda: bool) -> None:
        self.has_agenda = has_agenda

    def edit_part(self, part: str) -> None:
        self.editing.append(part)

    def focus_part(self, part: str) -> None:
        self.focused.append(part)


class Clip:
    """A clipboard that is looked into."""

    def __init__(self) -> None:
        self.text = ""

    def copy(self, text: str, seconds: int | None = None) -> None:
        self.text = text


class Page:
    """A presenter with its view, opened."""

    def __init__(self, at: World) -> None:
        self.view, self.clip = View(), Clip()
        self.presenter = PreparePresenter(self.view, replace(at.context, clipboard=self.clip))
        self.presenter.open(at.session)

    @property
    def state(self) -> PrepareState:
        assert self.view.state is not None
        return self.view.state

    @property
    def titles(self) -> list[str]:
        return [part.title for part in self.state.parts]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, template="") as found:
        yield found


def held(at: World) -> None:
    """A session a fortnight ago, with a moment, a reading, a question, ratings and two promises."""
    desk = at.context.desk
    before = sessions.log_past(desk, at.people, When(AT_THREE - timedelta(days=14), HOME), 50)
    for text, kind, audience in (
        ("“Ask me first.”", NoteKind.MOMENT, EVERYONE),
        ("She hesitates.", NoteKind.READING, None),
        ("What about the team?", NoteKind.QUESTION, None),
    ):
        notes.write(desk, text, session=before.id, kind=kind, audience=audience)
    wrapping.rate(desk, before.id, "trust", 4)
    due = AT_THREE.date()
    promises.make(desk, at.people[0], "Draft the outline", due, session=before.id)
    mine = sessions.head(desk, before.id).mine.person
    promises.make(desk, PersonId(mine), "Introduce Lena", due, session=before.id)


def test_the_first_time_the_template_is_what_one_begins_with(here: World) -> None:
    page = Page(here)
    assert page.view.has_agenda is False
    assert page.state.last is None
    assert page.state.templates[0] == ("", "Choose a template…")
    assert page.state.template == ""
    assert (page.state.sum, page.state.fits) == ("0 of 50 min", False)


def test_a_template_fills_the_agenda_to_the_minute(here: World) -> None:
    page = Page(here)
    page.presenter.use_template("balanced-50")
    assert page.titles[0] == "Check in: how are you, really?"
    assert (page.state.sum, page.state.fits) == ("50 of 50 min", True)
    assert page.state.template == "balanced-50"
    assert here.shell.undos == []  # nothing was replaced
    page.presenter.use_template("short-25")
    assert (page.state.sum, page.state.fits) == ("25 of 50 min", False)
    here.shell.undos[-1][1]()
    assert (page.state.sum, page.state.fits) == ("50 of 50 min", True)
    assert page.titles[0] == "Check in: how are you, really?"


def test_the_brief_writes_itself(here: World) -> None:
    held(here)
    page = Page(here)
    last = page.state.last
    assert last is not None
    assert last.caption == "10 NOV · SESSION 1 · 14 DAYS AGO"
    assert last.moments == ("“Ask me first.”",)
    assert last.felt == "Trust 4 of 5"
    assert [line.text for line in page.state.to_check] == ["She hesitates."]
    assert [line.text for line in page.state.questions] == ["What about the team?"]
    shown = {line.text: (line.who, line.chip) for line in page.state.promises}
    assert shown["Introduce Lena"] == ("You", ("today", "warn"))
    assert shown["Draft the outline"] == ("Amara Okafor", ("today", "warn"))


def test_what_was_asked_leaves_and_can_come_back(here: World) -> None:
    held(here)
    page = Page(here)
    page.presenter.check_note(page.state.to_check[0].id)
    assert page.state.to_check == ()
    here.shell.undos[-1][1]()
    assert len(page.state.to_check) == 1


def test_a_promise_is_ticked_and_unticked(here: World) -> None:
    held(here)
    page = Page(here)
    mine = next(line for line in page.state.promises if line.who == "You")
    page.presenter.tick_promise(mine.id, True)
    assert next(line for line in page.state.promises if line.id == mine.id).chip == ("kept", "ok")
    page.presenter.tick_promise(mine.id, False)
    assert not next(line for line in page.state.promises if line.id == mine.id).done


def test_parts_are_added_changed_moved_and_removed(here: World) -> None:
    page = Page(here)
    page.presenter.use_template("balanced-50")
    page.presenter.add_part()
    added = page.state.parts[-1]
    assert page.view.editing == [added.id]
    page.presenter.set_title(added.id, "Salary talk")
    here.delay.advance(1_000)
    assert page.titles[-1] == "Salary talk"
    page.presenter.change_part(added.id, "minutes", 12)
    page.presenter.change_part(added.id, "leads", "mentee")
    page.presenter.change_part(added.id, "topic_of", here.people[0].hex())
    page.presenter.change_part(added.id, "kind", "relational")
    changed = page.state.parts[-1]
    assert (changed.minutes, changed.lead, changed.sub, changed.kind) == (
        12, "Amara", "topic of Amara", "relational",
    )  # fmt: skip
    page.presenter.more_minutes(added.id, -1)
    assert page.state.parts[-1].minutes == 11
    assert page.state.sum == "61 of 50 min"
    page.presenter.move(added.id, -1)
    assert page.titles[4] == "Salary talk"
    page.presenter.reorder([added.id, *(part.id for part in page.state.parts if part.id != added.id)])
    assert page.titles[0] == "Salary talk"
    page.presenter.remove(added.id)
    assert "Salary talk" not in page.titles
    assert page.view.focused == [page.state.parts[0].id]
    here.shell.undos[-1][1]()
    assert page.titles[0] == "Salary talk"


def test_the_ends_of_the_agenda_hold(here: World) -> None:
    page = Page(here)
    page.presenter.use_template("balanced-50")
    before = page.titles
    page.presenter.move(page.state.parts[0].id, -1)
    page.presenter.move(page.state.parts[-1].id, 1)
    assert page.titles == before


def test_a_part_that_moved_on_says_so(here: World) -> None:
    desk = here.context.desk
    part = agenda.add_part(desk, here.session, "The salary talk", 10)
    with desk.change() as c:
        from mentor_desktop.store import sessions as store

        store.save_part(c, replace(part, moves=1), desk.stamp())
    assert Page(here).state.parts[0].sub == "moved once"


def test_own_templates(here: World) -> None:
    page = Page(here)
    page.presenter.add_part()
    page.presenter.save_as_template("Mine")
    own = next(key for key, words in page.state.templates if words == "Mine")
    page.presenter.use_template(own)
    assert page.state.own_template
    page.presenter.delete_template()
    assert "Mine" not in [words for _key, words in page.state.templates]
    here.shell.undos[-1][1]()
    assert (own, "Mine") in page.state.templates
    assert page.state.own_template


def test_the_sum_follows_a_change_of_the_length(here: World) -> None:
    page = Page(here)
    page.presenter.use_template("balanced-50")
    assert (page.state.sum, page.state.fits) == ("50 of 50 min", True)
    about = sessions.get(here.context.desk, here.session)
    sessions.edit(here.context.desk, replace(about, minutes=40))
    page.presenter.open(here.session)  # as when the form is left
    assert (page.state.sum, page.state.fits) == ("50 of 40 min", False)


def test_texts_are_saved_as_they_are_typed(here: World) -> None:
    page = Page(here)
    page.presenter.typed("intention", "Wait longer.")
    page.presenter.typed("preparation", "The director.")
    here.delay.advance(1_000)
    assert here.shell.states[-1] == "Saved"
    kept = preparing.brief(here.context.desk, here.session).preparation
    assert (kept.intention, kept.notes) == ("Wait longer.", "The director.")
    page.presenter.typed("intention", "Wait even longer.")
    page.presenter.leave()
    assert preparing.brief(here.context.desk, here.session).preparation.intention == "Wait even longer."


def test_checks_before_joining(here: World) -> None:
    page = Page(here)
    first = page.state.checks[0]
    page.presenter.tick_check(first.id, True)
    assert Page(here).state.checks[0].ticked


def test_the_agenda_as_text_holds_nothing_private(here: World) -> None:
    page = Page(here)
    page.presenter.use_template("balanced-50")
    page.presenter.typed("intention", "Secret intention")
    page.presenter.leave()
    page.presenter.copy()
    assert page.clip.text.splitlines()[:2] == [
        "Check in: how are you, really? – 5 min",
        "Since last time – 10 min, Amara Okafor leads",
    ]
    assert "Secret" not in page.clip.text
    assert "relational" not in page.clip.text


def test_while_the_screen_is_shown_private_things_are_away(here: World) -> None:
    held(here)
    page = Page(here)
    page.presenter.typed("intention", "Wait longer.")
    page.presenter.leave()
    here.context.share_safe.set(True)
    assert page.view.texts == ("", "")
    assert page.state.to_check == page.state.questions == ()
    assert page.state.last is not None
    assert page.state.last.felt == ""
    page.presenter.typed("intention", "")  # an emptied field that nobody emptied
    page.presenter.leave()
    here.context.share_safe.set(False)
    assert preparing.brief(here.context.desk, here.session).preparation.intention == "Wait longer."


def test_start_runs_it_and_goes_there(here: World) -> None:
    page = Page(here)
    assert page.state.start == "Start session"
    page.presenter.start()
    assert here.shell.gone == [("run", {"session": here.session})]
    assert sessions.get(here.context.desk, here.session).state is SessionState.RUNNING
    page.presenter.open(here.session)
    assert page.state.start == "Go to the session"
    page.presenter.start()
    running.end(here.context.desk, here.session)
    page.presenter.open(here.session)
    assert page.state.start == ""
