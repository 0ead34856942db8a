"""What the palette finds, in which groups, and where Enter leads; without a window."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mentor_desktop.services import notes, promises, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.ui.ask import Ask
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.palette.presenter import PalettePresenter
from mentor_desktop.ui.palette.state import Command, Line, PaletteState
from tests.support import HandClock, sample_vault
from tests.ui.fakes import FakePrompts, HandDelay, Later, Now
from tests.ui.wrapup.support import FakeShell


@dataclass
class FakeView:
    """Keeps what was shown."""

    state: PaletteState = field(default_factory=PaletteState)
    dismissed: int = 0

    def show_state(self, state: PaletteState) -> None:
        self.state = state

    def dismiss(self) -> None:
        self.dismissed += 1


class Card:
    """The presenter over fakes, on a real vault."""

    def __init__(
        self, desk: Desk, ask: Ask | None = None, note_pages: tuple[str, ...] = ("run", "person")
    ) -> None:
        self.view, self.shell, self.ran = FakeView(), FakeShell(), list[str]()
        self.context = Context(desk, ask or Now(), FakePrompts(), self.shell, HandDelay())
        self.presenter = PalettePresenter(self.view, self.context, self._commands, note_pages)
        self.presenter.opened()

    def _commands(self) -> tuple[Command, ...]:
        return (
            Command("Export", "Ctrl E", lambda: self.ran.append("export")),
            Command("Settings", "Ctrl ,", lambda: self.ran.append("settings")),
            Command("Sessions", "Ctrl 3", lambda: self.ran.append("sessions")),
        )

    def lines(self, start: str = "") -> list[Line]:
        """The rows whose key begins so."""
        return [line for line in self.view.state.lines if line.key.startswith(start) and line.key]

    def groups(self) -> list[str]:
        """The headings."""
        return [line.text for line in self.view.state.lines if not line.key]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A vault that is only read."""
    return sample_vault(tmp_path_factory.mktemp("palette") / "a.vault", HandClock()).desk


def test_before_anything_is_typed_it_offers_what_can_be_done_here(desk: Desk) -> None:
    card = Card(desk)
    assert card.groups() == ["Do"]
    assert [(line.text, line.cap) for line in card.lines()] == [
        ("Export", "Ctrl E"), ("Settings", "Ctrl ,"), ("Sessions", "Ctrl 3"),
    ]  # fmt: skip


def test_words_are_found_in_groups_with_their_matches(desk: Desk) -> None:
    card = Card(desk)
    card.presenter.typed("design rev")
    assert card.groups() == ["Notes", "Promises", "Sessions"]
    first = card.lines("note/")[0]
    assert [first.text[start:end] for start, end in first.marks] == ["design rev"]
    assert "shared note" in first.sub or "private note" in first.sub


def test_enter_on_a_person_opens_the_page_and_a_session_can_be_planned(desk: Desk) -> None:
    card = Card(desk)
    card.presenter.typed("amara")
    person = card.lines("person/")[0]
    card.presenter.chosen(person.key)
    assert card.shell.went[-1] == ("person", {"person": bytes.fromhex(person.key.partition("/")[2])})
    assert card.view.dismissed == 1
    card.presenter.typed("amara")
    new = card.lines("new/")[0]
    assert new.text == "New session with Amara Okafor"
    card.presenter.chosen(new.key)
    assert [page for page, _args in card.shell.went] == ["person", "new-session"]


def test_a_note_opens_at_its_very_line_where_the_page_takes_it(desk: Desk) -> None:
    card = Card(desk)
    card.presenter.typed("/common ground")
    line = card.lines("note/")[0]
    card.presenter.chosen(line.key)
    note = bytes.fromhex(line.key.partition("/")[2])
    page, args = card.shell.went[-1]
    assert page == "run"
    assert args == {"session": notes.get(desk, note).session, "note": note}  # type: ignore[arg-type]
    plain = Card(desk, note_pages=())
    plain.presenter.typed("/common ground")
    plain.presenter.chosen(line.key)
    assert plain.shell.went[-1] == ("run", {"session": args["session"]})
    only_wrap = Card(desk, note_pages=("wrap",))
    only_wrap.presenter.typed("/common ground")
    only_wrap.presenter.chosen(line.key)
    assert only_wrap.shell.went[-1] == ("wrap", args)


