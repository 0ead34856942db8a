"""A whole program in one process, with everything that could differ between two runs held still.

The window, its pages and its actions are put together as the program itself does it; only the clock, the
worker, the file windows and delayed calls are stand-ins.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import cast
from unittest import mock

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from mentor_desktop import words
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.device import Device
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import ids
from mentor_desktop.ui.clipboard import ClipboardKeeper
from mentor_desktop.ui.desktop import Desktop
from mentor_desktop.ui.mini.window import MiniWindow
from mentor_desktop.ui.run import presenter as run_presenter
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Choice, Theme
from tests.support import HandClock, empty_vault, reopened, sample_vault
from tests.ui.damage_support import damage_table
from tests.ui.fakes import FakePlaces, FakePrompts, HandDelay, Now

MOST_ROUNDS = 60
SEED = 3  # of the question to try
WIDE, SMALL = QSize(1280, 800), QSize(720, 520)


@dataclass(frozen=True)
class Look:
    """How a scene is drawn. `name` ends the picture's file name; "" is the plain one."""

    name: str
    theme: Choice = "light"
    size: QSize = WIDE
    percent: int = 100


LOOKS = (
    Look(""),
    Look("dark", "dark"),
    Look("contrast", "contrast"),
    Look("720x520", size=SMALL),
    Look("text-200", percent=200),
    Look("720x520-text-200", size=SMALL, percent=200),
    Look("dark-720x520", "dark", SMALL),
    Look("contrast-text-200", "contrast", percent=200),
)
PSEUDO_LOOKS = (
    Look("pseudo"),
    Look("pseudo-720x520", size=SMALL),
    Look("pseudo-text-200", percent=200),
)
NAMES_LOOKS = (Look("names"), Look("names-720x520", size=SMALL), Look("names-text-200", percent=200))

# In scripts whose letters are bundled, so that the pictures are the same on every machine.
NAMES = {
    "Amara": "Wolfeschlegelsteinhausenbergerdorff-Montgomery, Bartholomäus Maximilian Ferdinand",
    "Jonas": "عبد الرحمن بن محمد الهاشمي",
    "Sofia": "अनुराधा सुब्रमण्यम वेंकटरामन",
    "Lena": "สมชาย ใจดี",
    "Henrik": "Þórbjörg Ní Dhomhnaill-Đorđević",
}


@contextmanager
def counted_ids() -> Iterator[None]:
    """Ids that follow each other, so that what is derived from them (an avatar's colour) stays the same."""
    number = itertools.count(1)

    def uuid7() -> SimpleNamespace:
        return SimpleNamespace(bytes=(0x0190 << 112 | 7 << 76 | 2 << 62 | next(number)).to_bytes(16, "big"))

    with mock.patch.object(ids, "uuid_utils", SimpleNamespace(uuid7=uuid7)):
        yield


@contextmanager
def held_still() -> Iterator[None]:
    """The same ids, and the same question to try, each time."""

    def seeded() -> Random:
        return Random(SEED)

    with counted_ids(), mock.patch.object(run_presenter, "Random", seeded):
        yield


