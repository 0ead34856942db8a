"""A session that has just ended in a real vault, and stand-ins for the window around the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mentor_desktop.domain.ids import MINUTE, NoteId, PersonId, SessionId
from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.domain.sessions import Part
from mentor_desktop.domain.when import When, instant
from mentor_desktop.services import agenda, notes, people, running, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.vaults import Opened
from mentor_desktop.ui.ask import Ask, Asker
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.wrapup.state import (
    Entry,
    Question,
    Spot,
    SummaryState,
    WrapState,
)
from tests.support import HOME, PICTURED, HandClock, empty_vault
from tests.ui.fakes import FakePrompts, HandDelay, Now


class FakeShell:
    """Keeps what the page asked of the window."""

    def __init__(self) -> None:
        self.went: list[tuple[str, dict[str, object]]] = []
        self.undos: list[tuple[str, Callable[[], None]]] = []
        self.banners: list[str] = []
        self.states: list[str] = []

    def go(self, key: str, **args: object) -> None:
        self.went.append((key, args))

    def back(self) -> None:
        self.went.append(("back", {}))

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.undos.append((text, undo))

    def add_banner(
        self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]] = (), kind: str = "info", *,
        closable: bool = True
    ) -> FakeShell:  # fmt: skip
        self.banners.append(text)
        return self

    def close_banner(self) -> None:
        self.banners.clear()

    def set_badge(self, key: str, badge: str) -> None:
        """Badges are not looked at."""

    def set_state(self, text: str) -> None:
        self.states.append(text)


class FakeClipboard:
    """Keeps what was copied, and for how many seconds."""

    def __init__(self) -> None:
        self.copied: list[tuple[str, int | None]] = []

    def copy(self, text: str, seconds: int | None = None) -> None:
        self.copied.append((text, seconds))


@dataclass
class FakeView:
    """Keeps what was shown last."""

    states: list[WrapState] = field(default_factory=list)
    entry: Entry = field(default_factory=Entry)
    entries: list[Entry] = field(default_factory=list)
    spots: list[str] = field(default_factory=list)
    draft: str = ""
    summary: SummaryState = field(default_factory=SummaryState)
    question: Question | None = None

    @property
    def state(self) -> WrapState:
        return self.states[-1]

    def show_state(self, state: WrapState) -> None:
        self.states.append(state)

    def show_entry(self, entry: Entry) -> None:
        self.entry = entry
        self.entries.append(entry)

    def show_draft(self, text: str) -> None:
        self.draft = text

    def show_promise(self, promise: bytes) -> None:
        self.spots.append(f"promise {promise.hex()}")

    def show_note(self, note: bytes) -> None:
        self.spots.append(f"note {note.hex()}")

    def focus_on(self, spot: Spot) -> None:
        self.spots.append(spot)

    def show_summary(self, state: SummaryState) -> None:
        self.summary = state

    def ask_about(self, question: Question | None) -> None:
        self.question = question


@dataclass
class Held:
    """A vault whose session has just ended, with its people."""

    opened: Opened
    clock: HandClock
    session: SessionId
    amara: PersonId
    lena: PersonId

    @property
    def desk(self) -> Desk:
        return self.opened.desk

    def note(
        self, text: str, *, shared: bool = False, kind: NoteKind = NoteKind.NOTE,
        audience: tuple[PersonId, ...] = ()
    ) -> NoteId:  # fmt: skip
        """A note of the session."""
        to = (audience or EVERYONE) if shared else None
        return notes.write(self.desk, text, session=self.session, kind=kind, audience=to).id

    def context(
        self, shell: FakeShell, *, ask: Ask | None = None, asker: Asker | None = None,
        delay: HandDelay | None = None, clipboard: FakeClipboard | None = None
    ) -> Context:  # fmt: skip
        """What the page is handed."""
        return Context(
            self.desk, ask or Now(), asker or FakePrompts(), shell, delay or HandDelay(),
            clipboard=clipboard or FakeClipboard(),
        )  # fmt: skip


def held(folder: Path, *, others: Sequence[str] = ("Amara Okafor",), ended: bool = True) -> Held:
    """A session at 15:00 with people in Nairobi; Lena is a mere contact. Ends at 15:49."""
    clock = HandClock()
    opened = empty_vault(folder, clock)
    desk = opened.desk
    there = [people.add(desk, name, zone="Africa/Nairobi", cadence_days=14).id for name in others]
    lena = people.add(desk, "Lena", zone=HOME, role=None).id
    when = When(PICTURED.replace(hour=15, minute=0), HOME)
    session = sessions.plan(desk, there, when, 50)
    for title, minutes in (("Check-in", 10), ("Chairing a review", 30), ("Her next role", 10)):
        agenda.add_part(desk, session.id, title, minutes)
    clock.utc = instant(when)
    run = running.start(desk, session.id)
    clock.pass_minutes(10)
    running.go_to(desk, session.id, run.parts[1].id)
    if ended:
        clock.pass_ms(39 * MINUTE)
        running.end(desk, session.id)
    return Held(opened, clock, session.id, there[0], lena)


def parts_of(desk: Desk, session: SessionId) -> tuple[Part, ...]:
    """The agenda as it is kept."""
    return running.snapshot(desk, session).parts
