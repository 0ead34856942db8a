"""Sample data: invented people and nine months of sessions, made through the same services as real ones.

Dates are relative to the desk's clock, so that there is always a session today.
"""

import tomllib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from mentor_desktop import RESOURCES
from mentor_desktop.domain.ids import MINUTE, Millis, PersonId, SessionId
from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.domain.people import Phase, Role
from mentor_desktop.domain.sessionclock import Reading
from mentor_desktop.domain.touch import CheckInKind
from mentor_desktop.domain.when import When, instant
from mentor_desktop.services import agenda, notes, people, promises, running, sessions, touch, wrapping
from mentor_desktop.services.desk import Clock, Desk
from mentor_desktop.store import people as people_store

MENTOR, MENTOR_ZONE = "Maya Lind", "Europe/Stockholm"
START_HOUR = 15  # of today's session, if that is still to come


class _ThatDay:
    """A clock that shows a moment of the past, for things that happened then."""

    def __init__(self, at: Millis, zone: str) -> None:
        self.at = at
        self._zone = zone

    def reading(self) -> Reading:
        return Reading(self.at, self.at, self.at, "sample")

    def zone(self) -> str:
        return self._zone


def _then(desk: Desk, at: Millis) -> Desk:
    clock: Clock = _ThatDay(at, MENTOR_ZONE)
    return replace(desk, clock=clock)


def fill(desk: Desk) -> None:
    """Fill a new vault whose user is `MENTOR`, all or nothing."""
    with desk.change():
        _fill(desk)


def _fill(desk: Desk) -> None:
    data = tomllib.loads((RESOURCES / "content" / "en" / "sample.toml").read_text(encoding="utf-8"))
    today = desk.today(MENTOR_ZONE)
    known: dict[str, PersonId] = {"maya": people.me(desk).id}
    hours: dict[str, int] = {}
    for entry in data["person"]:
        known[entry["key"]] = _add_person(desk, entry, today)
        hours[entry["key"]] = entry.get("hour", 11)
    held = [entry for entry in data["session"] if entry["ago"] > 0]
    for entry in sorted(held, key=lambda each: -each["ago"]):
        _hold(desk, entry, known, hours, today)
    for entry in data["session"]:
        if entry["ago"] <= 0:
            _plan(desk, entry, known, hours, today)
    for entry in held:
        for promise in entry.get("promises", ()):
            _play(desk, entry, promise, today)
    _stay_in_touch(desk, data, known, today)


def _stay_in_touch(desk: Desk, data: dict[str, Any], known: dict[str, PersonId], today: date) -> None:
    """The days that matter to them, and what was said between the sessions."""
    for entry in data["occasion"]:
        if "ago" in entry:
            that = today - timedelta(days=entry["ago"])
            touch.add_occasion(
                desk, known[entry["who"]], entry["title"], that.month, that.day, that.year,
                ask_after=entry["ask"],
            )  # fmt: skip
        else:
            touch.add_occasion(desk, known[entry["who"]], entry["title"], entry["month"], entry["day"])
    for entry in data["checkin"]:
        noon = instant(When(datetime.combine(today - timedelta(days=entry["ago"]), time(12)), MENTOR_ZONE))
        touch.check_in(_then(desk, noon), known[entry["who"]], CheckInKind(entry["kind"]), entry["text"])


def _add_person(desk: Desk, entry: dict[str, Any], today: date) -> PersonId:
    role = Role(entry["role"]) if entry["role"] else None
    person = people.add(
        desk, entry["name"], zone=entry["zone"], headline=entry["headline"], role=role,
        cadence_days=entry.get("cadence"),
    )  # fmt: skip
    person = people.edit(desk, replace(person, say_it=entry.get("say_it", ""), about=entry.get("about", "")))
    if role is not None:
        with desk.read() as c:
            relationship = people_store.load_relationships(c, person.id)[-1]
        started = today - timedelta(days=270 if entry["key"] == "sofia" else 90)
        people.edit_relationship(desk, replace(relationship, phase=Phase(entry["phase"]), started=started))
    return person.id


def _when(entry: dict[str, Any], hours: dict[str, int], today: date) -> When:
    day = today - timedelta(days=entry["ago"])
    return When(datetime.combine(day, time(hours[entry["with"]])), MENTOR_ZONE)


