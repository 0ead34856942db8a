"""Ways to the pages of people and sessions, to Settings and Help, and to what lies over everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.services import (
    notes,
    people,
)
from mentor_desktop.ui.help.view import HelpView
from mentor_desktop.ui.newsession.view import NewSessionView
from mentor_desktop.ui.palette.view import PaletteView
from mentor_desktop.ui.people.view import PeopleView
from mentor_desktop.ui.sessions.view import SessionsView
from mentor_desktop.ui.settings.fields import NumberField
from mentor_desktop.ui.settings.view import SettingsView
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.words import _
from tests.shots.common import KEY, known, nothing, of, todays
from tests.shots.stage import Stage


def people_filtered(stage: Stage) -> QWidget:
    stage.window.go("people")
    box = of(stage, PeopleView).findChildren(SearchBox)[0]
    box.set_text("zebra")
    return stage.window


def person(tab: str) -> Callable[[Stage], QWidget]:
    def draw(stage: Stage) -> QWidget:
        stage.window.go("person", person=known(stage, "Amara"), tab=tab)
        return stage.window

    return draw


def contact(stage: Stage) -> QWidget:
    stage.window.go("person", person=known(stage, "Lena"))
    return stage.window


def new_session(stage: Stage) -> QWidget:
    stage.window.go("new-session", person=known(stage, "Amara"))
    return stage.window


def new_session_warning(stage: Stage) -> QWidget:
    stage.window.go("new-session", person=known(stage, "Jonas"))
    view = of(stage, NewSessionView)
    view.when.set(datetime(2026, 11, 24, 15, 20))
    view.when_changed.emit(datetime(2026, 11, 24, 15, 20))
    view.link.set("ftp://example.org")
    view.link.changed.emit("ftp://example.org")
    view.link_left.emit()
    return stage.window


def new_session_night(stage: Stage) -> QWidget:
    stage.window.go("new-session", person=known(stage, "Amara"))
    view = of(stage, NewSessionView)
    view.when_changed.emit(datetime(2027, 3, 28, 2, 30))
    return stage.window


def new_session_move(stage: Stage) -> QWidget:
    stage.window.go("new-session", session=todays(stage))
    return stage.window


def new_session_past(stage: Stage) -> QWidget:
    stage.window.go("new-session", past=True)
    return stage.window


def sessions_question(stage: Stage) -> QWidget:
    stage.window.go("sessions")
    of(stage, SessionsView).asked.emit("missed", key_of(stage, todays(stage)))
    return stage.window


def key_of(stage: Stage, session: SessionId) -> str:
    """The key of a session's line."""
    view = of(stage, SessionsView)
    return next(row.key for row in view.list.rows.rows() if row.key and session.hex() in row.key)


def settings_refused(stage: Stage) -> QWidget:
    stage.window.go("settings", topic="session")
    field = of(stage, SettingsView).fields["session_minutes"]
    assert isinstance(field, NumberField)
    field.edit.setText("2")
    field.edit.editingFinished.emit()
    return stage.window


def settings_key(stage: Stage) -> QWidget:
    stage.window.go("settings", topic="security")
    of(stage, SettingsView).opening.recovery_step(KEY.split("-"), (3, 6))
    return stage.window


def settings_replace(stage: Stage) -> QWidget:
    stage.window.go("settings", topic="security")
    opening = of(stage, SettingsView).opening
    opening.show_keys(_("It was proved on %(day)s.") % {"day": "24 Nov 2026"}, False, True)
    opening.replace.click()
    return stage.window


def settings_found(stage: Stage) -> QWidget:
    stage.window.go("settings")
    of(stage, SettingsView).search.set_text("summary")
    return stage.window


def settings_trash(stage: Stage) -> QWidget:
    for note in notes.every(stage.desk)[:2]:
        notes.trash(stage.desk, note.id)
    people.trash(stage.desk, known(stage, "Lena"))
    stage.window.go("settings", topic="data")
    return stage.window


def help_found(stage: Stage) -> QWidget:
    stage.window.go("help")
    of(stage, HelpView).search.set_text("private")
    return stage.window


def palette(text: str) -> Callable[[Stage], QWidget]:
    def draw(stage: Stage) -> QWidget:
        stage.act("Ctrl+K")
        if text:
            stage.child(PaletteView).findChildren(SearchBox)[0].set_text(text)
            stage.delay.advance(1_000)
        return stage.window

    return draw


def shield(stage: Stage) -> QWidget:
    stage.act("F8")
    return stage.window


def banners(stage: Stage) -> QWidget:
    stage.desktop.say_lost(_("Something typed last could not be saved."))
    stage.window.offer_undo(_("Promise kept."), nothing)
    stage.window.set_state(_("Saved"))
    return stage.window
