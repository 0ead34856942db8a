"""The commands about promises and staying in touch: promises, promise, kept, checkin, today."""

import argparse
import sys
from datetime import date
from typing import Any

from mentor_desktop.cli.common import DONE, at_desk, person_id, print_json, row_id, shown
from mentor_desktop.cli.parser import Usage
from mentor_desktop.domain.ids import PromiseId, id_text
from mentor_desktop.domain.touch import CheckInKind
from mentor_desktop.domain.when import instant, iso_at
from mentor_desktop.services import ledger, people, promises, today, touch
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.words import _


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Usage(_("Give the day as 2026-12-08.")) from None


def _promise(row: PromiseRow) -> dict[str, Any]:
    return {
        "id": id_text(row.id),
        "name": row.owner_name,
        "state": str(row.stands.state),
        "due": row.stands.due.isoformat() if row.stands.due else None,
        "person_ids": [id_text(each) for each in (row.owner, row.receiver) if each],
        "mine": row.mine,
        "private": row.private,
        "text": row.text,
    }


@at_desk
def show(desk: Desk, options: argparse.Namespace) -> int:
    """List what is owed, mine first."""
    rows = promises.open_rows(desk)
    if options.person is not None:
        wanted = person_id(desk, options.person)
        rows = tuple(row for row in rows if wanted in (row.owner, row.receiver))
    if options.due_before is not None:
        last = _day(options.due_before)
        rows = tuple(row for row in rows if row.stands.due is not None and row.stands.due < last)
    if options.json:
        print_json([_promise(row) for row in rows])
    else:
        for row in rows:
            due = row.stands.due.isoformat() if row.stands.due else "-"
            print(f"{id_text(row.id)}  {due}  {row.stands.state}  {shown(row.owner_name)}: {shown(row.text)}")
    return DONE


@at_desk
def make(desk: Desk, options: argparse.Namespace) -> int:
    """Make a promise and print its id."""
    owner, receiver = person_id(desk, options.by), person_id(desk, options.to)
    made = promises.make(desk, owner, options.text, _day(options.due), receiver=receiver)
    print(id_text(made.id))
    return DONE


@at_desk
def kept(desk: Desk, options: argparse.Namespace) -> int:
    """Note that a promise was kept. Prints the id of the next one where it repeats."""
    again = ledger.kept(desk, PromiseId(row_id(options.id)))
    if again is not None:
        print(id_text(again))
    return DONE


@at_desk
def check_in(desk: Desk, options: argparse.Namespace) -> int:
    """Log a contact with a person and print its id."""
    text = sys.stdin.read() if options.text == "-" else options.text
    made = touch.check_in(desk, person_id(desk, options.person), CheckInKind(options.kind), text)
    print(id_text(made.id))
    return DONE


@at_desk
def day(desk: Desk, options: argparse.Namespace) -> int:
    """What Today shows, in its order: next session, promises, whom to be in touch with, what to wrap up."""
    found = today.today(desk)
    zone = people.current_zone(desk)
    lines: list[dict[str, Any]] = []
    if found.next is not None:
        head = found.next.head
        lines.append(
            {"kind": "session", "id": id_text(head.session.id), "name": head.title,
             "state": str(head.session.state), "at": iso_at(instant(head.session.when), zone),
             "person_ids": [id_text(person) for person, _name in head.people]}
        )  # fmt: skip
    lines += [{"kind": "promise", **_promise(row)} for row in found.promises]
    lines += [
        {"kind": "touch", "id": id_text(each.person), "name": each.name, "state": str(each.reason),
         "at": each.on.isoformat(), "person_ids": [id_text(each.person)], "text": each.about}
        for each in found.warm
    ]  # fmt: skip
    lines += [
        {"kind": "wrap-up", "id": id_text(each.id), "name": each.title, "state": "held",
         "at": each.here.isoformat(timespec="minutes"),
         "person_ids": [id_text(person) for person, _name in each.people]}
        for each in found.waiting
    ]  # fmt: skip
    lines += [
        {"kind": "week", "id": id_text(row.id), "name": row.title, "state": str(row.state),
         "at": iso_at(row.at, zone), "person_ids": [id_text(person) for person, _name in row.people]}
        for row in found.week
    ]  # fmt: skip
    if options.json:
        print_json(lines)
    else:
        for line in lines:
            print(
                f"{line['kind']}  {line['id']}  {shown(line['name'])}  {shown(line.get('text', ''))}".rstrip()
            )
    return DONE
