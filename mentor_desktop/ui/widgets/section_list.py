"""A column of names, one of them chosen: the sections of Settings, the chapters of Help.

One Tab stop; the arrows move within it and choose as they go.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, PaintedButton, placed, ring, rounded
from mentor_desktop.ui.widgets.text import Text
from mentor_desktop.words import _

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class _Section(PaintedButton):
    """One name; long ones wrap."""

    pressed_key = Signal(QKeyEvent)

    def __init__(self, key: str, words: str, parent: QWidget) -> None:
        self.key = key
        self._words: Text | None = None
        super().__init__(words, parent)
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = Text(words, parent=self)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_chosen(self, chosen: bool) -> None:
        """Marks it, and lets Tab in here alone."""
        self.setChecked(chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        self.label().set_role("strong" if chosen else "body")
        self.label().set_tone("accent" if chosen else "text")
        self.updateGeometry()

    def label(self) -> Text:
        """The words."""
        assert self._words is not None  # set by the constructor before anything can ask
        return self._words

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = current()
        room = max(width - 2 * theme.px(10), 1)
        return max(self.label().heightForWidth(room) + 2 * theme.px(7), theme.px(34))

    def sizeHint(self) -> QSize:
        width = self.label().sizeHint().width() + 2 * current().px(10)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self.label().minimumSizeHint().width() + 2 * current().px(10)
        # Its true height follows from its width; more asked for here would make a scroll area scroll.
        return QSize(width, current().px(34))

    def nextCheckState(self) -> None:
        """The list decides which one is chosen, not the click."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            self._place()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _STEPS or event.key() in _ENDS:
            self.pressed_key.emit(event)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        if self.isChecked():
            edge = theme.colour("accent") if theme.tokens.name == "contrast" else None
            rounded(p, self.rect(), RADIUS, theme.colour("accent_soft"), edge)
        elif self.hot() or self.isDown():
            rounded(p, self.rect(), RADIUS, theme.colour("hover"), None)
        if self.ringed():
            ring(p, self.rect())

    def _place(self) -> None:
        if self._words is not None:
            pad = current().px(10)
            room = QRect(pad, 0, max(self.width() - 2 * pad, 1), self.height())
            self._words.setGeometry(placed(self, room))


class SectionList(QWidget):
    """`chosen(key)` when the person picks one; `choose(key)` picks silently, "" none."""

    chosen = Signal(str)

    def __init__(
        self, name: str, sections: Sequence[tuple[str, str]] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name = name
        self._sections: list[_Section] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self.set_sections(sections)

    def set_sections(self, sections: Sequence[tuple[str, str]]) -> None:
        """Replaces all names; the chosen one stays where it still exists."""
        if [(each.key, each.text()) for each in self._sections] == list(sections):
            return
        kept, focused = self.current_key(), any(each.hasFocus() for each in self._sections)
        for old in self._sections:
            old.hide()
            self._column.removeWidget(old)
            old.deleteLater()
        self._sections = []
        for key, words in sections:
            section = _Section(key, words, self)
            section.setAccessibleDescription(self._name)
            section.clicked.connect(self._clicked)
            section.pressed_key.connect(self._moved)
            self._column.insertWidget(len(self._sections), section)
            section.show()  # at once, so that it can take the focus
            self._sections.append(section)
        self.choose(kept)
        if focused and self._sections:
            self.enter()

    def current_key(self) -> str:
        """The key of the chosen one, or ""."""
        return next((each.key for each in self._sections if each.isChecked()), "")

    def keys(self) -> list[str]:
        """All keys, in order."""
        return [each.key for each in self._sections]

    def choose(self, key: str) -> None:
        """Marks one silently; a key that is not there marks none."""
        for each in self._sections:
            each.set_chosen(each.key == key)
            each.setAccessibleName(
                _("%(name)s, shown") % {"name": each.text()} if each.key == key else each.text()
            )
        if self._sections and not self.current_key():
            self._sections[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def enter(self) -> None:
        """Puts the focus on the chosen one, else on the first."""
        for each in self._sections:
            if each.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                each.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _clicked(self) -> None:
        section = self.sender()
        if isinstance(section, _Section):
            self._pick(section)

    def _moved(self, event: QKeyEvent) -> None:
        here = self.sender()
        if not isinstance(here, _Section):
            return
        key = Qt.Key(event.key())
        at = _ENDS[key] if key in _ENDS else (self._sections.index(here) + _STEPS[key]) % len(self._sections)
        target = self._sections[at]
        self._pick(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, section: _Section) -> None:
        if not section.isChecked():
            self.choose(section.key)
            self.chosen.emit(section.key)
