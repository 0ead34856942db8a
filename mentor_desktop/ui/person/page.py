"""Wires the Person page for the window."""

from __future__ import annotations

from mentor_desktop.services import places
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.person.cards import CardsState, CardsTab
from mentor_desktop.ui.person.caring import Cared, CaringPresenter, agreement_words
from mentor_desktop.ui.person.form import DetailsForm
from mentor_desktop.ui.person.presenter import PersonPresenter
from mentor_desktop.ui.person.touchpresenter import InTouchPresenter
from mentor_desktop.ui.person.view import PersonView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """A person; opened with `person`, `tab` for another one than the overview, and `note` for a note."""
    view = PersonView(places.search)
    presenter = PersonPresenter(view, context)
    view.new_session.connect(presenter.new_session)
    caring = CaringPresenter(context)
    touch = InTouchPresenter(view, context, presenter.reload)
    view.built.connect(lambda key: _wire_touch(view, touch) if key == "touch" else None)
    view.built.connect(lambda key: _wire(key, view, presenter, caring))
    view.show_tab("overview")

    def open_(person: bytes, tab: str = "overview", note: bytes | None = None) -> None:
        caring.open(person)
        touch.open(person)
        presenter.open(person, "notes" if note is not None else tab)
        if note is not None:
            view.notes.list.seek(note.hex())

    def leave() -> None:
        caring.leave()
        presenter.leave()

    def closed() -> None:
        caring.closed()
        touch.closed()
        presenter.closed()

    return Page(
        view, open=open_, leave=leave, new=presenter.new_session, find=view.focus_search,
        closed=closed,
    )  # fmt: skip


def _wire(key: str, view: PersonView, presenter: PersonPresenter, caring: CaringPresenter) -> None:
    """Connects a tab that was just built."""
    if key == "overview":
        view.overview.found.connect(presenter.find)
        view.overview.story_opened.connect(presenter.open_story)
        view.overview.going_opened.connect(view.show_tab)
    elif key == "sessions":
        view.sessions.opened.connect(presenter.open_session)
        view.sessions.pressed.connect(presenter.session_button)
    elif key == "promises":
        view.promises.ticked.connect(presenter.tick)
    elif key == "goals":
        view.goals.opened.connect(presenter.open_goal)
        view.goals.new_asked.connect(presenter.new_goal)
        view.goals.review_asked.connect(presenter.review_goals)
    elif key == "notes":
        view.notes.typed.connect(presenter.typing_note)
        view.notes.kept.connect(presenter.keep_note)
        view.notes.change_asked.connect(presenter.change_note)
        view.notes.trash_asked.connect(presenter.trash_note)
        view.notes.history_asked.connect(presenter.note_history)
        view.notes.left.connect(presenter.leave_note)
    elif key == "agreement":
        _wire_cards(view.cards, caring)
    elif key == "details":
        _wire_details(view.details, presenter)


def _wire_touch(view: PersonView, touch: InTouchPresenter) -> None:
    tab = view.touch
    tab.logged.connect(touch.log)
    tab.check_in_dropped.connect(touch.drop_check_in)
    tab.day_added.connect(touch.add_day)
    tab.day_dropped.connect(touch.drop_day)
    tab.answered.connect(touch.answer)


def _wire_cards(tab: CardsTab, caring: CaringPresenter) -> None:
    def show(found: Cared, safe: bool) -> None:
        words, button = agreement_words(found)
        tab.show_state(CardsState(words, button, found.access, found.life, found.today, safe))

    tab.agreement.opened.connect(caring.go)
    tab.access.changed.connect(lambda: caring.change("access", tab.access.card()))
    tab.life.changed.connect(lambda: caring.change("life", tab.life.card()))
    caring.attach(show, tab.life.refuse)


def _wire_details(form: DetailsForm, presenter: PersonPresenter) -> None:
    details = presenter.details
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
