"""Which commands there are, what each takes, and which function carries it out. Loads nothing heavy."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from mentor_desktop.words import N_, _

_Argument = tuple[tuple[str, ...], dict[str, Any]]


class Usage(Exception):
    """The command was given wrongly; the text says how."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it is about (a msgid), its arguments after DIR, and where its function lies."""

    about: str
    module: str
    function: str
    arguments: tuple[_Argument, ...] = ()


_JSON: _Argument = (("--json",), {"action": "store_true"})
_ZONE: _Argument = (("--zone",), {"metavar": "Z", "default": None})
_FORMATS = ("md", "html", "pdf", "docx", "txt")

_COMMANDS: dict[str, Command] = {
    "create": Command(
        N_("make a vault and print its recovery key"),
        "vaults",
        "create",
        ((("--name",), {"metavar": "N", "default": "Me"}), _ZONE),
    ),
    "sample": Command(N_("make a vault with sample data and print its recovery key"), "vaults", "fill"),
    "info": Command(N_("count what is in a vault, and tell its versions"), "vaults", "info", (_JSON,)),
    "check": Command(N_("check that a vault is sound"), "vaults", "check"),
    "people": Command(N_("list everyone but you"), "people", "show", (_JSON,)),
    "person-add": Command(
        N_("add a mentee and print the id"), "people", "add", ((("name",), {"metavar": "NAME"}), _ZONE)
    ),
    "sessions": Command(N_("list the sessions"), "sessions", "show", (_JSON,)),
    "plan": Command(
        N_("plan a session and print its id"),
        "sessions",
        "plan",
        (
            (("--with",), {"metavar": "ID", "action": "append", "required": True, "dest": "person"}),
            (("--at",), {"metavar": "TIME", "required": True}),
            _ZONE,
            (("--minutes",), {"metavar": "N", "type": int, "default": None}),
            (("--template",), {"metavar": "T", "default": None}),
        ),
    ),
    "note": Command(
        N_("write a note, private unless --shared, and print its id"),
        "notes",
        "write",
        (
            (("--session",), {"metavar": "ID", "default": None}),
            (("--person",), {"metavar": "ID", "default": None}),
            (("--shared",), {"action": "store_true"}),
            (("text",), {"metavar": "TEXT"}),
        ),
    ),
    "notes": Command(
        N_("list the notes, or those that hold some words"),
        "notes",
        "show",
        ((("--search",), {"metavar": "WORDS", "default": None}), _JSON),
    ),
    "export": Command(
        N_("write a session's summary, shared words only"),
        "sessions",
        "export",
        (
            (("--session",), {"metavar": "ID", "required": True}),
            (("--format",), {"choices": _FORMATS, "required": True}),
            (("--out",), {"metavar": "PATH", "type": Path, "required": True}),
            (("--overwrite",), {"action": "store_true"}),
        ),
    ),
}
NAMES: frozenset[str] = frozenset(_COMMANDS)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without a usage block."""

    def error(self, message: str) -> NoReturn:
        raise Usage(" ".join(message.split()))


def parser_of_all() -> argparse.ArgumentParser:
    """The parser of every command; it raises Usage where argparse would print a usage block and leave."""
    parser = _Parser(prog="mentor-desktop", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    for name, each in _COMMANDS.items():
        command = commands.add_parser(name, help=_(each.about), description=_(each.about), allow_abbrev=False)
        command.add_argument("dir", metavar="DIR", type=Path)
        for flags, options in each.arguments:
            command.add_argument(*flags, **options)
        command.add_argument("--passphrase-file", metavar="F", default=None)
        command.set_defaults(module=each.module, function=each.function)
    return parser