def _plan(
    desk: Desk, entry: dict[str, Any], known: dict[str, PersonId], hours: dict[str, int], today: date
) -> SessionId:
    when = _when(entry, hours, today)
    if entry["ago"] == 0:
        when = _later_today(desk, when)
    link = entry.get("link", "")
    session = sessions.plan(desk, [known[entry["with"]]], when, entry.get("minutes", 50), link=link)
    _prepare(desk, session.id, entry, known)
    return session.id


def _later_today(desk: Desk, when: When) -> When:
    """The usual hour, or the next half hour if that has passed, but always today."""
    from mentor_desktop.domain.when import wall_at

    now = wall_at(desk.now(), MENTOR_ZONE)
    if now < when.wall - timedelta(minutes=30):
        return when
    soon = (now + timedelta(minutes=60)).replace(minute=0 if now.minute < 30 else 30)
    late = datetime.combine(when.wall.date(), time(23, 0))
    return When(min(soon, late), when.zone)


def _prepare(desk: Desk, session: SessionId, entry: dict[str, Any], known: dict[str, PersonId]) -> None:
    if "template" in entry:
        parts = agenda.use_template(desk, session, agenda.template_named(desk, entry["template"]))
        if "topic" in entry:
            longest = max(parts, key=lambda part: part.minutes)
            agenda.edit_part(desk, replace(longest, title=entry["topic"], topic_of=known[entry["with"]]))
    for field in ("intention", "preparation"):
        if field in entry:
            wrapping.say(desk, session, field, entry[field])


def _hold(
    desk: Desk, entry: dict[str, Any], known: dict[str, PersonId], hours: dict[str, int], today: date
) -> None:
    begin = instant(_when(entry, hours, today))
    length = entry.get("minutes", 50)
    session = _plan(_then(desk, Millis(begin - 60 * MINUTE)), entry, known, hours, today)
    run = running.start(_then(desk, begin), session)
    passed = 0
    for part in run.parts[1:]:
        passed += round(run.parts[part.position - 1].minutes * (length - 1) / max(1, _sum(run)))
        running.enter(_then(desk, Millis(begin + passed * MINUTE)), session, part.id)
    for minute, kind, audience, text in entry.get("notes", ()):
        notes.write(
            _then(desk, Millis(begin + minute * MINUTE)), text, session=session, kind=NoteKind(kind),
            audience=EVERYONE if audience == "shared" else None,
        )  # fmt: skip
    end = _then(desk, Millis(begin + (length - 1) * MINUTE))
    running.end(end, session)
    after = _then(desk, Millis(begin + (length + 4) * MINUTE))
    for promise in entry.get("promises", ()):
        due = _when(entry, hours, today).wall.date() + timedelta(days=promise["due"])
        made = promises.make(after, known[promise["by"]], promise["text"], due, session=session)
        promise["id"] = made.id
        promise["made"] = after.now()
    _close(after, session, entry)


def _sum(run: running.Run) -> int:
    return sum(part.minutes for part in run.parts)


def _close(after: Desk, session: SessionId, entry: dict[str, Any]) -> None:
    wrapping.say(after, session, "mattered", entry.get("mattered", ""))
    for what, value in zip(("trust", "listening", "progress"), entry.get("ratings", ()), strict=False):
        wrapping.rate(after, session, what, value)
    checklist = wrapping.load(after, session).checklist
    unwrapped = entry.get("unwrapped", False)
    for each in checklist[: len(checklist) - 2 if unwrapped else len(checklist)]:
        if not unwrapped or each.item.default != wrapping.SUMMARY_ITEM:
            wrapping.tick(after, each.item.id)
    if not unwrapped:
        wrapping.finish(after, session)


def _play(desk: Desk, entry: dict[str, Any], promise: dict[str, Any], today: date) -> None:
    """What became of a promise since: moved, kept in time or late, or still open."""
    made: int = promise["made"]
    day = 24 * 60 * MINUTE
    if "moved" in promise:
        due = today - timedelta(days=entry["ago"]) + timedelta(days=promise["moved"])
        promises.move_due(_then(desk, Millis(made + (promise["due"] - 2) * day)), promise["id"], due)
    if "kept" in promise:
        promises.kept(_then(desk, Millis(made + promise["kept"] * day)), promise["id"])
