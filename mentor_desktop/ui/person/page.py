"""Wires the Person page for the window."""

from __future__ import annotations

from mentor_desktop.services import places
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.person.presenter import PersonPresenter
from mentor_desktop.ui.person.view import PersonView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The page of a person; opened with `person`, and `tab` for another one than the overview."""
    view = PersonView(places.search)
    presenter = PersonPresenter(view, context)
    details = presenter.details
    view.new_session.connect(presenter.new_session)
    view.session_opened.connect(presenter.open_session)
    view.session_pressed.connect(presenter.session_button)
    view.overview.found.connect(presenter.find)
    view.overview.story_opened.connect(presenter.open_story)
    view.promises.ticked.connect(presenter.tick)
    view.notes.typed.connect(presenter.typing_note)
    view.notes.kept.connect(presenter.keep_note)
    view.notes.change_asked.connect(presenter.change_note)
    view.notes.trash_asked.connect(presenter.trash_note)
    view.notes.left.connect(presenter.leave_note)
    form = view.details
    form.typed.connect(details.typed)
    form.left.connect(details.left)
    form.zone_changed.connect(lambda zone, since: details.set_zone(zone, since))
    form.role_changed.connect(details.set_role)
    form.rhythm_changed.connect(details.set_rhythm)
    form.phase_changed.connect(details.set_phase)
    form.started_changed.connect(lambda when: details.set_started(when))
    form.ended_changed.connect(lambda when: details.set_ended(when))
    form.archive_asked.connect(presenter.archive)
    form.trash_asked.connect(presenter.trash)
    return Page(
        view, open=presenter.open, leave=presenter.leave, new=presenter.new_session, find=view.focus_search,
        closed=presenter.closed,
    )  # fmt: skip
