"""The commands about a damaged vault: check, rescue. Neither changes a byte of the vault it looks at."""

import argparse

from mentor_desktop.cli.common import DONE, passphrase, recovery_key, shown, warn
from mentor_desktop.services import damage, rescuing
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
    for line in damage.lines(report):
        print(shown(line))
    if report.sound:
        return DONE
    if backup is not None:
        print(_("The newest good backup: %(path)s") % {"path": shown(str(backup.path))})
    warn(_("The vault is damaged. Nothing was changed."))
    return DAMAGED


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
