"""The strips above the page, one below the other; the place takes no room while there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.widgets.banner import Banner, Kind

_WIDE, _NARROW = 28, 16  # px beside them


class Banners(QWidget):
    """Holds banners and hides itself when the last one goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self.set_narrow(False)
        self.hide()

    def add(
        self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]], kind: Kind, *, closable: bool
    ) -> Banner:
        """Shows another one below; the same sentence without a button is not said twice."""
        if not buttons and (shown := self._saying(text)) is not None:
            return shown
        banner = Banner(text, buttons, kind, closable=closable)
        banner.closed.connect(self._closed)
        self._column.addWidget(banner)
        banner.show()
        self.show()
        return banner

    def close_all(self) -> None:
        """Takes every one away."""
        for banner in self.findChildren(Banner):
            banner.close_banner()

    def set_narrow(self, narrow: bool) -> None:
        """Less room beside them in a narrow window."""
        side = _NARROW if narrow else _WIDE
        self._column.setContentsMargins(side, 12, side, 0)

    def _saying(self, text: str) -> Banner | None:
        shown = (each for each in self.findChildren(Banner) if not each.isHidden() and not each.buttons)
        return next((each for each in shown if each.words.text() == text), None)

    def _closed(self) -> None:
        self.setVisible(any(not banner.isHidden() for banner in self.findChildren(Banner)))
