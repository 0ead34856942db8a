"""The screens by name, each loaded when it is first gone to. May import the window's pages and the context."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.words import N_

Build = Callable[[Context], Page]


@dataclass(frozen=True)
class Screen:
    """A page's key, its words in the Go menu ("" keeps it out), the section it is marked under, its module."""

    key: str
    title: str  # msgid
    section: str
    module: str

    def build(self, context: Context) -> Page:
        """Load the screen and make its page."""
        page: Build = import_module(f"mentor_desktop.ui.{self.module}.page").page
        return page(context)


_ALL = (
    Screen("today", N_("Today"), "", "today"),
    Screen("people", N_("People"), "", "people"),
    Screen("sessions", N_("Sessions"), "", "sessions"),
    Screen("person", "", "people", "person"),
    Screen("new-session", "", "sessions", "newsession"),
    Screen("prepare", "", "sessions", "prepare"),
    Screen("run", "", "sessions", "run"),
    Screen("wrap", "", "sessions", "wrapup"),
    Screen("settings", "", "", "settings"),
    Screen("help", "", "", "help"),
)
SCREENS = tuple(each for each in _ALL if find_spec(f"mentor_desktop.ui.{each.module}.page"))