class Vaults:
    """Vaults made once and copied for each scene, in the language spoken: "sample", "names", "empty", or
    "damaged", the sample with two bits turned over.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[str, str], Path] = {}
        self._copies = itertools.count()

    def open(self, kind: str, clock: HandClock) -> Opened:
        """A copy of one, opened."""
        known = (kind, words.language())
        if known not in self._made:
            fresh = self._folder / f"{kind}-{words.language()}" / "mentor.vault"
            fresh.parent.mkdir(parents=True)
            with counted_ids():
                self._make(kind, fresh)
            self._made[known] = fresh
        copy = self._folder / str(next(self._copies)) / "mentor.vault"
        shutil.copytree(self._made[known], copy)
        return reopened(copy, clock)

    def _make(self, kind: str, folder: Path) -> None:
        clock = HandClock()
        opened = empty_vault(folder, clock) if kind == "empty" else sample_vault(folder, clock)
        if kind == "names":
            rename(opened.desk)
        opened.close()
        if kind == "damaged":
            damage_table(damage_table(folder, "note"), "use_day")


def rename(desk: Desk) -> None:
    """Give everyone the names that are hard to fit."""
    for person in people.everyone(desk):
        people.edit(desk, replace(person, name=NAMES[person.name.split()[0]]))


class Stage:
    """The program with a vault open; `end` takes everything down."""

    def __init__(self, app: QApplication, theme: Theme, opened: Opened, clock: HandClock) -> None:
        self.app, self.theme, self.opened, self.clock = app, theme, opened, clock
        self.prompts, self.delay, self.device = FakePrompts(), HandDelay(), Device()
        self.window = MainWindow(theme, FakePlaces(), self.delay)
        self.desktop = Desktop(
            self.window,
            self.prompts,
            self.delay,
            ClipboardKeeper(app.clipboard(), self.delay),
            self.device,
            self._apply_look,
            lambda: None,
            lambda: None,
        )
        self.window.resize(WIDE)
        self.window.show()
        self.desktop.begin(opened, Now())

    @property
    def desk(self) -> Desk:
        """What services take."""
        return self.opened.desk

    def page(self) -> QWidget:
        """The page that is shown."""
        page = self.window.pages.page()
        assert page is not None
        return page.widget

    def child(self, kind: type[QWidget], text: str = "") -> QWidget:
        """The first visible widget of a kind in the window whose name holds these words."""
        found = self.window.findChildren(kind)
        return next(each for each in found if each.isVisible() and text in each.accessibleName())

    def act(self, shortcut: str) -> None:
        """Do what a shortcut of the menus does."""
        action = next(
            each
            for each in self.window.menu_bar.all_actions()
            if shortcut in [key.toString() for key in each.shortcuts()]
        )
        action.trigger()

    def mini(self) -> MiniWindow:
        """The mini window, popped out."""
        self.act("Ctrl+Shift+M")
        shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, MiniWindow)]
        return next(each for each in shown if each.isVisible())

    def show(self, look: Look) -> None:
        """Draw everything in another look."""
        if (self.theme.choice, self.theme.percent) != (look.theme, look.percent):
            self.theme.apply(look.theme, look.percent, less_motion=True)
        self.window.resize(look.size)
        settle()

    def end(self) -> None:
        """Take everything down."""
        self.desktop.end()
        self.window.end()
        self.window.deleteLater()
        self.opened.close()
        settle()

    def _apply_look(self) -> None:
        self.theme.apply(self.device.get("theme"), self.device.get("text_percent"), less_motion=True)


CALM = 3


def settle() -> None:
    """Let every layout and every deletion that is due happen, until nothing moves any more."""
    before: list[QRect] = []
    calm = 0  # rounds in which nothing moved; a layout may ask for another one while it is being laid out
    for _round in range(MOST_ROUNDS):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        now = [each.geometry() for each in QApplication.allWidgets()]
        calm = calm + 1 if now == before else 0
        if calm == CALM:
            return
        before = now
    raise RuntimeError("the layout does not come to rest")


def picture(widget: QWidget) -> QImage:
    """What a widget looks like now."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@contextmanager
def speaking(app: QApplication, language: str) -> Iterator[None]:
    """Words and direction of a language, and English again afterwards."""
    words.use(language)
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if words.right_to_left() else Qt.LayoutDirection.LeftToRight
    )
    try:
        yield
    finally:
        words.use(words.SOURCE)
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def application() -> tuple[QApplication, Theme]:
    """The application with its theme, both made if they do not exist."""
    app = cast(QApplication, QApplication.instance() or QApplication([]))
    app.setCursorFlashTime(0)
    return app, Theme(app)


Draw = Callable[[Stage], QWidget]
