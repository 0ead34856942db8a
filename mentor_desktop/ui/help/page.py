"""Wires Help for the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtGui import QAction, QKeySequence

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.help.presenter import HelpPresenter
from mentor_desktop.ui.help.state import KeyLine
from mentor_desktop.ui.help.view import HelpView
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.widgets.base import key_text
from mentor_desktop.words import _


def page(
    context: Context, actions: Callable[[], Iterable[QAction]], open_link: Callable[[str], None]
) -> Page:
    """The page Help, opened with `topic=""`: "keys", "protected" or the words of a chapter's title.

    `actions` are those of the window's menus, asked for each time; `open_link` hands an address to the
    system and is called only by the person's second press.
    """
    view = HelpView()
    presenter = HelpPresenter(view, context, lambda: key_lines(actions()), open_link)
    view.chosen.connect(presenter.choose)
    view.searched.connect(presenter.search)
    view.link_clicked.connect(presenter.link)
    return Page(view, open=presenter.open, find=view.start_finding)


def key_lines(actions: Iterable[QAction]) -> Sequence[KeyLine]:
    """The keys that the menus name, in their order."""
    lines = []
    for action in actions:
        keys = [key_text(each.toString(_PORTABLE)) for each in action.shortcuts()]
        if keys:
            lines.append(KeyLine(", ".join(keys), _plain(action.text()), _("Everywhere")))
    return lines


_PORTABLE = QKeySequence.SequenceFormat.PortableText


def _plain(text: str) -> str:
    """The words of a menu without the mark of its letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
