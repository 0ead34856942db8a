"""A real vault with one planned session, a clock moved by hand, a shell that remembers what it was told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.when import When
from mentor_desktop.services import agenda, people, sessions, vaults
from mentor_desktop.services.vaults import Opened
from mentor_desktop.ui.context import BannerKind, Context
from mentor_desktop.ui.run.live import Live
from mentor_desktop.ui.run.presenter import RunPresenter
from mentor_desktop.ui.run.shown import HandShown, NotesShown, Offer
from mentor_desktop.ui.run.state import ClockShown, RunState
from tests.support import HOME, HandClock, empty_vault
from tests.ui.fakes import FakePrompts, HandDelay, Now

AT_THREE = datetime(2026, 11, 24, 15, 0)


class Told:
    """A banner of the fake shell."""

    def close_banner(self) -> None:
        """Nothing is shown, so nothing closes."""


@dataclass
class FakeShell:
    """Remembers where a screen went and what it said."""

    gone: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    banners: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    undos: list[tuple[str, Callable[[], None]]] = field(default_factory=list)

    def go(self, key: str, **args: object) -> None:
        self.gone.append((key, args))

    def back(self) -> None:
        self.gone.append(("back", {}))

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.undos.append((text, undo))

    def add_banner(
        self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]] = (), kind: BannerKind = "info",
        *, closable: bool = True
    ) -> Told:  # fmt: skip
        self.banners.append(text)
        return Told()

    def set_badge(self, key: str, badge: str) -> None:
        self.states.append(badge)

    def set_state(self, text: str) -> None:
        self.states.append(text)


@dataclass
class World:
    """Everything a test of a running session needs."""

    opened: Opened
    clock: HandClock
    shell: FakeShell
    delay: HandDelay
    context: Context
    session: SessionId
    people: tuple[PersonId, ...]

    def live(self) -> Live:
        """The session opened."""
        live = Live(self.context)
        live.open(self.session)
        return live


@contextmanager
def world(
    folder: Path, names: Sequence[str] = ("Amara Okafor",), template: str = "balanced-50", *,
    reopens: bool = False
) -> Iterator[World]:  # fmt: skip
    """A vault in which a session of fifty minutes is planned for now, at three.

    Only one that `reopens` has a passphrase; the others are made with a random key, which is quicker.
    """
    clock = HandClock(AT_THREE)
    if reopens:
        opened = empty_vault(folder / "w.vault", clock)
    else:
        opened = vaults.create_for_now(folder / "w.vault", "Maya Lind", HOME, clock)
    desk = opened.desk
    ids = tuple(people.add(desk, name).id for name in names)
    session = sessions.plan(desk, ids, When(AT_THREE, HOME), 50)
    if template:
        agenda.use_template(desk, session.id, agenda.template_named(desk, template))
    shell, delay = FakeShell(), HandDelay()
    context = Context(desk, Now(), FakePrompts(), shell, delay)
    made = World(opened, clock, shell, delay, context, session.id, ids)
    try:
        yield made
    finally:
        made.opened.close()


class FakeRunView:
    """Keeps what it was last shown."""

    def __init__(self) -> None:
        self.state: RunState | None = None
        self.clock: ClockShown | None = None
        self.clocks = 0
        self.notes: NotesShown | None = None
        self.hand: HandShown | None = None
        self.draft = ""
        self.offer: Offer | None = None
        self.spoken: list[str] = []
        self.editor: tuple[str, str, list[tuple[str, str]]] | None = None
        self.sub = ""
        self.focus = ""

    def show_head(self, head: object, sub: str) -> None:
        self.sub = sub

    def show_state(self, state: RunState) -> None:
        self.state = state

    def show_clock(self, shown: ClockShown) -> None:
        self.clock, self.clocks = shown, self.clocks + 1

    def show_notes(self, shown: NotesShown) -> None:
        self.notes = shown

    def show_hand(self, shown: HandShown) -> None:
        self.hand = shown

    def show_draft(self, text: str) -> None:
        self.draft = text

    def show_offer(self, offer: Offer | None) -> None:
        self.offer = offer

    def show_share_safe(self, on: bool) -> None:
        """The button follows by itself."""

    def show_editor(self, note: str, text: str, earlier: Sequence[tuple[str, str]]) -> None:
        self.editor = (note, text, list(earlier))

    def announce(self, words: str) -> None:
        self.spoken.append(words)

    def focus_first(self, phase: str) -> None:
        self.focus = phase


class Page:
    """A presenter with its view, opened."""

    def __init__(self, at: World, live: Live | None = None, session: SessionId | None = None) -> None:
        self.live = live or Live(at.context)
        self.view = FakeRunView()
        self.popped: list[bool] = []
        self.at = at
        self.presenter = RunPresenter(
            self.view, at.context, self.live, lambda: self.popped.append(True), Random(7)
        )
        self.presenter.open(session or at.session)

    def passes(self, minutes: float) -> None:
        """Time goes by, and the page ticks."""
        self.at.clock.pass_minutes(minutes)
        self.presenter.tick()

    @property
    def left(self) -> str:
        assert self.view.clock is not None
        return self.view.clock.left

    @property
    def caption(self) -> str:
        assert self.view.clock is not None
        return self.view.clock.caption

    @property
    def titles(self) -> list[str]:
        assert self.view.state is not None
        return [part.state for part in self.view.state.agenda]


def started(at: World) -> Page:
    """The page with its session running."""
    page = Page(at)
    page.presenter.start(0)
    return page
