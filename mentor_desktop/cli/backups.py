"""The commands about backups: backup, restore, prove. None prints a word of what a vault holds."""

import argparse
from typing import Any

from mentor_desktop.cli.common import DONE, opened, passphrase, print_json, recovery_key, warn
from mentor_desktop.cli.parser import Usage
from mentor_desktop.domain.when import iso_at
from mentor_desktop.services import backups
from mentor_desktop.services.backups import Counts
from mentor_desktop.services.clocks import SystemClock
from mentor_desktop.words import _, ngettext


def backup(options: argparse.Namespace) -> int:
    """Make a backup; its path is printed once it was opened and counted."""
    with opened(options) as vault:
        made = backups.make(vault, to=options.to.absolute() if options.to is not None else None)
    if options.json:
        print_json({"path": str(made.path), **_counted(made.counts)})
    else:
        print(made.path)
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Bring a backup back as a new vault, with the passphrase or the recovery key of its time."""
    typed, key = _secret(options, by_recovery_key=False)
    done = backups.restore(options.file, options.dir, passphrase=typed, recovery_key=key)
    _warn_of_missing(done.attachments - done.present)
    if options.json:
        print_json(
            {
                "path": str(options.dir.absolute()),
                "attachments": done.attachments,
                "attachments_present": done.present,
            }
        )
    else:
        print(options.dir.absolute())
    return DONE


def prove(options: argparse.Namespace) -> int:
    """Open a copy of a backup and count it, with the recovery key unless a passphrase file is named."""
    typed, key = _secret(options, by_recovery_key=True)
    proof = backups.prove(options.file, passphrase=typed, recovery_key=key)
    _warn_of_missing(proof.attachments - proof.attachments_present)
    facts = {
        "made": iso_at(proof.made, SystemClock().zone()),
        "reason": proof.reason,
        **_counted(proof.counts),
        "attachments": proof.attachments,
        "attachments_present": proof.attachments_present,
    }
    if options.json:
        print_json(facts)
    else:
        for name, value in facts.items():
            print(f"{name}: {'-' if value is None else value}")
    return DONE


def _secret(options: argparse.Namespace, *, by_recovery_key: bool) -> tuple[str | None, str | None]:
    """Passphrase and recovery key, one of them."""
    named = options.recovery_key_file is not None
    if named and options.passphrase_file is not None:
        raise Usage(_("Give either --passphrase-file or --recovery-key-file."))
    if named or (by_recovery_key and options.passphrase_file is None):
        return None, recovery_key(options)
    return passphrase(options), None


def _counted(counts: Counts) -> dict[str, Any]:
    newest = counts.newest_note
    return {
        "people": counts.people,
        "sessions": counts.sessions,
        "notes": counts.notes,
        "promises": counts.promises,
        "newest_note": iso_at(newest, SystemClock().zone()) if newest is not None else None,
    }


def _warn_of_missing(missing: int) -> None:
    if missing:
        told = ngettext(
            "%(count)d attachment is not beside this backup, or is damaged.",
            "%(count)d attachments are not beside this backup, or are damaged.",
            missing,
        )
        warn(told % {"count": missing})
