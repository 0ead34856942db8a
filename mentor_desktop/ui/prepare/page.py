"""Wires the Prepare page."""

from __future__ import annotations

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.prepare.presenter import PreparePresenter
from mentor_desktop.ui.prepare.view import PrepareView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The Prepare page."""
    view = PrepareView()
    presenter = PreparePresenter(view, context)
    view.head.chosen.connect(presenter.go)
    view.last.promise_ticked.connect(presenter.tick_promise)
    view.last.note_checked.connect(presenter.check_note)
    view.last.agreement_asked.connect(presenter.open_agreement)
    agenda = view.agenda
    agenda.template_chosen.connect(presenter.use_template)
    agenda.save_template.connect(presenter.save_as_template)
    agenda.delete_template.connect(presenter.delete_template)
    agenda.add_asked.connect(presenter.add_part)
    agenda.copy_asked.connect(presenter.copy)
    agenda.intention.changed.connect(lambda text: presenter.typed("intention", text))
    agenda.intention.left.connect(lambda: presenter.field_left("intention"))
    parts = agenda.list
    parts.titled.connect(presenter.set_title)
    parts.changed.connect(presenter.change_part)
    parts.editing_ended.connect(presenter.end_title)
    parts.removed.connect(presenter.remove)
    parts.moved.connect(presenter.move)
    parts.more_minutes.connect(presenter.more_minutes)
    parts.reordered.connect(presenter.reorder)
    view.join.ticked.connect(presenter.tick_check)
    view.join.start_asked.connect(presenter.start)
    notes = view.strip.editor
    notes.changed.connect(lambda: presenter.typed("preparation", notes.text()))
    notes.left.connect(lambda: presenter.field_left("preparation"))
    return Page(
        view, open=presenter.open, leave=presenter.leave, new=presenter.add_part, closed=presenter.close
    )
