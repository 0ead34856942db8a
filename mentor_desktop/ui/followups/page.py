"""Wires the Follow-ups page for the window."""

from __future__ import annotations

from collections.abc import Callable

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.followups.presenter import FollowUpsPresenter
from mentor_desktop.ui.followups.view import FollowUpsView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context, add: Callable[[], None] | None = None) -> Page:
    """The page Follow-ups; opened with `person` it shows what is open with one. `add` opens the line for a
    new promise."""
    view = FollowUpsView()
    presenter = FollowUpsPresenter(view, context, add or context.add_promise)
    view.asked.connect(presenter.act)
    view.filtered.connect(presenter.filter)
    view.new_asked.connect(presenter.new)
    view.asking.typed.connect(presenter.typed)
    view.asking.entered.connect(presenter.entered)
    view.asking.left.connect(presenter.left)
    return Page(
        view, open=presenter.open, leave=presenter.leave, new=presenter.new, find=view.focus_filter,
        closed=presenter.closed,
    )  # fmt: skip
