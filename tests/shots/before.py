"""Ways to what is seen before a vault is open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentor_desktop.services import (
    passphrases,
    places,
)
from mentor_desktop.ui.firstrun.page import first_run
from mentor_desktop.ui.firstrun.view import FirstRunView
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.words import _, ngettext
from tests.shots.common import KEY, SHOWN_FOLDER, nothing
from tests.shots.stage import Stage
from tests.support import HOME
from tests.ui.fakes import Now


def first_run_view(stage: Stage) -> FirstRunView:
    view, _end = first_run(
        Now(),
        stage.prompts,
        stage.delay,
        SHOWN_FOLDER / "mentor.vault",
        lambda _m, _f: None,
        nothing,
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


def lock_keyring(stage: Stage) -> QWidget:
    lock_view(stage).show_keyring(True)
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
