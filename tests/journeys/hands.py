"""Two hands on the keyboard and two eyes on the windows, inside whatever process shows them.

Every act is a key that goes to the window that has the focus, as the system would bring it; widgets are
found only to look at what they say.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from mentor_desktop.ui.run.ticking import Ticking
from mentor_desktop.ui.shell.window import MainWindow

W = TypeVar("W", bound=QWidget)


class Hands:
    """`strokes` counts the keys pressed; text itself is typed without being counted."""

    window: MainWindow

    def __init__(self) -> None:
        self.strokes = 0
        self.titles: set[str] = set()  # that any window ever had

    # The keyboard

    def press(self, *keys: str) -> None:
        """Key strokes, each as "Ctrl+Return"; counted."""
        for key in keys:
            self.strokes += 1
            combination = QKeySequence(key)[0]  # type: ignore[index]
            QTest.keyClick(self._keyboard(), combination.key(), combination.keyboardModifiers())
        self.note_titles()

    def touch(self) -> None:
        """A key that does nothing by itself."""
        QTest.keyClick(self._keyboard(), Qt.Key.Key_Shift)

    def write(self, text: str) -> None:
        """Text, letter by letter where a keyboard has them, else as an input method brings it."""
        for letter in text:
            if " " <= letter <= "~":
                QTest.keyClick(self._keyboard(), ord(letter))
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(self.focus(), event)
        self.note_titles()

    def paste(self, text: str) -> None:
        """Text that was copied elsewhere, in one key stroke."""
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    def replace(self, text: str) -> None:
        """Text in place of what the field holds."""
        self.press("Ctrl+A", "Delete")
        self.write(text)

    def _keyboard(self) -> QWindow:
        window = QGuiApplication.focusWindow()
        if window is not None and not window.isVisible():
            # Without a window manager a list that closed may keep the keys: they are given back here.
            window = (QApplication.activeWindow() or self.window).windowHandle()
            window.requestActivate()
        assert window is not None, "no window has the focus"
        return window

    # What can be seen

    def focus(self) -> QWidget:
        """What the keys go to."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def focused(self) -> str:
        """What that is called, "" for nothing."""
        widget = QApplication.focusWidget()
        return "" if widget is None else widget.accessibleName()

    def page(self) -> str:
        """The page that is shown, "" while none is."""
        return self.window.here()[0] if hasattr(self.window, "pages") else ""

    def saved(self) -> bool:
        """Whether the window says that everything is saved."""
        return self.window.sidebar.state.text().partition(" · ")[0] == "Saved"

    def says(self, words: str) -> bool:
        """Whether these words stand in a window."""
        return any(words in each for each in self.words())

    def words(self) -> list[str]:
        """What the windows say: labels, fields, and the names of everything else."""
        return [said for said in map(_words_of, self.seen(QWidget)) if said]

    def seen(self, kind: type[W], name: str = "") -> list[W]:
        """The visible widgets of a kind whose names begin so."""
        tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        there: list[QWidget] = [*tops, *(widget for top in tops for widget in top.findChildren(kind))]
        return [
            widget
            for widget in there
            if isinstance(widget, kind) and widget.isVisible() and widget.accessibleName().startswith(name)
        ]

    def whole(self) -> bool:
        """Whether all of what has the focus lies within all that surrounds it."""
        widget = self.focus()
        top = widget.window()
        place = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())
        around = widget.parentWidget()
        while around is not None and around is not top:
            if not QRect(around.mapTo(top, QPoint(0, 0)), around.size()).contains(place):
                return False
            around = around.parentWidget()
        return True

    def situation(self) -> str:
        """Where one is, for a failure to say."""
        window, popup = QGuiApplication.focusWindow(), QApplication.activePopupWidget()
        keys = f"keys go to {window and window.objectName()}, {popup and type(popup).__name__} open"
        said = " | ".join(self.words())
        return f"on {self.page()!r}, the focus on {self.focused()!r}, {keys}; seen: {said}"

    def note_titles(self) -> None:
        """Remember what the title bars say."""
        self.titles |= {top.windowTitle() for top in QApplication.topLevelWidgets()}


def _words_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QLineEdit | Ticking):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.accessibleName()
