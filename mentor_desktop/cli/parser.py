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
    """One command: what it is about (a msgid), where its function lies, the paths it begins with, and the
    arguments after them."""

    about: str
    module: str
    function: str
    arguments: tuple[_Argument, ...] = ()
    paths: tuple[str, ...] = ("dir",)


_JSON: _Argument = (("--json",), {"action": "store_true"})
_ZONE: _Argument = (("--zone",), {"metavar": "Z", "default": None})
_RECOVERY: _Argument = (("--recovery-key-file",), {"metavar": "F", "default": None})
_PERSON: _Argument = (("--person",), {"metavar": "ID", "required": True})
_CHECK_INS = ("encourage", "event", "resource", "quiet", "message")
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
    "check": Command(N_("check that a vault is sound, without changing it"), "damage", "check", (_JSON,)),
    "rescue": Command(
        N_("copy what can be read of a damaged vault into a new one"),
        "damage",
        "rescue",
        (_RECOVERY,),
        ("dir", "target"),
    ),
    "slots": Command(N_("list what opens a vault, without opening it"), "slots", "show", (_JSON,)),
    "rekey": Command(N_("encrypt a vault anew and print its new recovery key"), "slots", "rekey"),
    "backup": Command(
        N_("make a backup and print its path"),
        "backups",
        "backup",
        ((("--to",), {"metavar": "FOLDER", "type": Path, "default": None}), _JSON),
    ),
    "restore": Command(
        N_("bring a backup back as a new vault"),
        "backups",
        "restore",
        (_RECOVERY, _JSON),
        ("file", "dir"),
    ),
    "prove": Command(
        N_("open a copy of a backup with the recovery key and count what it holds"),
        "backups",
        "prove",
        (_RECOVERY, _JSON),
        ("file",),
    ),
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
    "attach": Command(
        N_("put a file into a vault and print its id"),
        "attachments",
        "attach",
        (
            (("--session",), {"metavar": "ID", "default": None}),
            (("--person",), {"metavar": "ID", "default": None}),
            (("--note",), {"metavar": "ID", "default": None}),
        ),
        ("dir", "file"),
    ),
    "attachments": Command(N_("list the attachments"), "attachments", "show", (_JSON,)),
    "extract": Command(
        N_("write an attachment to a file"),
        "attachments",
        "extract",
        (
            (("--id",), {"metavar": "ID", "required": True}),
            (("--out",), {"metavar": "PATH", "type": Path, "required": True}),
            (("--overwrite",), {"action": "store_true"}),
        ),
    ),
    "agreement": Command(
        N_("print what was agreed with a person"),
        "agreements",
        "show",
        (_PERSON, (("--version",), {"metavar": "N", "type": int, "default": None}), _JSON),
    ),
    "agreed": Command(
        N_("print what was agreed about one thing, and where that is written"),
        "agreements",
        "about",
        (_PERSON, (("--about",), {"metavar": "KEY", "required": True}), _JSON),
    ),
    "goals": Command(
        N_("list the goals"),
        "goals",
        "show",
        ((("--person",), {"metavar": "ID", "default": None}), _JSON),
    ),
    "goal-progress": Command(
        N_("note where a goal stands"),
        "goals",
        "progress",
        (
            (("--goal",), {"metavar": "ID", "required": True}),
            (("value",), {"metavar": "VALUE"}),
            (("--evidence",), {"metavar": "TEXT", "default": None}),
        ),
    ),
    "promises": Command(
        N_("list what is owed, yours first"),
        "promises",
        "show",
        (
            (("--person",), {"metavar": "ID", "default": None}),
            (("--due-before",), {"metavar": "D", "default": None}),
            _JSON,
        ),
    ),
    "promise": Command(
        N_("make a promise and print its id"),
        "promises",
        "make",
        (
            (("--by",), {"metavar": "ID", "required": True}),
            (("--to",), {"metavar": "ID", "required": True}),
            (("--due",), {"metavar": "D", "required": True}),
            (("text",), {"metavar": "TEXT"}),
        ),
    ),
    "kept": Command(N_("note that a promise was kept"), "promises", "kept", ((("id",), {"metavar": "ID"}),)),
    "checkin": Command(
        N_("log a contact with a person and print its id"),
        "promises",
        "check_in",
        (
            _PERSON,
            (("--kind",), {"choices": _CHECK_INS, "default": _CHECK_INS[0]}),
            (("text",), {"metavar": "TEXT"}),
        ),
    ),
    "today": Command(N_("print what the day asks for, in its order"), "promises", "day", (_JSON,)),
    "find-time": Command(
        N_("list the hours that suit everybody, with reasons"),
        "times",
        "find",
        (
            (("--with",), {"metavar": "ID", "action": "append", "required": True, "dest": "person"}),
            (("--minutes",), {"metavar": "N", "type": int, "default": 50}),
            (("--from",), {"metavar": "D", "default": None, "dest": "first"}),
            (("--weeks",), {"metavar": "N", "type": int, "default": 4}),
            _JSON,
        ),
    ),
    "series": Command(
        N_("plan a row of sessions and print it"),
        "times",
        "plan_series",
        (
            (("--with",), {"metavar": "ID", "action": "append", "required": True, "dest": "person"}),
            (("--every",), {"metavar": "2w", "default": "2w"}),
            (("--at",), {"metavar": "15:00", "required": True}),
            _ZONE,
            (("--from",), {"metavar": "D", "required": True, "dest": "first"}),
            (("--count",), {"metavar": "N", "type": int, "default": 6}),
            _JSON,
        ),
    ),
    "invite": Command(
        N_("write a calendar file for a session or a series"),
        "times",
        "invite",
        (
            (("--session",), {"metavar": "ID", "default": None}),
            (("--series",), {"metavar": "ID", "default": None}),
            (("--out",), {"metavar": "PATH", "type": Path, "required": True}),
            (("--overwrite",), {"action": "store_true"}),
        ),
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
        for path in each.paths:
            command.add_argument(path, metavar=path.upper(), type=Path)
        for flags, options in each.arguments:
            command.add_argument(*flags, **options)
        command.add_argument("--passphrase-file", metavar="F", default=None)
        command.set_defaults(module=each.module, function=each.function)
    return parser
