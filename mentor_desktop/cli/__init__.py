"""The command line: the same services without a window, and without Qt.

Only what is needed to read a command is loaded here, since the window's start passes through for the names
of the commands; what a command does lies in one module a subject, loaded when it runs.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable
from importlib import import_module

from mentor_desktop.cli.parser import NAMES, Usage, parser_of_all
from mentor_desktop.words import _

DONE, OTHER, USAGE, WRONG_PASSPHRASE, DAMAGED, IN_USE = 0, 1, 2, 3, 4, 5

COMMANDS: frozenset[str] = NAMES
"""The names that make a first argument a command."""


def run(argv: list[str]) -> int:
    """Run one command. Returns its exit code; errors are one line on standard error."""
    _speak_utf8()
    try:
        options = parser_of_all().parse_args(argv)
        module = import_module(f"mentor_desktop.cli.{options.module}")
        command: Callable[[argparse.Namespace], int] = getattr(module, options.function)
        code = command(options)
        sys.stdout.flush()
    except SystemExit as asked:  # --help
        return DONE if asked.code is None else int(asked.code)
    except Usage as error:
        return _complain(str(error), USAGE)
    except (KeyboardInterrupt, EOFError):
        return _complain(_("Stopped."), OTHER)
    except BrokenPipeError:  # who read the answer has gone; nobody is left to tell
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OTHER
    except Exception as error:
        return _complain(*_what_went_wrong(error))
    return code


def _speak_utf8() -> None:
    for stream, errors in (
        (sys.stdin, "surrogateescape"),  # bytes that are no text are refused with a sentence, later
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _complain(sentence: str, code: int) -> int:
    print(f"mentor-desktop: {sentence}", file=sys.stderr)
    return code


def _what_went_wrong(error: Exception) -> tuple[str, int]:
    from mentor_desktop import vault
    from mentor_desktop.services import vaults
    from mentor_desktop.services.refusal import Gone, Refused

    if isinstance(error, Refused):
        return error.sentence, OTHER
    if isinstance(error, Gone):
        return _("There is no such id in this vault."), OTHER
    if isinstance(error, vault.WrongPassphrase | vault.BadRecoveryKey):
        return vaults.sentence(error), WRONG_PASSPHRASE
    if isinstance(error, vault.VaultInUse):
        return vaults.sentence(error), IN_USE
    if vaults.is_damage(error):
        return vaults.sentence(error), DAMAGED
    if vaults.is_known(error):
        return vaults.sentence(error), OTHER
    # The type alone: the text of a foreign error could hold words of the vault.
    return _("Something went wrong (%(kind)s). Nothing was changed.") % {"kind": type(error).__name__}, OTHER
