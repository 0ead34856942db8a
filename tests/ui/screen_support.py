"""What the tests of screens share: a window's doors that only remember, and a real vault opened cheaply."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.vaults import Opened
from mentor_desktop.ui.context import BannerKind, Context
from tests.support import HandClock, reopened, sample_vault
from tests.ui.fakes import FakePrompts, HandDelay, Now


class FakeBanner:
    """A banner that only knows whether it is there."""

    def __init__(self) -> None:
        self.closed = False

    def close_banner(self) -> None:
        self.closed = True


@dataclass
class FakeShell:
    """Remembers what a screen asked of the window."""

    went: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    undos: list[tuple[str, Callable[[], None]]] = field(default_factory=list)
    banners: list[str] = field(default_factory=list)
    offers: list[tuple[str, Callable[[], None]]] = field(default_factory=list)  # a banner and its button
    badges: dict[str, str] = field(default_factory=dict)
    state: str = ""
    backs: int = 0

    def go(self, key: str, **args: object) -> None:
        self.went.append((key, args))

    def back(self) -> None:
        self.backs += 1

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.undos.append((text, undo))

    def add_banner(
        self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]] = (), kind: BannerKind = "info",
        *, closable: bool = True
    ) -> FakeBanner:  # fmt: skip
        self.banners.append(text)
        self.offers += [(text, press) for _words, press in buttons]
        return FakeBanner()

    def set_badge(self, key: str, badge: str) -> None:
        self.badges[key] = badge

    def set_state(self, text: str) -> None:
        self.state = text

    def undo(self) -> None:
        """Takes back what was offered last."""
        self.undos.pop()[1]()


@dataclass
class World:
    """A real vault with the sample data, at 11:40 in Stockholm on 24 November 2026."""

    opened: Opened
    clock: HandClock
    shell: FakeShell
    delay: HandDelay
    context: Context

    @property
    def desk(self) -> Desk:
        """What services take."""
        return self.opened.desk

    def person(self, name: str) -> PersonId:
        """The id of whoever's name begins so."""
        return next(each.id for each in people.everyone(self.desk) if each.name.startswith(name))


def world_on(opened: Opened, clock: HandClock) -> World:
    """A world around any vault."""
    shell, delay = FakeShell(), HandDelay()
    context = Context(opened.desk, Now(), FakePrompts(), shell, delay)
    return World(opened, clock, shell, delay, context)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample vault, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("sample") / "s.vault"
    sample_vault(folder, HandClock()).close()
    return folder


@pytest.fixture
def world(sample_folder: Path, tmp_path: Path) -> Iterator[World]:
    """The sample vault, opened."""
    folder = tmp_path / "s.vault"
    shutil.copytree(sample_folder, folder)
    clock = HandClock()
    opened = reopened(folder, clock)
    yield world_on(opened, clock)
    opened.close()
