"""The pages of the window: registered by key, built when first opened, with a way back and forward."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QStackedWidget, QWidget


@dataclass
class Page:
    """What a screen's factory hands over. All but the widget may be left out.

    `open(**args)` is called each time the page is gone to, after it is shown; `leave()` before another page
    is; `new`, `find` and `export` are what Ctrl N, Ctrl F and Ctrl E do here; `closed()` when the page is
    destroyed because the vault locks.
    """

    widget: QWidget
    open: Callable[..., None] | None = None
    leave: Callable[[], None] | None = None
    new: Callable[[], None] | None = None
    find: Callable[[], None] | None = None
    export: Callable[[], None] | None = None
    closed: Callable[[], None] | None = None


Factory = Callable[[], Page]


@dataclass(frozen=True)
class Place:
    """Where one is: a page and what it was opened with."""

    key: str
    args: Mapping[str, object] = field(default_factory=dict)


class Pages(QStackedWidget):
    """Builds, shows and remembers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factories: dict[str, Factory] = {}
        self._built: dict[str, Page] = {}
        self._places: list[Place] = []
        self._at = -1

    def register(self, key: str, factory: Factory) -> None:
        """Makes a page known; a key twice raises ValueError."""
        if key in self._factories:
            raise ValueError(f"The page {key} is registered already.")
        self._factories[key] = factory

    def known(self, key: str) -> bool:
        """Whether a page of that key exists."""
        return key in self._factories

    def place(self) -> Place | None:
        """Where one is, or None before the first page."""
        return self._places[self._at] if self._at >= 0 else None

    def page(self) -> Page | None:
        """The page that is shown."""
        here = self.place()
        return self._built.get(here.key) if here is not None else None

    def go(self, place: Place) -> None:
        """Shows a page; an unknown key raises KeyError."""
        if place.key not in self._factories:
            raise KeyError(place.key)
        if place != self.place():
            self._leave()
            self._places = [*self._places[: self._at + 1], place]
            self._at += 1
        self._show(place)

    def can_step(self, step: int) -> bool:
        """Whether there is a place that many steps back (-1) or forward (1)."""
        return self.place_after(step) is not None

    def place_after(self, step: int) -> Place | None:
        """The place that many steps back (-1) or forward (1), or None at the end."""
        at = self._at + step
        return self._places[at] if 0 <= at < len(self._places) else None

    def step(self, step: int) -> None:
        """Goes back or forward; does nothing at the end."""
        if self.can_step(step):
            self._leave()
            self._at += step
            self._show(self._places[self._at])

    def drop(self) -> None:
        """Leaves the page that is shown, destroys every page that was built and forgets where one was; they
        are built anew when opened."""
        self._leave()
        for page in self._built.values():
            if page.closed is not None:
                page.closed()
            self.removeWidget(page.widget)
            page.widget.deleteLater()
        self._built.clear()
        self._places.clear()
        self._at = -1

    def _leave(self) -> None:
        page = self.page()
        if page is not None and page.leave is not None:
            page.leave()

    def _show(self, place: Place) -> None:
        if place.key not in self._built:
            page = self._built[place.key] = self._factories[place.key]()
            self.addWidget(page.widget)
        page = self._built[place.key]
        self.setCurrentWidget(page.widget)
        if page.open is not None:
            page.open(**place.args)
