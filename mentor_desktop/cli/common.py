"""What the commands share: the passphrase, opening and closing, ids, and how answers are printed."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from mentor_desktop.cli.parser import Usage
from mentor_desktop.domain.ids import PersonId, id_from_text
from mentor_desktop.services import people, vaults
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.vaults import Opened
from mentor_desktop.words import _

LONGEST_LINE = 1 << 20  # characters of a passphrase that are read at all; far above what is accepted
DONE = 0


def passphrase(options: argparse.Namespace, *, twice: bool = False) -> str:
    """The passphrase: the first line of the file named (`-` for standard input), else asked for."""
    if options.passphrase_file is not None:
        return _first_line(options.passphrase_file, _("The passphrase file cannot be read."))
    if not sys.stdin.isatty():
        raise Usage(_("Give the passphrase with --passphrase-file F, or - for standard input."))
    import getpass

    first = getpass.getpass(_("Passphrase: "))
    if twice and getpass.getpass(_("Once more: ")) != first:
        raise Usage(_("The two passphrases differ. Nothing was made."))
    return first


def recovery_key(options: argparse.Namespace) -> str:
    """The recovery key, in the same ways."""
    if options.recovery_key_file is not None:
        return _first_line(options.recovery_key_file, _("The recovery key file cannot be read."))
    if not sys.stdin.isatty():
        raise Usage(_("Give the recovery key with --recovery-key-file F, or - for standard input."))
    import getpass

    return getpass.getpass(_("Recovery key: "))


def _first_line(source: str, refusal: str) -> str:
    if source == "-":
        return sys.stdin.readline(LONGEST_LINE).rstrip("\r\n")
    try:
        with Path(source).open(encoding="utf-8", newline="\n") as file:
            return file.readline(LONGEST_LINE).rstrip("\r\n")
    except (OSError, ValueError):  # no such file, or no text in it
        raise Usage(refusal) from None


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Opened]:
    """The vault of a command, closed again whatever happens."""
    vault = vaults.open_vault(options.dir, passphrase=passphrase(options))
    try:
        yield vault
    finally:
        vault.close()


def at_desk(action: Callable[[Desk, argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """A command that works on an opened vault."""

    @wraps(action)
    def command(options: argparse.Namespace) -> int:
        with opened(options) as vault:
            return action(vault.desk, options)

    return command


def row_id(text: str) -> bytes:
    """The id that was typed."""
    try:
        return id_from_text(text)
    except ValueError:
        raise Usage(_("This is not an id. Ids are printed by people, sessions and notes.")) from None


def person_id(desk: Desk, text: str) -> PersonId:
    """The person that was typed: an id, or `me`."""
    return people.me(desk).id if text == "me" else PersonId(row_id(text))


def print_json(value: Any) -> None:
    """Print a value as JSON, letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def shown(text: str) -> str:
    """Text for a terminal: no control characters that could move its cursor. Unchanged in a pipe."""
    if not sys.stdout.isatty():
        return text
    return "".join(char if char in "\n\t" or char.isprintable() else "\ufffd" for char in text)


def warn(sentence: str) -> None:
    """Say something on standard error that stops nothing."""
    print(f"mentor-desktop: {sentence}", file=sys.stderr)
