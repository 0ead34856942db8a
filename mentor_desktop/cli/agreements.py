"""The commands about agreements: agreement, agreed."""

import argparse
from datetime import date
from typing import Any

from mentor_desktop.cli.common import DONE, at_desk, person_id, print_json, shown
from mentor_desktop.domain.agreements import Agreement, Rule, Span, Value, Window
from mentor_desktop.domain.ids import RelationshipId, id_text
from mentor_desktop.services import agreed, agreements, clauses, people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.words import _


def _relationship(desk: Desk, options: argparse.Namespace) -> RelationshipId:
    found = people.relationships_of(desk, person_id(desk, options.person))
    if not found:
        raise Refused(_("There is no relationship with this person."))
    return found[-1].id


@at_desk
def show(desk: Desk, options: argparse.Namespace) -> int:
    """Print a version of the agreement with a person: the one in force, else the newest; or the one named."""
    known = agreements.versions(desk, _relationship(desk, options))
    chosen = _chosen(known, options.version)
    if options.json:
        print_json([_version(known, chosen)])
        return DONE
    print(_("Version %(number)d, %(state)s") % {
        "number": chosen.number, "state": known.status(chosen).state.value.replace("_", " ")
    })  # fmt: skip
    for clause in chosen.clauses:
        if clause.settled:
            print(f"\n{shown(clauses.title_of(clause.key, clause.title))}")
            for words in (clause.mentor, clause.mentee):
                if words:
                    print(f"  {shown(words)}")
    return DONE


def _chosen(known: agreements.Versions, number: int | None) -> Agreement:
    if number is not None:
        for each in known.every:
            if each.number == number:
                return each
        raise Refused(_("There is no version with this number."))
    newest = known.holding or (known.every[-1] if known.every else None)
    if newest is None:
        raise Refused(_("Nothing has been agreed with this person yet."))
    return newest


def _version(known: agreements.Versions, each: Agreement) -> dict[str, Any]:
    status = known.status(each)
    return {
        "id": id_text(each.id),
        "name": _("Version %(number)d") % {"number": each.number},
        "number": each.number,
        "state": str(status.state),
        "person_ids": [id_text(party) for party in each.parties],
        "agreed_by": [
            {"person_id": id_text(who), "on": event.on.isoformat() if event.on else None,
             "how": str(event.how) if event.how else None}
            for who, event in status.agreed.items()
        ],
        "clauses": [
            {"key": clause.key, "title": clauses.title_of(clause.key, clause.title), "choice": clause.choice,
             "mentor": clause.mentor, "mentee": clause.mentee, "data": _data(clause.data)}
            for clause in each.clauses if clause.settled
        ],
    }  # fmt: skip


@at_desk
def about(desk: Desk, options: argparse.Namespace) -> int:
    """Print what was agreed about one thing, and by which clause of which version; nothing if nothing was."""
    rule = agreed.about(desk, _relationship(desk, options), options.about)
    if options.json:
        print_json([_rule(rule)] if rule else [])
    elif rule is not None:
        print(agreed.because(rule))
        for name, value in _data(rule.data).items():
            print(f"  {name}: {shown(str(value))}")
    return DONE


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "about": rule.about, "clause": rule.clause, "choice": rule.choice, "version": rule.number,
        "data": _data(rule.data), "because": agreed.because(rule),
    }  # fmt: skip


def _data(data: Any) -> dict[str, Any]:
    return {name: _plain(value) for name, value in data.items()}


def _plain(value: Value | Window | int) -> Any:
    if isinstance(value, Span):
        return {"from": value.since.isoformat("minutes"), "to": value.until.isoformat("minutes")}
    if isinstance(value, Window):
        return {"days": list(value.days), **_plain(value.span),
                "person_id": id_text(value.person) if value.person else None}  # fmt: skip
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
