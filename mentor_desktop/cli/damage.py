"""The commands about a damaged vault: check, rescue. Neither changes a byte of the vault it looks at."""

import argparse
from typing import Any

from mentor_desktop.cli.common import DONE, passphrase, print_json, recovery_key, shown, warn
from mentor_desktop.services import damage, rescuing
from mentor_desktop.services.backup_list import Backup
from mentor_desktop.services.damage import Report
from mentor_desktop.services.readonly import open_read_only
from mentor_desktop.words import _

DAMAGED = 4


def check(options: argparse.Namespace) -> int:
    """Look at everything in a vault, and say what was looked at and what is wrong."""
    opened = open_read_only(options.dir, passphrase=passphrase(options))
    try:
        report = damage.check(opened)
        backup = None if report.sound else damage.backup_to_restore(opened)
    finally:
        opened.close()
    if options.json:
        print_json(_facts(report, backup))
    else:
        for line in damage.lines(report):
            print(shown(line))
        if backup is not None:
            print(_("The newest good backup: %(path)s") % {"path": shown(str(backup.path))})
    if report.sound:
        return DONE
    warn(_("The vault is damaged. Nothing was changed."))
    return DAMAGED


def _facts(report: Report, backup: Backup | None) -> dict[str, Any]:
    return {
        "sound": report.sound,
        "looked": [str(area) for area in report.looked],
        "pages": report.pages,
        "attachments": report.attachments,
        "findings": [
            {"area": str(each.area), "sentence": each.sentence, "advice": each.advice}
            for each in report.findings
        ],
        "newest_good_backup": str(backup.path) if backup is not None else None,
    }


def rescue(options: argparse.Namespace) -> int:
    """Copy what can be read into a new vault that the same secrets open."""
    typed, key = None, None
    if options.recovery_key_file is not None:
        key = recovery_key(options)
    else:
        typed = passphrase(options)
    rescued = rescuing.rescue(options.dir, options.target, passphrase=typed, recovery_key=key)
    for line in rescuing.lines(rescued):
        print(line)
    return DONE
