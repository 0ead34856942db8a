"""The access card and the life-fit card of a person, each one JSON value."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from mentor_desktop.domain.agreements import Span, Window
from mentor_desktop.domain.cards import AccessCard, DatedWindow, LifeCard
from mentor_desktop.domain.ids import PersonId
from mentor_desktop.store.agreement_tables import card
from mentor_desktop.store.rows import Stamp

ACCESS, LIFE = "access", "life"


def load_access(c: Connection, person: PersonId) -> AccessCard:
    """What a person needs; an empty card where nothing was said."""
    value = _value(c, person, ACCESS)
    return AccessCard(**{**value, "languages": tuple(value.get("languages", ()))})


def load_life(c: Connection, person: PersonId) -> LifeCard:
    """How meetings fit a person's days; an empty card where nothing was said."""
    value = _value(c, person, LIFE)
    if not value:
        return LifeCard()
    hours = value["working_hours"]
    return LifeCard(
        **{
            **value,
            "working_days": tuple(value["working_days"]),
            "working_hours": _span(hours) if hours else None,
            "kept_free": tuple(Window(tuple(days), _span(span)) for days, span in value["kept_free"]),
            "away": tuple(
                DatedWindow(date.fromisoformat(since), date.fromisoformat(until))
                for since, until in value["away"]
            ),
        }
    )


def _value(c: Connection, person: PersonId, kind: str) -> Mapping[str, Any]:
    found = c.execute(select(card.c.value).where(card.c.person == person, card.c.kind == kind)).scalar()
    value: Mapping[str, Any] = json.loads(found) if found else {}
    return value


def _span(pair: list[str]) -> Span:
    return Span(time.fromisoformat(pair[0]), time.fromisoformat(pair[1]))


def _pair(span: Span) -> list[str]:
    return [span.since.isoformat("minutes"), span.until.isoformat("minutes")]


def save_access(c: Connection, person: PersonId, each: AccessCard, stamp: Stamp) -> None:
    """Keep what a person needs."""
    _save(c, person, ACCESS, asdict(each), stamp)


def save_life(c: Connection, person: PersonId, each: LifeCard, stamp: Stamp) -> None:
    """Keep how meetings fit a person's days."""
    value = {
        "working_days": list(each.working_days),
        "working_hours": _pair(each.working_hours) if each.working_hours else None,
        "kept_free": [[list(window.days), _pair(window.span)] for window in each.kept_free],
        "away": [[window.since.isoformat(), window.until.isoformat()] for window in each.away],
        "camera": each.camera,
        "grace_minutes": each.grace_minutes,
        "free_cancels": each.free_cancels,
        "holidays": each.holidays,
    }
    _save(c, person, LIFE, value, stamp)


def _save(c: Connection, person: PersonId, kind: str, value: Mapping[str, Any], stamp: Stamp) -> None:
    written = {"value": json.dumps(value, ensure_ascii=False), "changed": stamp.at, "device": stamp.device}
    statement = upsert(card).values(person=person, kind=kind, **written)
    c.execute(statement.on_conflict_do_update(index_elements=["person", "kind"], set_=written))
