"""Ways to the pages around a session, the running one as the reference picture has it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.services import (
    notes,
    people,
    promises,
    running,
    wrapping,
)
from mentor_desktop.ui.run.view import RunView
from mentor_desktop.ui.widgets.note_editor import NoteEditor
from mentor_desktop.ui.wrapup.view import WrapUpView
from tests.shots.common import held, known, of, todays, tomorrows
from tests.shots.stage import Stage

TO_START = 200  # minutes from 11:40 to today's session


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
    stage.clock.fall_asleep(7)
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


def wrap_attendance(stage: Stage) -> QWidget:
    """Who was there, opened."""
    wrap_filled(stage)
    page = of(stage, WrapUpView)
    page.chain.attendance.opener.click()
    page.chain.attendance.rows()[0].late.setValue(5)
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
