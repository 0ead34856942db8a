"""The commands about people: people, person-add."""

import argparse

from mentor_desktop.cli.common import DONE, at_desk, print_json, shown
from mentor_desktop.domain.ids import id_text
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk


@at_desk
def show(desk: Desk, options: argparse.Namespace) -> int:
    """List everyone but the user."""
    rows = people.rows(desk)
    if options.json:
        print_json(
            [
                {
                    "id": id_text(row.id),
                    "name": row.name,
                    "zone": row.zone,
                    "state": str(row.phase) if row.phase else "contact",
                    "archived": row.archived,
                }
                for row in rows
            ]
        )
    else:
        for row in rows:
            print(f"{id_text(row.id)}  {shown(row.name)}  {row.zone}")
    return DONE


@at_desk
def add(desk: Desk, options: argparse.Namespace) -> int:
    """Add a person with whom the user is the mentor."""
    zone = options.zone or people.current_zone(desk)
    print(id_text(people.add(desk, options.name, zone=zone).id))
    return DONE
