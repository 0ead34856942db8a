"""What the New session page reads and writes, in the order that the services need it. No Qt."""

from __future__ import annotations

from dataclasses import replace

from mentor_desktop.domain.ids import MINUTE, Millis, SessionId
from mentor_desktop.domain.sessions import SHORTEST, Participant, Session, SessionState
from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.services import agenda, people, sessions, settings
from mentor_desktop.services.desk import Desk
from mentor_desktop.ui.newsession.state import Draft, Known


def load(desk: Desk, session: SessionId | None) -> Known:
    """Everything the form needs."""
    about = sessions.get(desk, session) if session is not None else None
    there = {p.person for p in about.participants} if about is not None else set()
    everyone = tuple(each for each in people.everyone(desk) if not each.archived or each.id in there)
    minutes = int(settings.get(desk)["session_minutes"])
    home = people.current_zone(desk)
    return Known(people.me(desk), everyone, home, minutes, agenda.templates(desk), about)


def draft_of(about: Session) -> Draft:
    """The form for a session that is planned, called off or held."""
    chosen = tuple(p.person for p in about.participants)
    draft = Draft("move", chosen, about.when, about.follows, about.minutes, about.link)
    if about.state is not SessionState.HELD:
        return draft
    if about.started is None or about.ended is None:
        return replace(draft, mode="held")
    minutes = max(round((about.ended - about.started) / MINUTE), SHORTEST)
    return replace(draft, mode="held", when=at_minute(about.started, about.when.zone), minutes=minutes)


def at_minute(moment: Millis, zone: str) -> When:
    """An instant as a wall time, to the minute."""
    wall = wall_at(moment, zone)
    return When(wall.replace(second=0, microsecond=0, fold=0), zone, wall.fold)


def save(desk: Desk, draft: Draft, about: Session | None) -> Session:
    """Put the form on disk, whole or not at all. Raises Refused with a sentence."""
    if about is not None:
        return _held(desk, draft, about) if draft.mode == "held" else _moved(desk, draft, about)
    if draft.mode == "past":
        return sessions.log_past(desk, draft.chosen, draft.when, draft.minutes)
    with desk.change():
        made = sessions.plan(
            desk, draft.chosen, draft.when, draft.minutes, link=draft.link, follows=draft.follows
        )
        if draft.template:
            agenda.use_template(desk, made.id, agenda.template_named(desk, draft.template))
    return made


def _held(desk: Desk, draft: Draft, about: Session) -> Session:
    begun = about.started
    if begun is None or at_minute(begun, about.when.zone) != draft.when:
        begun = instant(sessions.checked_when(draft.when))
    ended = Millis(begun + draft.minutes * MINUTE)
    return sessions.edit(desk, replace(about, started=begun, ended=ended))


def _moved(desk: Desk, draft: Draft, about: Session) -> Session:
    with desk.change():
        if draft.when != about.when:
            about = sessions.move(desk, about.id, draft.when, draft.by)
        known = {each.person: each for each in about.participants}
        changed = replace(
            about, minutes=draft.minutes, link=draft.link, follows=draft.follows,
            participants=tuple(known.get(each, Participant(person=each)) for each in draft.chosen),
        )  # fmt: skip
        return sessions.edit(desk, changed)


def put_back(desk: Desk, before: Session) -> Session:
    """Make a session that was changed in the form what it was before, unless it has begun meanwhile."""
    with desk.change():
        now = sessions.get(desk, before.id)
        if now.when != before.when:
            now = sessions.move(desk, before.id, before.when)
        return sessions.edit(
            desk,
            replace(
                now, relationship=before.relationship, participants=before.participants,
                minutes=before.minutes, link=before.link, follows=before.follows, state=before.state,
                off_by=before.off_by, off_told=before.off_told,
            ),
        )  # fmt: skip
