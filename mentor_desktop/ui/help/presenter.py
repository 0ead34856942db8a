"""Decides which chapter of Help is shown. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from mentor_desktop.services import content
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.help.state import Chapter, KeyLine, chapters, find, slug_of
from mentor_desktop.words import _


class View(Protocol):
    """What the page can show."""

    def show_chapters(self, chapters: Sequence[Chapter], shown: str) -> None:
        """Show the list, with one chapter marked."""
        ...

    def show_chapter(self, chapter: Chapter | None, words: str) -> None:
        """Show a chapter with the words looked for marked in it."""
        ...

    def focus_first(self) -> None:
        """Put the focus on the chapter shown, in the list."""
        ...


class HelpPresenter:
    """Loads the guide once, off the window's thread, and searches it as one types."""

    def __init__(self, view: View, context: Context, open_link: Callable[[str], None]) -> None:
        self._view, self._context, self._open_link = view, context, open_link
        self._every: tuple[Chapter, ...] = ()
        self._shown = ""
        self._words = ""

    def open(self, topic: str = "") -> None:
        """The page is shown at a chapter: "keys", "protected", or the words of its title."""
        wanted = slug_of(topic)

        def loaded(topics: tuple[content.HelpTopic, ...]) -> None:
            keys = [KeyLine(keys, does, _("Everywhere")) for keys, does in self._context.shortcuts()]
            self._every = chapters([(each.title, each.text) for each in topics], keys)
            known = {each.key for each in self._every}
            if wanted in known or self._shown not in known:
                self._shown = wanted if wanted in known else self._every[0].key
            self._show()
            self._view.focus_first()

        self._context.ask.read(content.help_topics, loaded, self._context.failed)

    def choose(self, key: str) -> None:
        """A chapter was picked."""
        self._shown = key
        self._show_chapter()

    def search(self, words: str) -> None:
        """Words are looked for: only the chapters that hold them stay in the list."""
        self._words = words
        self._show()

    def link(self, address: str) -> None:
        """A link was pressed: its address is shown before it opens."""
        self._context.shell.add_banner(
            _("This link leads to %(address)s") % {"address": address},
            [(_("Open it"), lambda: self._open_link(address))],
        )

    def _show(self) -> None:
        found = find(self._every, self._words)
        keys = [each.key for each in found]
        if self._words.strip() and keys and self._shown not in keys:
            self._shown = keys[0]
        self._view.show_chapters(found, self._shown if self._shown in keys else "")
        self._show_chapter()

    def _show_chapter(self) -> None:
        found = find(self._every, self._words)
        self._view.show_chapter(next((each for each in found if each.key == self._shown), None), self._words)
