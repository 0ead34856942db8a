"""The commands about what opens a vault: slots, rekey."""

import argparse

from mentor_desktop import vault
from mentor_desktop.cli.common import DONE, passphrase, print_json, warn
from mentor_desktop.services import rekeying, vaults
from mentor_desktop.words import _


def show(options: argparse.Namespace) -> int:
    """List the keyslots. The header alone is read, so no passphrase is asked for."""
    header = vault.header_of(options.dir)
    if options.json:
        print_json(
            [
                {
                    "id": slot.id.hex(),
                    "kind": slot.kind,
                    "memory_kib": slot.work.memory_kib if slot.work else None,
                    "passes": slot.work.passes if slot.work else None,
                    "lanes": slot.work.lanes if slot.work else None,
                    "pending": slot.pending is not None,
                }
                for slot in header.slots
            ]
        )
        return DONE
    for slot in header.slots:
        cost = "hkdf-sha256"
        if slot.work is not None:
            work = slot.work
            cost = f"argon2id {work.memory_kib // 1024} MiB, {work.passes} passes, {work.lanes} lanes"
        print(f"{slot.id.hex()}  {slot.kind}  {cost}{'  pending' if slot.pending else ''}")
    return DONE


def rekey(options: argparse.Namespace) -> int:
    """Replace the vault key; the new recovery key is printed before anything changes.

    A crash afterwards may leave a vault that the new recovery key alone opens, so it must be out by then.
    """
    secret = passphrase(options)
    opened = vaults.open_vault(options.dir, passphrase=secret)
    try:
        fresh = vaults.new_recovery_key()

        def copy_and_tell() -> None:
            rekeying.backup_first(opened)
            print(fresh, flush=True)

        again = rekeying.replace_key(opened, secret, fresh, backup=copy_and_tell)
    finally:
        opened.close()
    warn(_("The key is replaced. Backups made before still open with the recovery key of their time."))
    if not again:
        warn(_("This laptop's keyring no longer opens the vault. Turn it on again in Settings."))
    return DONE
