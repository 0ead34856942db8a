"""The commands about goals: goals, goal-progress."""

import argparse

from mentor_desktop.cli.common import DONE, at_desk, person_id, print_json, row_id, shown
from mentor_desktop.cli.parser import Usage
from mentor_desktop.domain.ids import GoalId, id_text
from mentor_desktop.domain.when import iso_at
from mentor_desktop.services import goal_rows, goals, people
from mentor_desktop.services.desk import Desk
from mentor_desktop.words import _


@at_desk
def show(desk: Desk, options: argparse.Namespace) -> int:
    """List the goals, of one person or of all."""
    zone = people.current_zone(desk)
    rows = goal_rows.rows(desk)
    if options.person is not None:
        wanted = {each.id for each in people.relationships_of(desk, person_id(desk, options.person))}
        rows = tuple(row for row in rows if row.relationship in wanted)
    if options.json:
        print_json(
            [
                {
                    "id": id_text(row.id),
                    "name": row.aim,
                    "state": str(row.state),
                    "at": iso_at(row.touched, zone) if row.touched is not None else None,
                    "person_ids": [id_text(person) for person in row.people],
                    "private": row.private,
                    "measure": str(row.progress.measure),
                    "value": row.progress.value,
                    "share": row.progress.share,
                    "target_date": row.target_date.isoformat() if row.target_date else None,
                }
                for row in rows
            ]
        )
    else:
        for row in rows:
            print(f"{id_text(row.id)}  {row.state}  {shown(row.aim)}")
    return DONE


@at_desk
def progress(desk: Desk, options: argparse.Namespace) -> int:
    """Note where a goal stands on its measure, and by what one sees it."""
    try:
        value = float(options.value)
    except ValueError:
        raise Usage(_("Give the value as a number: 6 or 6.5.")) from None
    goals.progressed(desk, GoalId(row_id(options.goal)), value, evidence=options.evidence or "")
    return DONE
