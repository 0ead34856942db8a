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
        self._aside: list[Banner] = []
        self.set_narrow(False)
        self.hide()

    def add(
        self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]], kind: Kind, *, closable: bool
    ) -> Banner:
        """Shows another one below; the same sentence without a button is not said twice, and the same danger
        is said once, where it was met last."""
        shown = self._saying(text, bool(buttons))
        if shown is not None and not buttons:
            return shown
        if shown is not None and kind == "danger":
            shown.close_banner()
        banner = Banner(text, buttons, kind, closable=closable)
        banner.closed.connect(lambda: self._forget(banner))
        self._column.addWidget(banner)
        banner.show()
        self.show()
        return banner

    def close_all(self) -> None:
        """Takes every one away."""
        self._aside = []
        for banner in self.findChildren(Banner):
            banner.close_banner()

    def set_aside(self, aside: bool) -> None:
        """While the screen is shown to someone, what stood here before is out of sight: it may name them."""
        if aside:
            self._aside = [banner for banner in self.findChildren(Banner) if not banner.isHidden()]
        for banner in self._aside:
            banner.setVisible(not aside)
        if not aside:
            self._aside = []
        self._closed()

    def set_narrow(self, narrow: bool) -> None:
        """Less room beside them in a narrow window."""
        side = _NARROW if narrow else _WIDE
        self._column.setContentsMargins(side, 12, side, 0)

    def _saying(self, text: str, pressed: bool) -> Banner | None:
        """The one that says so, with or without buttons to be pressed."""
        shown = (each for each in self.findChildren(Banner) if not each.isHidden())
        alike = (each for each in shown if each.words.text() == text and bool(each.buttons) is pressed)
        return next(alike, None)

    def _forget(self, banner: Banner) -> None:
        if banner in self._aside:
            self._aside.remove(banner)
        self._closed()

    def _closed(self) -> None:
        self.setVisible(any(not banner.isHidden() for banner in self.findChildren(Banner)))
