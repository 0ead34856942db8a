"""The privacy shield's page, and what happens to every other window of the program while it is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from mentor_desktop.ui import icons
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.text import Text
from mentor_desktop.words import _


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(current().px(48), current().px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = current().px(48)
        picture = icons.pixmap("shield", current().colour("dim"), size, self.devicePixelRatioF(), 1.2)
        QPainter(self).drawPixmap(QPoint((self.width() - size) // 2, 0), picture)


class CoverPage(QWidget):
    """Says nothing of what it covers. `back` and `lock` are what one can do."""

    back = Signal()
    lock = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = Button(_("Come back"), "primary", key="F8")
        self.lock_button = Button(_("Lock vault"), key="Ctrl+L")
        self.back_button.clicked.connect(self._back)
        self.lock_button.clicked.connect(self._lock)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(_Mark())
        column.addWidget(
            Text(
                _("Covered. Nothing is shown until you come back."),
                tone="dim",
                align=Qt.AlignmentFlag.AlignHCenter,
            )
        )
        column.addSpacing(12)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.lock_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def _back(self) -> None:
        self.back.emit()

    def _lock(self) -> None:
        self.lock.emit()


class OtherWindows(QObject):
    """Hides every window of the program but one, keeps new ones from showing, and brings them back.

    File windows and lists that hang from a control are closed for good: they would show names, and what they
    belonged to can be asked for again.
    """

    def __init__(self, kept: QWidget) -> None:
        super().__init__(kept)
        self._kept = kept
        self._hidden: list[QWidget] = []
        self._on = False

    def hide(self) -> None:
        """Hides them; a second call does nothing."""
        app = QApplication.instance()
        if self._on or not isinstance(app, QApplication):
            return
        self._on = True
        QToolTip.hideText()
        for window in QApplication.topLevelWidgets():
            if window is not self._kept and window.isVisible():
                self._put_away(window)
        app.installEventFilter(self)

    def bring_back(self) -> None:
        """Shows again what was hidden and still exists; a second call does nothing."""
        app = QApplication.instance()
        if not self._on or not isinstance(app, QApplication):
            return
        self._on = False
        app.removeEventFilter(self)
        alive = QApplication.topLevelWidgets()
        for window in self._hidden:
            if window in alive:
                window.show()
        self._hidden.clear()

    def forget(self) -> None:
        """Lets new windows show again, and leaves hidden what was hidden: its pages are gone."""
        app = QApplication.instance()
        if self._on and isinstance(app, QApplication):
            self._on = False
            app.removeEventFilter(self)
        self._hidden.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._kept
        ):
            self._put_away(watched)
            return True
        return False

    def _put_away(self, window: QWidget) -> None:
        if isinstance(window, QFileDialog):
            window.reject()
        elif window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
            window.close()
        else:
            window.hide()
            if window not in self._hidden:
                self._hidden.append(window)
