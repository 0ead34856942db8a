"""The command line: the same services without a window, and without Qt.

Heavy modules are imported by the commands that need them, since the window's start passes through here
to learn the names of the commands.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from mentor_desktop.words import N_, _, ngettext

if TYPE_CHECKING:
    from mentor_desktop.domain.ids import PersonId
    from mentor_desktop.services.desk import Desk
    from mentor_desktop.services.vaults import Opened

DONE, OTHER, USAGE, WRONG_PASSPHRASE, DAMAGED, IN_USE = 0, 1, 2, 3, 4, 5


class Usage(Exception):
    """The command was given wrongly; the text says how."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without a usage block."""

    def error(self, message: str) -> NoReturn:
        raise Usage(" ".join(message.split()))


def run(argv: list[str]) -> int:
    """Run one command. Returns its exit code; errors are one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = _parser().parse_args(argv)
        command: Callable[[argparse.Namespace], int] = options.run
        code = command(options)
        sys.stdout.flush()
    except Usage as error:
        return _complain(str(error), USAGE)
    except KeyboardInterrupt:
        return _complain(_("Stopped."), OTHER)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OTHER
    except Exception as error:
        return _complain(*_what_went_wrong(error))
    return code


def _complain(sentence: str, code: int) -> int:
    print(f"mentor-desktop: {sentence}", file=sys.stderr)
    return code


def _what_went_wrong(error: Exception) -> tuple[str, int]:
    from mentor_desktop import vault
    from mentor_desktop.services import vaults
    from mentor_desktop.services.refusal import Refused
    from mentor_desktop.store.rows import Gone

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
    if isinstance(error, vault.VaultError):
        return vaults.sentence(error), OTHER
    # The type alone: the text of a foreign error could hold words of the vault.
    return _("Something went wrong (%(kind)s). Nothing was changed.") % {"kind": type(error).__name__}, OTHER


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="mentor-desktop", add_help=True)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    for name, (about, arguments, action) in _COMMANDS.items():
        command = commands.add_parser(name, help=_(about), description=_(about))
        command.add_argument("dir", metavar="DIR", type=Path)
        for flags, options in arguments:
            command.add_argument(*flags, **options)
        command.add_argument("--passphrase-file", metavar="F", default=None)
        command.set_defaults(run=action)
    return parser


def _passphrase(options: argparse.Namespace, *, twice: bool = False) -> str:
    source = options.passphrase_file
    if source == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if source is not None:
        try:
            with Path(source).open(encoding="utf-8", newline="") as file:
                text = file.read(1 << 20)
        except (OSError, UnicodeError):
            raise Usage(_("The passphrase file cannot be read.")) from None
        return text.removesuffix("\n").removesuffix("\r")
    if not sys.stdin.isatty():
        raise Usage(_("Give the passphrase with --passphrase-file F, or - for standard input."))
    import getpass

    first = getpass.getpass(_("Passphrase: "))
    if twice and getpass.getpass(_("Once more: ")) != first:
        raise Usage(_("The two passphrases differ. Nothing was made."))
    return first


def _open(options: argparse.Namespace) -> "Opened":
    from mentor_desktop.services import vaults

    return vaults.open_vault(options.dir, passphrase=_passphrase(options))


def _with_desk(action: Callable[["Desk", argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """A command that opens the vault, acts, and closes it whatever happens."""

    def command(options: argparse.Namespace) -> int:
        opened = _open(options)
        try:
            return action(opened.desk, options)
        finally:
            opened.close()

    return command


def _person(desk: "Desk", text: str) -> "PersonId":
    from mentor_desktop.domain.ids import PersonId
    from mentor_desktop.services import people

    return people.me(desk).id if text == "me" else PersonId(_id(text))


def _id(text: str) -> bytes:
    from mentor_desktop.domain.ids import id_from_text

    try:
        return id_from_text(text)
    except ValueError:
        raise Usage(_("This is not an id. Ids are printed by people, sessions and notes.")) from None


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _shown(text: str) -> str:
    """Text for a terminal: no control characters that could move its cursor. Unchanged in a pipe."""
    if not sys.stdout.isatty():
        return text
    return "".join(char if char in "\n\t" or char.isprintable() else "\ufffd" for char in text)


def _create(options: argparse.Namespace) -> int:
    from mentor_desktop.services import vaults
    from mentor_desktop.services.clocks import SystemClock
    from mentor_desktop.services.people import checked_zone
    from mentor_desktop.services.refusal import name_of

    zone = checked_zone(options.zone or SystemClock().zone())
    name = name_of(options.name)
    opened, recovery_key = vaults.create(options.dir, _passphrase(options, twice=True), name, zone)
    opened.close()
    print(recovery_key)
    return DONE


def _sample(options: argparse.Namespace) -> int:
    from mentor_desktop.services import sample, vaults

    passphrase = _passphrase(options, twice=True)
    opened, recovery_key = vaults.create(options.dir, passphrase, sample.MENTOR, sample.MENTOR_ZONE)
    try:
        sample.fill(opened.desk)
    finally:
        opened.close()
    print(recovery_key)
    return DONE


def _info(options: argparse.Namespace) -> int:
    from mentor_desktop import __version__
    from mentor_desktop.services import vaults

    opened = _open(options)
    try:
        facts = {"program": __version__, **vaults.facts(opened)}
    finally:
        opened.close()
    if options.json:
        _print_json(facts)
    else:
        for name, value in facts.items():
            print(f"{name}: {value}")
    return DONE


def _check(options: argparse.Namespace) -> int:
    opened = _open(options)
    try:
        findings = opened.vault.check()
    finally:
        opened.close()
    if findings:
        for line in findings:
            print(line)
        return _complain(_("The vault is damaged. Bring it back from a copy."), DAMAGED)
    print(_("The vault is sound."))
    return DONE


def _people(desk: "Desk", options: argparse.Namespace) -> int:
    from mentor_desktop.domain.ids import id_text
    from mentor_desktop.services import people

    rows = people.rows(desk)
    if options.json:
        _print_json(
            [
                {"id": id_text(row.id), "name": row.name, "zone": row.zone,
                 "state": str(row.phase) if row.phase else "contact", "archived": row.archived}
                for row in rows
            ]
        )  # fmt: skip
    else:
        for row in rows:
            print(f"{id_text(row.id)}  {_shown(row.name)}  {row.zone}")
    return DONE


def _person_add(desk: "Desk", options: argparse.Namespace) -> int:
    from mentor_desktop.domain.ids import id_text
    from mentor_desktop.services import people

    zone = options.zone or people.current_zone(desk)
    print(id_text(people.add(desk, options.name, zone=zone).id))
    return DONE


def _sessions(desk: "Desk", options: argparse.Namespace) -> int:
    from mentor_desktop.domain.ids import id_text
    from mentor_desktop.domain.when import iso_at
    from mentor_desktop.services import people, sessions

    zone = people.current_zone(desk)
    rows = sessions.rows(desk)
    if options.json:
        _print_json(
            [
                {"id": id_text(row.id), "name": row.title, "state": str(row.state), "at": iso_at(row.at, zone),
                 "minutes": row.minutes, "number": row.number,
                 "person_ids": [id_text(person) for person, _name in row.people]}
                for row in rows
            ]
        )  # fmt: skip
    else:
        for row in rows:
            print(f"{id_text(row.id)}  {iso_at(row.at, zone)}  {row.state}  {_shown(row.title)}")
    return DONE


def _plan(desk: "Desk", options: argparse.Namespace) -> int:
    from datetime import datetime

    from mentor_desktop.domain.ids import id_text
    from mentor_desktop.domain.sessions import DEFAULT_MINUTES
    from mentor_desktop.domain.when import When
    from mentor_desktop.services import agenda, people, sessions

    try:
        wall = datetime.fromisoformat(options.at)
    except ValueError:
        raise Usage(_("Give the time as 2026-12-08T15:00.")) from None
    if wall.tzinfo is not None:
        raise Usage(_("Give the time without an offset, and its zone with --zone.")) from None
    when = When(wall, options.zone or people.current_zone(desk))
    with_people = [_person(desk, text) for text in options.person]
    template = agenda.template_named(desk, options.template) if options.template else None
    minutes = options.minutes or (template.minutes if template else DEFAULT_MINUTES)
    with desk.change():  # the session and its agenda, both or neither
        session = sessions.plan(desk, with_people, when, minutes)
        if template is not None:
            agenda.use_template(desk, session.id, template)
    if warning := sessions.hour_warning(session.when):
        print(f"mentor-desktop: {warning}", file=sys.stderr)
    for other in sessions.overlaps(desk, session.when, minutes, but=session.id)[:1]:
        told = _("This overlaps %(title)s.") % {"title": _shown(other.title)}
        print(f"mentor-desktop: {told}", file=sys.stderr)
    print(id_text(session.id))
    return DONE


def _note(desk: "Desk", options: argparse.Namespace) -> int:
    from mentor_desktop.domain.ids import SessionId, id_text
    from mentor_desktop.domain.notes import EVERYONE
    from mentor_desktop.services import notes

    text = sys.stdin.read() if options.text == "-" else options.text
    session = SessionId(_id(options.session)) if options.session else None
    person = _person(desk, options.person) if options.person else None
    audience = EVERYONE if options.shared else None
    print(id_text(notes.write(desk, text, session=session, person=person, audience=audience).id))
    return DONE


def _notes(desk: "Desk", options: argparse.Namespace) -> int:
    from mentor_desktop.domain.ids import id_text
    from mentor_desktop.domain.when import iso_at
    from mentor_desktop.services import notes, people

    found = notes.search(desk, options.search) if options.search is not None else notes.every(desk)
    if options.json:
        zone = people.current_zone(desk)
        _print_json(
            [
                {"id": id_text(note.id), "private": note.audience is None, "text": note.text,
                 "at": iso_at(note.at, zone), "state": str(note.kind),
                 "session_id": id_text(note.session) if note.session else None,
                 "person_ids": [id_text(person) for person in notes.about(desk, note)]}
                for note in found
            ]
        )  # fmt: skip
    else:
        for note in found:
            state = "private" if note.audience is None else "shared"
            print(f"{id_text(note.id)}  {state}  {_shown(note.text)}")
    return DONE


def _export(desk: "Desk", options: argparse.Namespace) -> int:
    from mentor_desktop.domain.ids import SessionId
    from mentor_desktop.services import exporting, sharing

    session = SessionId(_id(options.session))
    summary = sharing.summary(desk, session)
    missing = exporting.missing_letters(summary) if options.format == "pdf" else ""
    if missing:
        told = ngettext(
            "No font here has this letter, so it shows as a box: %(letters)s",
            "No font here has these letters, so they show as boxes: %(letters)s",
            len(missing),
        ) % {"letters": " ".join(missing[:40])}
        print(f"mentor-desktop: {told}", file=sys.stderr)
    exporting.export(desk, session, summary, options.format, options.out, overwrite=options.overwrite)
    return DONE


_Argument = tuple[tuple[str, ...], dict[str, Any]]
_JSON: _Argument = (("--json",), {"action": "store_true"})
_ZONE: _Argument = (("--zone",), {"metavar": "Z", "default": None})
_SESSION: _Argument = (("--session",), {"metavar": "ID", "required": True})

_COMMANDS: dict[str, tuple[str, list[_Argument], Callable[[argparse.Namespace], int]]] = {
    "create": (
        N_("make a vault and print its recovery key"),
        [(("--name",), {"metavar": "N", "default": "Me"}), _ZONE],
        _create,
    ),
    "sample": (N_("make a vault with sample data and print its recovery key"), [], _sample),
    "info": (N_("count what is in a vault, and tell its versions"), [_JSON], _info),
    "check": (N_("check that a vault is sound"), [], _check),
    "people": (N_("list everyone but you"), [_JSON], _with_desk(_people)),
    "person-add": (
        N_("add a mentee and print the id"),
        [(("name",), {"metavar": "NAME"}), _ZONE],
        _with_desk(_person_add),
    ),
    "sessions": (N_("list the sessions"), [_JSON], _with_desk(_sessions)),
    "plan": (
        N_("plan a session and print its id"),
        [
            (("--with",), {"metavar": "ID", "action": "append", "required": True, "dest": "person"}),
            (("--at",), {"metavar": "TIME", "required": True}),
            _ZONE,
            (("--minutes",), {"metavar": "N", "type": int, "default": None}),
            (("--template",), {"metavar": "T", "default": None}),
        ],
        _with_desk(_plan),
    ),
    "note": (
        N_("write a note, private unless --shared, and print its id"),
        [
            (("--session",), {"metavar": "ID", "default": None}),
            (("--person",), {"metavar": "ID", "default": None}),
            (("--shared",), {"action": "store_true"}),
            (("text",), {"metavar": "TEXT"}),
        ],
        _with_desk(_note),
    ),
    "notes": (
        N_("list the notes, or those that hold some words"),
        [(("--search",), {"metavar": "WORDS", "default": None}), _JSON],
        _with_desk(_notes),
    ),
    "export": (
        N_("write a session's summary, shared words only"),
        [
            _SESSION,
            (("--format",), {"choices": ["md", "html", "pdf", "docx", "txt"], "required": True}),
            (("--out",), {"metavar": "PATH", "type": Path, "required": True}),
            (("--overwrite",), {"action": "store_true"}),
        ],
        _with_desk(_export),
    ),
}
COMMANDS: frozenset[str] = frozenset(_COMMANDS)
"""The names that make a first argument a command."""
