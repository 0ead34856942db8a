"""Every screen in every state: how to get there in a program that has just opened the sample data.

A scene that shares its name with a reference picture can be laid beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import (
    notes,
    passphrases,
    people,
    places,
    promises,
    running,
    sessions,
    wrapping,
)
from mentor_desktop.ui.firstrun.page import first_run
from mentor_desktop.ui.firstrun.view import FirstRunView
from mentor_desktop.ui.help.view import HelpView
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.ui.newsession.view import NewSessionView
from mentor_desktop.ui.palette.view import PaletteView
from mentor_desktop.ui.people.view import PeopleView
from mentor_desktop.ui.person.view import TABS
from mentor_desktop.ui.run.view import RunView
from mentor_desktop.ui.sessions.view import SessionsView
from mentor_desktop.ui.settings.fields import NumberField
from mentor_desktop.ui.settings.view import SettingsView
from mentor_desktop.ui.widgets.note_editor import NoteEditor
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.wrapup.view import WrapUpView
from mentor_desktop.words import _, ngettext
from tests.shots.stage import Stage
from tests.support import HOME
from tests.ui.fakes import Now

KEY = "7KQX-M2NR-T9WA-C4HD-P6VE-8JSB-XF3G-ZY5K-40GT"
TO_START = 200  # minutes from 11:40 to today's session
SHOWN_FOLDER = Path("/home/maya/Documents")
SETTINGS = ("you", "look", "session", "summaries", "security", "data")

View = TypeVar("View", bound=QWidget)


@dataclass(frozen=True)
class Scene:
    """`draw` gets there and returns what is to be drawn: the window, or a window of its own."""

    name: str
    draw: Callable[[Stage], QWidget]
    vault: str = "sample"


# What scenes have in common


def known(stage: Stage, name: str) -> PersonId:
    """Someone of the sample, whatever the name is now."""
    by_headline = {
        "Amara": "Senior engineer, Payments",
        "Jonas": "Designer",
        "Sofia": "Team lead",
        "Lena": "Platform team",
    }
    return next(each.id for each in people.everyone(stage.desk) if each.headline == by_headline[name])


def todays(stage: Stage) -> SessionId:
    """The session of this afternoon, which is prepared."""
    return next(row.id for row in sessions.rows(stage.desk) if row.here == datetime(2026, 11, 24, 15))


def tomorrows(stage: Stage) -> SessionId:
    """The session of tomorrow, of which nothing is prepared."""
    return next(row.id for row in sessions.rows(stage.desk) if row.here == datetime(2026, 11, 25, 10))


def held(stage: Stage) -> SessionId:
    """The last session that was wrapped up."""
    rows = [row for row in sessions.rows(stage.desk) if row.state is SessionState.HELD]
    return next(row.id for row in rows if row.here == datetime(2026, 11, 10, 15))


def write(stage: Stage, text: str, kind: NoteKind = NoteKind.NOTE, *, shared: bool) -> None:
    """A note in the session of this afternoon."""
    notes.write(stage.desk, text, session=todays(stage), kind=kind, audience=EVERYONE if shared else None)


def run_on(stage: Stage, *, seconds: int) -> None:
    """Time goes by."""
    stage.clock.pass_ms(seconds * 1000)


def run_to_the_picture(stage: Stage) -> SessionId:
    """Start at 15:00 and go on to 23:41, with five notes."""
    session = todays(stage)
    stage.clock.pass_minutes(TO_START)
    running.start(stage.desk, session)
    run_on(stage, seconds=320)
    running.step(stage.desk, session, 1)
    run_on(stage, seconds=60)
    write(stage, "Warm start, the hike. More at ease than last time.", shared=False)
    run_on(stage, seconds=480)
    write(stage, "The outline was sent on Friday, ahead of time.", shared=True)
    run_on(stage, seconds=2)
    running.step(stage.desk, session, 1)
    run_on(stage, seconds=290)
    write(stage, "Hesitates when the director joins. Ask, do not assume.", NoteKind.READING, shared=False)
    run_on(stage, seconds=180)
    write(stage, "Wants to chair the December design review. First step: co-chair with Lena.", shared=True)
    run_on(stage, seconds=60)
    write(stage, "“I want them to ask me first.”", NoteKind.MOMENT, shared=True)
    run_on(stage, seconds=29)
    return session


def running_page(stage: Stage) -> RunView:
    """The Run page as the picture has it."""
    stage.window.go("run", session=run_to_the_picture(stage))
    return of(stage, RunView)


def end_at(stage: Stage, minute: int) -> SessionId:
    """The session of the picture, gone through to its end."""
    session = run_to_the_picture(stage)
    write(stage, "Amara: send the agenda of the review Fri", NoteKind.PROMISE, shared=True)
    run_on(stage, seconds=640)
    running.step(stage.desk, session, 1)
    run_on(stage, seconds=60 * minute - 1421 - 640)
    running.end(stage.desk, session)
    return session


def of(stage: Stage, kind: type[View]) -> View:
    """The page that is shown, which is of this kind."""
    page = stage.page()
    assert isinstance(page, kind)
    return page


def went(key: str, **args: object) -> Callable[[Stage], QWidget]:
    """A page that needs nothing of the vault."""

    def draw(stage: Stage) -> QWidget:
        stage.window.go(key, **args)
        return stage.window

    return draw


# Before a vault is open


def first_run_view(stage: Stage) -> FirstRunView:
    view, _end = first_run(
        Now(),
        stage.prompts,
        stage.delay,
        SHOWN_FOLDER / "mentor.vault",
        lambda _m, _f: None,
        nothing,
        nothing,
    )
    stage.window.show_full(view)
    return view


def first_run_start(stage: Stage) -> QWidget:
    first_run_view(stage)
    return stage.window


def first_run_typed(stage: Stage) -> QWidget:
    view = first_run_view(stage)
    view.show_words("harbour lemon quiet window copper march")
    view.show_strength(4, _("Strong"))
    return stage.window


def first_run_refused(stage: Stage) -> QWidget:
    view = first_run_view(stage)
    view.passphrase.first.edit.setText("short")
    view.show_strength(0, _("Very weak"))
    view.refuse(passphrases.refusal("short"))
    return stage.window


def first_run_key(stage: Stage) -> FirstRunView:
    view = first_run_view(stage)
    view.show_recovery(KEY.split("-"), (3, 6))
    return view


def recovery_key(stage: Stage) -> QWidget:
    first_run_key(stage)
    return stage.window


def recovery_key_refused(stage: Stage) -> QWidget:
    view = first_run_key(stage)
    view.say(_("Saved. Move it away from this laptop, onto paper or a stick."))
    view.refuse_group(1, _("This is not group %(number)d.") % {"number": 6})
    return stage.window


def first_run_you(stage: Stage) -> FirstRunView:
    view = first_run_view(stage)
    view.show_you(str(SHOWN_FOLDER / "mentor.vault"), HOME, places.search)
    return view


def first_run_you_empty(stage: Stage) -> QWidget:
    first_run_you(stage)
    return stage.window


def first_run_you_refused(stage: Stage) -> QWidget:
    first_run_you(stage).refuse_name(_("Type your name."))
    return stage.window


def first_run_making(stage: Stage) -> QWidget:
    view = first_run_you(stage)
    view.set_making(True)
    view.show_progress(40)
    return stage.window


def lock_view(stage: Stage, *others: str) -> LockView:
    view = LockView()
    view.show_vault("mentor.vault", others)
    view.show_way(False)
    stage.window.show_full(view)
    return view


def lock(stage: Stage) -> QWidget:
    lock_view(stage)
    return stage.window


def lock_wrong(stage: Stage) -> QWidget:
    view = lock_view(stage, "practice.vault")
    view.refuse(_("That does not open this vault. Try again."))
    return stage.window


def lock_recovery(stage: Stage) -> QWidget:
    lock_view(stage).show_way(True)
    return stage.window


def lock_opening(stage: Stage) -> QWidget:
    view = lock_view(stage)
    view.set_opening(True)
    view.show_progress(60)
    return stage.window


def lock_wait(stage: Stage) -> QWidget:
    lock_view(stage).show_wait(ngettext("Wait %(n)d second.", "Wait %(n)d seconds.", 4) % {"n": 4})
    return stage.window


# People and sessions


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


# Around a session


def prepare(stage: Stage) -> QWidget:
    stage.window.go("prepare", session=todays(stage))
    return stage.window


def prepare_empty(stage: Stage) -> QWidget:
    stage.window.go("prepare", session=tomorrows(stage))
    return stage.window


def run_ready(stage: Stage) -> QWidget:
    stage.clock.pass_minutes(TO_START - 5)
    stage.window.go("run", session=todays(stage))
    return stage.window


def session_run(stage: Stage) -> QWidget:
    running_page(stage)
    return stage.window


def run_over(stage: Stage) -> QWidget:
    session = run_to_the_picture(stage)
    run_on(stage, seconds=17 * 60)
    stage.window.go("run", session=session)
    return stage.window


def run_paused(stage: Stage) -> QWidget:
    session = run_to_the_picture(stage)
    running.pause(stage.desk, session, True)
    run_on(stage, seconds=95)
    stage.window.go("run", session=session)
    return stage.window


def run_slept(stage: Stage) -> QWidget:
    running_page(stage)
    stage.clock.sleep(7)
    stage.page().hide()
    stage.page().show()
    return stage.window


def run_share_safe(stage: Stage) -> QWidget:
    running_page(stage)
    stage.act("F9")
    return stage.window


def run_held(stage: Stage) -> QWidget:
    stage.window.go("run", session=held(stage))
    return stage.window


def run_draft(stage: Stage) -> QWidget:
    view = running_page(stage)
    composer = view.notes.composer
    composer.findChildren(NoteEditor)[0].set(
        "/promise Amara: send the agenda of the review, and ask\nwho else comes"
    )
    return stage.window


def mini(stage: Stage) -> QWidget:
    running_page(stage)
    return stage.mini()


def mini_ready(stage: Stage) -> QWidget:
    run_ready(stage)
    return stage.mini()


def mini_share_safe(stage: Stage) -> QWidget:
    run_share_safe(stage)
    return stage.mini()


def mini_closing(stage: Stage) -> QWidget:
    running_page(stage)
    shown = stage.mini()
    run_on(stage, seconds=26 * 60)
    stage.act("Ctrl+Shift+W")
    return shown


def wrap_fresh(stage: Stage) -> QWidget:
    session = end_at(stage, 49)
    stage.window.go("wrap", session=session)
    return stage.window


def wrap_filled(stage: Stage) -> QWidget:
    session = end_at(stage, 49)
    wrapping.say(stage.desk, session, "mattered", "She said out loud what leading would look like.")
    promises.make(
        stage.desk, people.me(stage.desk).id, "Introduce Amara to Lena", date(2026, 11, 27), session=session
    )
    amara = known(stage, "Amara")
    promises.make(stage.desk, amara, "Chair the review with Lena", date(2026, 12, 4), session=session)
    for what, value in (("trust", 4), ("listening", 5), ("progress", 4)):
        wrapping.rate(stage.desk, session, what, value)
    for each in wrapping.load(stage.desk, session).checklist[:3]:
        wrapping.tick(stage.desk, each.item.id)
    stage.window.go("wrap", session=session)
    return stage.window


def wrap_entry(stage: Stage) -> QWidget:
    wrap_fresh(stage)
    entry = of(stage, WrapUpView).chain.entry
    edit = entry.findChildren(QLineEdit)[0]
    edit.setText("Maya: introduce Amara to Lena by Friday")
    edit.textEdited.emit(edit.text())
    return stage.window


def wrap_done(stage: Stage) -> QWidget:
    stage.window.go("wrap", session=held(stage))
    return stage.window


def wrap_folded(stage: Stage) -> QWidget:
    session = end_at(stage, 49)
    stage.window.go("wrap", session=session)
    stage.act("F9")
    return stage.window


def wrap_not_ended(stage: Stage) -> QWidget:
    stage.window.go("wrap", session=todays(stage))
    return stage.window


# Settings, help, and what lies over everything


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


def nothing() -> None:
    """Where a press leads to in no picture."""


SCENES = (
    Scene("first-run", first_run_start),
    Scene("first-run-typed", first_run_typed),
    Scene("first-run-refused", first_run_refused),
    Scene("recovery-key", recovery_key),
    Scene("recovery-key-refused", recovery_key_refused),
    Scene("first-run-you", first_run_you_empty),
    Scene("first-run-you-refused", first_run_you_refused),
    Scene("first-run-making", first_run_making),
    Scene("lock", lock),
    Scene("lock-wrong", lock_wrong),
    Scene("lock-recovery", lock_recovery),
    Scene("lock-opening", lock_opening),
    Scene("lock-wait", lock_wait),
    Scene("today", went("today")),
    Scene("today-empty", went("today"), "empty"),
    Scene("today-banners", banners),
    Scene("people", went("people")),
    Scene("people-nothing-found", people_filtered),
    Scene("people-new", went("people", add=True)),
    Scene("people-empty", went("people"), "empty"),
    *(Scene("person" if tab == "overview" else f"person-{tab}", person(tab)) for tab in TABS),
    Scene("person-contact", contact),
    Scene("sessions", went("sessions")),
    Scene("sessions-question", sessions_question),
    Scene("sessions-empty", went("sessions"), "empty"),
    Scene("new-session", new_session),
    Scene("new-session-warning", new_session_warning),
    Scene("new-session-night", new_session_night),
    Scene("new-session-move", new_session_move),
    Scene("new-session-past", new_session_past),
    Scene("prepare", prepare),
    Scene("prepare-empty", prepare_empty),
    Scene("run-ready", run_ready),
    Scene("session-run", session_run),
    Scene("run-over", run_over),
    Scene("run-paused", run_paused),
    Scene("run-slept", run_slept),
    Scene("run-draft", run_draft),
    Scene("run-share-safe", run_share_safe),
    Scene("run-held", run_held),
    Scene("timer-popout", mini),
    Scene("mini-ready", mini_ready),
    Scene("mini-share-safe", mini_share_safe),
    Scene("mini-closing", mini_closing),
    Scene("session-wrap-up", wrap_filled),
    Scene("wrap-fresh", wrap_fresh),
    Scene("wrap-entry", wrap_entry),
    Scene("wrap-done", wrap_done),
    Scene("wrap-folded", wrap_folded),
    Scene("wrap-not-ended", wrap_not_ended),
    *(
        Scene("settings" if key == "security" else f"settings-{key}", went("settings", topic=key))
        for key in SETTINGS
    ),
    Scene("settings-refused", settings_refused),
    Scene("settings-passphrase", went("settings", topic="passphrase")),
    Scene("settings-recovery-key", settings_key),
    Scene("settings-found", settings_found),
    Scene("settings-trash", settings_trash),
    Scene("help", went("help")),
    Scene("help-keys", went("help", topic="keys")),
    Scene("help-protected", went("help", topic="protected")),
    Scene("help-found", help_found),
    Scene("palette", palette("review")),
    Scene("palette-empty", palette("")),
    Scene("palette-nothing", palette("zebra")),
    Scene("shield", shield),
)
