"""Decides what the page of earlier wordings does. Plain Python, no Qt."""

from __future__ import annotations

from typing import Protocol

from mentor_desktop.domain.history import Kind
from mentor_desktop.services import histories, people
from mentor_desktop.services.histories import Version
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.history.state import FIELDS, Loaded, WordingState, load, state_of
from mentor_desktop.words import _


class HistoryView(Protocol):
    """What is needed of the page."""

    def show_state(self, state: WordingState) -> None:
        """Show everything."""
        ...

    def focus_first(self) -> None:
        """Put the focus on the wording that is shown."""
        ...


class HistoryPresenter:
    """One text of one thing at a time; wordings are counted from the present one, 0."""

    def __init__(self, view: HistoryView, context: Context) -> None:
        self._view, self._context = view, context
        self._loaded: Loaded | None = None
        self._field = ""
        self._at = 0
        self._wanted: tuple[Kind, bytes] | None = None
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self, kind: str, row: bytes, field: str = "") -> None:
        """The page is shown for a thing, perhaps at one of its texts; at the newest earlier wording."""
        self._wanted = (Kind(kind), row)
        self._field = field or FIELDS.get(Kind(kind), ("text",))[0]
        self._loaded, self._at = None, 1
        self._view.show_state(WordingState(_("Earlier wordings")))
        self._load(focus=True)

    def closed(self) -> None:
        """The page is destroyed."""
        self._end_listening()
        self._loaded = self._wanted = None

    def choose(self, key: str) -> None:
        """Show another wording."""
        self._at = int(key)
        self._show()

    def choose_field(self, field: str) -> None:
        """Show another text of the thing."""
        self._field, self._at = field, 1
        self._show()

    def take(self) -> None:
        """Let the wording that is shown count again, with a way back."""
        loaded, at = self._loaded, self._at
        found = loaded.texts.get(self._field, ()) if loaded is not None else ()
        if loaded is None or not 0 < at < len(found):
            return
        present, field = Version(found[0].text, None, ()), self._field
        self._take(loaded, field, found[at], undo=present)

    def back(self) -> None:
        """The page one came from."""
        self._context.shell.back()

    # Inside

    def _take(self, loaded: Loaded, field: str, version: Version, undo: Version | None) -> None:
        desk, context = self._context.desk, self._context

        def taken(_none: None) -> None:
            context.shell.set_state(_("Saved"))
            if undo is not None:
                context.shell.offer_undo(
                    _("The earlier wording counts again."),
                    lambda: self._take(loaded, field, undo, undo=None),
                )
            if self._wanted == (loaded.kind, loaded.row):
                self._at = 0
                self._load()

        context.ask.write(
            lambda: histories.take_again(desk, loaded.kind, loaded.row, version, field), taken, context.failed
        )

    def _load(self, *, focus: bool = False) -> None:
        if self._wanted is None:
            return
        desk, wanted = self._context.desk, self._wanted
        kind, row = wanted

        def answered(loaded: Loaded) -> None:
            if wanted != self._wanted:
                return
            self._loaded = loaded
            if self._field not in loaded.texts and loaded.texts:
                self._field = next(iter(loaded.texts))
            self._show()
            if focus:
                self._view.focus_first()

        self._context.ask.read(
            lambda: load(desk, kind, row, people.current_zone(desk)), answered, self._context.failed
        )

    def _show(self) -> None:
        if self._loaded is not None:
            safe = self._context.share_safe.on
            self._view.show_state(state_of(self._loaded, self._field, self._at, safe))
