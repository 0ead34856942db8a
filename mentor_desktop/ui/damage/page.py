"""Wires the page of a damaged vault for the window."""

from __future__ import annotations

from mentor_desktop.ui.backing.bringing import Bringing
from mentor_desktop.ui.backing.page import wire
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.damage.checking import Checking
from mentor_desktop.ui.damage.presenter import DamagePresenter
from mentor_desktop.ui.damage.view import DamagePage
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The page of key `damage`; opened with `topic` "backup" or "rescue" for one of the two ways out."""
    assert context.opened is not None  # a page stands in a window, and the window has opened a vault
    view = DamagePage()
    checking = Checking(view.check, context, context.opened)

    def wire_step(bringing: Bringing) -> None:
        if view.backup.step is not None:
            wire(view.backup.step, bringing)

    presenter = DamagePresenter(
        view, context, context.opened, wire=wire_step, begin_check=checking.check, stop_check=checking.cancel
    )
    view.check.asked.connect(checking.check)
    view.check.cancelled.connect(checking.cancel)
    view.backup.asked.connect(presenter.bring)
    view.backup.left.connect(presenter.leave_step)
    view.backup.open_asked.connect(presenter.open_new)
    view.rescue.asked.connect(presenter.rescue)
    view.rescue.cancelled.connect(presenter.cancel)
    view.rescue.open_asked.connect(presenter.open_new)

    def closed() -> None:
        presenter.closed()
        checking.closed()

    return Page(view, open=presenter.open, leave=presenter.leave, closed=closed)
