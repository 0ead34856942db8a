"""Ways to the check of the vault, to a damaged one, and to earlier wordings."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import MINUTE
from mentor_desktop.services import notes, rescuing
from mentor_desktop.services.backup_list import Backup
from mentor_desktop.services.damage import Area, Finding, Report
from mentor_desktop.services.rescuing import Count, Rescued
from mentor_desktop.ui.damage.report import report_state
from mentor_desktop.ui.damage.view import DamagePage
from mentor_desktop.ui.damage.words import backup_words, banner_words
from mentor_desktop.ui.settings.view import SettingsView
from mentor_desktop.words import _
from tests.shots.backing import FIRST
from tests.shots.common import known, nothing, of, went
from tests.shots.stage import Stage
from tests.support import HOME

WORDINGS = (
    "Wants to lead the move to the new ledger. Afraid that nobody will listen.",
    "Wants to lead the move to the new ledger by spring. Afraid that nobody will listen to her.",
    "Wants to lead the first part of the move to the new ledger by spring. Wonders who will listen to her.",
)


def check_page(stage: Stage) -> SettingsView:
    stage.window.go("settings", topic="data")
    return of(stage, SettingsView)


def check_fine(stage: Stage) -> QWidget:
    check_page(stage).check.check.click()
    return stage.window


def check_going_on(stage: Stage) -> QWidget:
    card = check_page(stage).check
    card.set_busy(True)
    card.show_progress(62)
    return stage.window


def check_wrong(stage: Stage) -> QWidget:
    advice = _(
        "Write nothing more in this vault. Restore the newest good backup, or rescue what can be read into a "
        "new vault."
    )
    said = _("The tables of the file notes.db do not fit together.")
    attachment = _("The file of the attachment “%(name)s” is missing.") % {"name": "plan.pdf"}
    bring = _("Bring the attachment back from a backup, or throw it away.")
    findings = (Finding(Area.STRUCTURE, said, advice), Finding(Area.ATTACHMENTS, attachment, bring))
    check_page(stage).check.show_report(report_state(Report(tuple(Area), findings, 214, 12)))
    return stage.window


def banner_with_backup(stage: Stage) -> QWidget:
    stage.window.go("today")
    words = _("Bring back the backup of %(day)s") % {"day": "24 Nov 2026"}
    buttons = [(words, nothing), (_("Rescue what can be read…"), nothing)]
    stage.window.add_banner(banner_words(), buttons, "danger", closable=False)
    return stage.window


def damage_page(stage: Stage) -> DamagePage:
    stage.window.go("damage")
    view = of(stage, DamagePage)
    made = stage.desk.now()
    backup = Backup(FIRST / "backup-40.mentor-backup", False, 3_000_000, 40, made)
    view.show_backup(backup_words(backup, HOME), there=True)
    return view


def damage_found(stage: Stage) -> QWidget:
    damage_page(stage)
    return stage.window


def rescue_done(stage: Stage) -> QWidget:
    view = damage_page(stage)
    tables = {"note": Count(91, 5, False), "person": Count(6, 0, False), "revision": Count(40, 2, True)}
    view.say_rescue(rescuing.lines(Rescued(tables, 12, 1)), "warn", opens=True)
    return stage.window


def rescue_going_on(stage: Stage) -> QWidget:
    view = damage_page(stage)
    view.set_rescuing(True)
    view.show_rescue_progress(35)
    view.say_rescue((_("Reading everything that can be read…"),))
    return stage.window


def bring_back(stage: Stage) -> QWidget:
    damage_page(stage).backup.bring.click()
    return stage.window


def history(stage: Stage) -> QWidget:
    note = notes.write(stage.desk, WORDINGS[0], person=known(stage, "Amara"))
    for words in WORDINGS[1:]:
        stage.clock.pass_ms(25 * MINUTE)
        note = notes.edit(stage.desk, replace(note, text=words))
    stage.window.go("history", kind=str(Kind.NOTE), row=note.id)
    return stage.window


def history_none(stage: Stage) -> QWidget:
    note = notes.write(stage.desk, WORDINGS[0], person=known(stage, "Amara"))
    stage.window.go("history", kind=str(Kind.NOTE), row=note.id)
    return stage.window


# Name, way, vault.
SCENES = (
    ("check-fine", check_fine, "sample"),
    ("check-going-on", check_going_on, "sample"),
    ("check-wrong", check_wrong, "sample"),
    ("damage-banner", went("today"), "damaged"),
    ("damage-banner-backup", banner_with_backup, "sample"),
    ("damage-page", damage_found, "damaged"),
    ("damage-bring-back", bring_back, "damaged"),
    ("rescue-going-on", rescue_going_on, "damaged"),
    ("rescue-done", rescue_done, "damaged"),
    ("history", history, "sample"),
    ("history-none", history_none, "sample"),
)