def test_a_promise_opens_in_the_wrap_up_it_was_made_in(desk: Desk) -> None:
    card = Card(desk)
    card.presenter.typed("reading list")
    line = card.lines("promise/")[0]
    assert line.sub.startswith("Maya Lind · promise · kept")
    card.presenter.chosen(line.key)
    promise = bytes.fromhex(line.key.partition("/")[2])
    held = promises.get(desk, promise).session  # type: ignore[arg-type]
    assert card.shell.went[-1] == ("wrap", {"session": held, "promise": promise})


def test_a_session_opens_on_the_page_that_fits_its_state(desk: Desk) -> None:
    card = Card(desk)
    card.presenter.typed("career goal")
    for line in card.lines("session/"):
        card.presenter.chosen(line.key)
        about = sessions.get(desk, bytes.fromhex(line.key.partition("/")[2]))  # type: ignore[arg-type]
        assert card.shell.went[-1] == ("wrap" if about.number else "prepare", {"session": about.id})


def test_signs_narrow_the_search(desk: Desk) -> None:
    card = Card(desk)
    card.presenter.typed(">se")
    assert [line.text for line in card.lines()] == ["Settings", "Sessions"]
    card.presenter.chosen(card.lines()[0].key)
    assert card.ran == ["settings"]
    card.presenter.typed("@so")
    assert [line.text for line in card.lines()] == ["Sofia Rossi"]
    card.presenter.typed("/the")
    assert card.groups() == ["Notes"]
    assert len(card.lines()) > 4


def test_notes_need_two_letters(desk: Desk) -> None:
    card = Card(desk)
    card.presenter.typed("/t")
    assert card.lines() == []
    assert card.view.state.sentence == "Type two letters or more."
    card.presenter.typed("s")
    assert card.groups() == ["People", "Do"]
    assert card.lines("note/") == []


def test_nothing_found_is_said(desk: Desk) -> None:
    card = Card(desk)
    card.presenter.typed("qqqqq")
    assert card.view.state.sentence == "Nothing was found for these words."


def test_while_the_screen_is_shared_nothing_of_anyone_is_looked_for(desk: Desk) -> None:
    ask = Later()
    card = Card(desk, ask)
    card.context.share_safe.set(True)
    for words in ("amara", "@amara", "/design", "design rev"):
        card.presenter.typed(words)
        assert ask.asked == []
        assert card.lines() == []
    card.presenter.typed("se")
    assert [line.text for line in card.lines()] == ["Settings", "Sessions"]


def test_late_answers_are_dropped_and_enter_waits_for_the_right_one(desk: Desk) -> None:
    ask = Later()
    card = Card(desk, ask)
    card.presenter.typed("sofia")
    card.presenter.typed("jonas")
    card.presenter.chosen("do/0")  # what is shown still belongs to the words before
    assert card.shell.went == []
    assert card.ran == []
    ask.step()
    assert card.lines("person/") == []
    ask.step()
    assert card.shell.went[-1][0] == "person"
    assert card.lines("person/")[0].text == "Jonas Berg"


def test_closing_drops_what_is_under_way(desk: Desk) -> None:
    ask = Later()
    card = Card(desk, ask)
    card.presenter.typed("jonas")
    card.presenter.closed()
    before = card.view.state
    ask.run()
    assert card.view.state is before


def test_a_search_that_fails_is_said(tmp_path: Path) -> None:
    opened = sample_vault(tmp_path / "b.vault", HandClock())
    card = Card(opened.desk)
    opened.close()
    card.presenter.typed("jonas")
    assert card.shell.banners
