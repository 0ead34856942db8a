"""Ways to the backups: in Settings, and before a vault is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mentor_desktop.domain.ids import DAY, HOUR, MINUTE, Millis
from mentor_desktop.services.backups import Backup, Counts, Proof
from mentor_desktop.ui.backing.aside import AtOnce
from mentor_desktop.ui.backing.page import BringPage, bring_page
from mentor_desktop.ui.settings.backup_words import BackupsState, last_words, lines, proof_words
from mentor_desktop.ui.settings.view import SettingsView
from mentor_desktop.words import _
from tests.shots.before import lock_view
from tests.shots.common import KEY, SHOWN_FOLDER, nothing, of
from tests.shots.stage import Stage
from tests.support import HOME

FIRST = SHOWN_FOLDER.parent / ".local/share/mentor-desktop/backups/mentor-3f2a9c10"
SECOND = SHOWN_FOLDER.parent / "Sync/mentor-3f2a9c10"
_MIB = 1024 * 1024


def found(now: Millis) -> tuple[Backup, ...]:
    """Backups of some days, one of them damaged."""
    made = [now - 158 * MINUTE, *(now - days * DAY - 2 * HOUR for days in range(1, 8))]
    reasons = ["daily", "daily", "asked", "daily", "rekey", "daily", "daily", "migration"]
    return tuple(
        Backup(
            (SECOND if at % 2 else FIRST) / f"backup-{40 - at}.mentor-backup", bool(at % 2),
            3 * _MIB + at * 40_000, 40 - at, Millis(when), reason, problem=_("Damaged.") if at == 3 else "",
        )
        for at, (when, reason) in enumerate(zip(made, reasons, strict=True))
    )  # fmt: skip


def backups_page(stage: Stage, state: BackupsState) -> SettingsView:
    """Settings at the backups."""
    stage.window.go("settings", topic="backups")
    view = of(stage, SettingsView)
    view.backups.show_state(state)
    view.backup_list.show_state(state)
    stage.window.sidebar.state.set(_("Saved"))
    return view


def some(stage: Stage, *, on: bool = True, missing: bool = False) -> BackupsState:
    """Backups in two places."""
    now = stage.desk.now()
    return BackupsState(
        True, on, last_words(Millis(now - 158 * MINUTE), now, HOME), str(FIRST), str(SECOND), missing,
        lines(found(now), now, HOME),
    )  # fmt: skip


def empty(stage: Stage) -> QWidget:
    backups_page(stage, BackupsState(True, last=last_words(None, stage.desk.now(), HOME), first=str(FIRST)))
    stage.window.sidebar.state.set_backup(_("backed up %(when)s") % {"when": "–"})
    return stage.window


def listed(stage: Stage) -> QWidget:
    backups_page(stage, some(stage))
    stage.window.sidebar.state.set_backup(_("backed up %(when)s") % {"when": "09:02"})
    return stage.window


def off(stage: Stage) -> QWidget:
    backups_page(stage, some(stage, on=False, missing=True))
    return stage.window


def running(stage: Stage) -> QWidget:
    view = backups_page(stage, some(stage))
    view.backups.set_busy(_("Backing up…"))
    view.backups.show_progress(40)
    stage.window.sidebar.state.set_backup(_("backing up, %(percent)d%%") % {"percent": 40})
    return stage.window


def asked(stage: Stage) -> QWidget:
    state = some(stage)
    backups_page(stage, state).backups.ask_for_key(
        _("It is the backup of: %(which)s.") % {"which": state.lines[0].words}
    )
    return stage.window


def proved(stage: Stage) -> QWidget:
    now = stage.desk.now()
    counts = Counts(25, 22, 96, 31, Millis(now - 3 * HOUR))
    proof = Proof(Millis(now - 158 * MINUTE), "daily", counts, 3, 3)
    backups_page(stage, some(stage)).backups.say(proof_words(proof, HOME), "ok")
    return stage.window


def failed(stage: Stage) -> QWidget:
    backups_page(stage, some(stage)).backups.say(
        _("The backup could not be written. Make room at its place, or choose another place."), "danger"
    )
    return stage.window


def bringing(stage: Stage) -> QWidget:
    step = backups_page(stage, some(stage)).backups.bring_step()
    step.show_way(True)
    step.show_place(str(SHOWN_FOLDER / "mentor-restored.vault"))
    return stage.window


def alone(stage: Stage) -> BringPage:
    """The step where no vault is open."""
    page, _end = bring_page(
        AtOnce(), stage.prompts, SHOWN_FOLDER / "mentor.vault", lambda _brought: None, nothing
    )
    stage.window.show_full(page)
    return page


def restore(stage: Stage) -> QWidget:
    alone(stage)
    return stage.window


def restore_running(stage: Stage) -> QWidget:
    step = alone(stage).step
    step.show_file(found(stage.desk.now())[0].path.name)
    step.field.edit.setText(KEY)
    step.set_busy(True)
    step.say(_("Bringing it back…"))
    step.show_progress(60)
    return stage.window


def restore_refused(stage: Stage) -> QWidget:
    step = alone(stage).step
    step.show_file(found(stage.desk.now())[0].path.name)
    step.refuse_secret(_("That does not open this backup. Try the secret of its time."))
    return stage.window


def lock_damaged(stage: Stage) -> QWidget:
    view = lock_view(stage)
    view.refuse(_("This vault's file notes.db is damaged. Bring it back from a copy."))
    view.show_spare(_("There is a whole backup of %(when)s.") % {"when": "24 Nov 2026, 09:02"})
    return stage.window


SCENES: tuple[tuple[str, Callable[[Stage], QWidget]], ...] = (
    ("settings-backups-empty", empty),
    ("settings-backups", listed),
    ("settings-backups-off", off),
    ("settings-backups-running", running),
    ("settings-backups-prove", asked),
    ("settings-backups-proved", proved),
    ("settings-backups-failed", failed),
    ("settings-backups-bring", bringing),
    ("lock-damaged", lock_damaged),
    ("lock-restore", restore),
    ("lock-restore-running", restore_running),
    ("lock-restore-refused", restore_refused),
)
