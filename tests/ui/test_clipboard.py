"""Private text on the clipboard: marked, taken back in time, and never somebody else's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from mentor_desktop.ui.clipboard import LONGEST, MARKS, ClipboardKeeper, marked
from tests.ui.fakes import HandDelay

PRIVATE = "She is thinking of leaving."


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


@pytest.fixture
def delay() -> HandDelay:
    return HandDelay()


@pytest.fixture
def keeper(clipboard: QClipboard, delay: HandDelay) -> ClipboardKeeper:
    return ClipboardKeeper(clipboard, delay)


@pytest.mark.parametrize(("seconds", "kept"), [(30, 30), (None, LONGEST), (99_999, LONGEST)])
def test_it_is_taken_back_in_time(
    keeper: ClipboardKeeper, clipboard: QClipboard, delay: HandDelay, seconds: int | None, kept: int
) -> None:
    keeper.copy(PRIVATE, seconds)
    assert clipboard.text() == PRIVATE
    delay.advance(kept * 1000 - 1)
    assert clipboard.text() == PRIVATE
    delay.advance(1)
    assert clipboard.text() == ""


def test_what_was_copied_meanwhile_stays(
    keeper: ClipboardKeeper, clipboard: QClipboard, delay: HandDelay
) -> None:
    keeper.copy(PRIVATE, 30)
    clipboard.setText("an address from elsewhere")
    delay.advance(60_000)
    assert clipboard.text() == "an address from elsewhere"


def test_a_second_copy_has_its_own_time(
    keeper: ClipboardKeeper, clipboard: QClipboard, delay: HandDelay
) -> None:
    keeper.copy(PRIVATE, 30)
    delay.advance(20_000)
    keeper.copy("Something else.", 30)
    delay.advance(20_000)
    assert clipboard.text() == "Something else."
    delay.advance(10_000)
    assert clipboard.text() == ""
    assert delay.waiting() == 0


def test_the_lock_takes_it_back_at_once(
    keeper: ClipboardKeeper, clipboard: QClipboard, delay: HandDelay
) -> None:
    keeper.copy(PRIVATE)
    keeper.clear()
    assert clipboard.text() == ""
    assert delay.waiting() == 0


def test_a_selection_of_it_goes_too(delay: HandDelay) -> None:
    system = TwoClipboards()
    keeper = ClipboardKeeper(system, delay)
    keeper.copy(PRIVATE, 30)
    system.texts[QClipboard.Mode.Selection] = PRIVATE
    delay.advance(30_000)
    assert list(system.texts.values()) == ["", ""]


@pytest.mark.parametrize(("ours", "left"), [(True, ""), (False, "from another program")])
def test_the_lock_takes_all_that_came_from_our_windows(delay: HandDelay, ours: bool, left: str) -> None:
    system = TwoClipboards()
    system.own = ours  # as after Ctrl C in a note, or selecting there
    for mode in system.texts:
        system.texts[mode] = "from another program"
    ClipboardKeeper(system, delay).clear()
    assert list(system.texts.values()) == [left, left]


def test_it_is_marked_for_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for system, marks in MARKS.items():
        monkeypatch.setattr("mentor_desktop.ui.clipboard.sys.platform", system)
        data = marked(PRIVATE)
        assert data.text() == PRIVATE
        assert [bytes(data.data(kind).data()) for kind, _value in marks] == [value for _kind, value in marks]


class TwoClipboards(QClipboard):
    """A system with a selection of its own, as X11 has; offscreen has none."""

    def __init__(self) -> None:
        self.texts = {QClipboard.Mode.Clipboard: "", QClipboard.Mode.Selection: ""}
        self.own = False

    def supportsSelection(self) -> bool:
        return True

    def setMimeData(self, src: QMimeData, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        self.texts[mode] = src.text()

    def text(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> str:  # type: ignore[override]
        return self.texts[mode]

    def clear(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        self.texts[mode] = ""

    def ownsClipboard(self) -> bool:
        return self.own

    def ownsSelection(self) -> bool:
        return self.own
