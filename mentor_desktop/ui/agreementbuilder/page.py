"""Wires the builder for the window."""

from __future__ import annotations

from mentor_desktop.ui.agreementbuilder.presenter import BuilderPresenter
from mentor_desktop.ui.agreementbuilder.view import BuilderView
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The talk; opened with `person`, perhaps `relationship`, and `clause` to begin at one."""
    view = BuilderView()
    presenter = BuilderPresenter(view, context)
    view.picked.connect(presenter.pick)
    view.data_changed.connect(presenter.change_data)
    view.words_changed.connect(presenter.type_words)
    view.next_asked.connect(presenter.next)
    view.forward_asked.connect(presenter.forward)
    view.back_asked.connect(presenter.back)
    view.later_asked.connect(presenter.later)
    view.left_out.connect(presenter.leave_out)
    view.own_asked.connect(presenter.add_own)
    view.closed.connect(presenter.close)

    def open_(person: bytes, relationship: bytes | None = None, clause: str = "") -> None:
        view.forget()
        presenter.open(person, relationship, clause)

    return Page(view, open=open_, leave=presenter.leave, closed=presenter.closed)
