"""What the Prepare page shows, worked out from the brief. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.private import Ratings
from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.domain.sessions import Leads, Part, PartKind, Session, SessionState, planned_minutes
from mentor_desktop.domain.when import date_at, instant
from mentor_desktop.services.agenda import Template
from mentor_desktop.services.agreed_hints import NEED
from mentor_desktop.services.preparing import Brief, LastTime
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.services.sessions import Head
from mentor_desktop.services.sharing import short_names
from mentor_desktop.ui.goals.words import goals_shown
from mentor_desktop.words import _, ago, day, ngettext

Chip = tuple[str, str]  # words and kind


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise of either side."""

    id: str
    text: str
    who: str
    chip: Chip
    done: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note that waits to be asked about."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class LastShown:
    """The session before this one."""

    caption: str
    moments: tuple[str, ...]
    felt: str


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part of the agenda, with everything its editor needs."""

    id: str
    title: str
    minutes: int
    lead: str  # "both", or a first name
    sub: str  # "Amara’s topic · moved once"
    leads: str
    topic: str  # hex id, "" for everyone
    kind: str
    strong: bool  # a topic of one's own, the heart of the session
    spoken: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One of the checks before joining."""

    id: str
    text: str
    hint: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class PrepareState:
    """Everything of the Prepare page."""

    head: Head
    last: LastShown | None
    first_words: str  # in place of the last session, where there was none
    promises: tuple[PromiseLine, ...]
    goals: tuple[tuple[str, str], ...]  # aim, and what stands out or comes next
    to_check: tuple[NoteLine, ...]
    questions: tuple[NoteLine, ...]
    parts: tuple[PartShown, ...]
    sum: str
    fits: bool
    templates: tuple[tuple[str, str], ...]
    template: str  # "" while none is chosen
    own_template: bool
    usual: str
    leads: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]
    intention: str
    notes: str
    checks: tuple[CheckLine, ...]
    start: str  # words of the main button, "" for none
    share_safe: bool
    agreement: str = ""  # what there is to say about the agreement
    agreement_words: str = ""  # of the button beside it


def state_of(
    brief: Brief, templates: tuple[Template, ...], usual: str, mine: str, today: date, share_safe: bool
) -> PrepareState:
    """The page as it stands. `mine` is the mentor's hex id."""
    zone = brief.head.mine.zone
    session = brief.head.session
    own = {each.id for each in templates if each.own}
    known = {each.id for each in templates}
    total = planned_minutes(brief.parts)
    chosen = session.template if brief.parts and session.template in known else ""
    words = ngettext("%(total)d of %(minutes)d min", "%(total)d of %(minutes)d min", session.minutes)
    return PrepareState(
        head=brief.head,
        last=last_shown(brief.last, zone, share_safe) if brief.last is not None else None,
        first_words=_("This is the first session. What you promise each other will stand here."),
        promises=tuple(
            promise_line(row, today) for row in brief.promises if not (share_safe and row.private)
        ),
        goals=goals_shown(brief.goals, brief.now, today, share_safe),
        to_check=() if share_safe else tuple(NoteLine(note.id.hex(), note.text) for note in brief.to_check),
        questions=() if share_safe else tuple(NoteLine(note.id.hex(), note.text) for note in brief.questions),
        parts=tuple(part_shown(part, brief.head, mine) for part in brief.parts),
        sum=words % {"total": total, "minutes": session.minutes},
        fits=total == session.minutes,
        templates=(("", _("Choose a template…")), *((each.id, each.name) for each in templates)),
        template=chosen,
        own_template=chosen in own,
        usual=usual if usual in known else "",
        leads=lead_options(brief.head),
        topics=topic_options(brief.head, mine),
        intention="" if share_safe else brief.preparation.intention,
        notes="" if share_safe else brief.preparation.notes,
        checks=tuple(
            CheckLine(c.id, c.text, c.hint, c.id in brief.ticked)
            for c in brief.checks
            if not (share_safe and c.id.startswith(NEED))
        ),
        start=start_words(session),
        share_safe=share_safe,
        agreement=brief.agreement.sentence if brief.agreement is not None else "",
        agreement_words=_agreement_words(brief),
    )


def _agreement_words(brief: Brief) -> str:
    if brief.agreement is None:
        return ""
    return _("Look at it") if brief.agreement.begun else _("Talk it through")


def start_words(session: Session) -> str:
    """Words of the main button."""
    if session.state is SessionState.RUNNING:
        return _("Go to the session")
    return "" if session.state is SessionState.HELD else _("Start session")


def last_shown(last: LastTime, zone: str, share_safe: bool) -> LastShown:
    """The session before, in a few words."""
    held = date_at(instant(last.session.when), zone)
    parts = [day(held, "short")]
    if last.session.number is not None:
        parts.append(_("session %(number)d") % {"number": last.session.number})
    parts.append(ago(last.days_ago))
    moments = [note.text for note in last.moments if not share_safe or note.audience == ()]
    return LastShown(
        caption=" · ".join(parts).upper(),
        moments=tuple(moments),
        felt="" if share_safe else felt_words(last.ratings),
    )


def felt_words(ratings: Ratings) -> str:
    """ "Trust 4 of 5 · listening 3 of 5"; what was not rated is left out."""
    sentences = (
        (ratings.trust, _("Trust %(value)d of 5")),
        (ratings.listening, _("Listening %(value)d of 5")),
        (ratings.progress, _("Progress %(value)d of 5")),
    )
    return " · ".join(words % {"value": value} for value, words in sentences if value is not None)


def promise_line(row: PromiseRow, today: date) -> PromiseLine:
    """A promise with its state in a word."""
    state, who = row.stands.state, _("You") if row.mine else row.owner_name
    done = not row.stands.is_open
    if state is PromiseState.KEPT:
        chip = (_("kept"), "ok")
    elif state is PromiseState.KEPT_LATE:
        chip = (_("kept late"), "ok")
    elif state is PromiseState.DROPPED:
        chip = (_("dropped"), "neutral")
    elif state is PromiseState.OVERDUE:
        chip = (_("was due %(day)s") % {"day": row.due_words}, "warn")
    elif row.stands.due == today:
        chip = (_("today"), "warn")
    else:
        chip = (row.due_words, "neutral")
    if row.stands.is_open and row.stands.moves:
        who = f"{who} · {moved_words(row.stands.moves)}"
    spoken = _("Promise: %(what)s, %(who)s, %(state)s") % {"what": row.text, "who": who, "state": chip[0]}
    return PromiseLine(row.id.hex(), row.text, who, chip, done, spoken)


def moved_words(moves: int) -> str:
    """How often something went on to a next session."""
    if moves == 1:
        return _("moved once")
    return ngettext("moved %(count)d time", "moved %(count)d times", moves) % {"count": moves}


def lead_words(part: Part, head: Head) -> str:
    """Who opens a part, as a chip says it."""
    if part.leads is Leads.BOTH:
        return _("both")
    if (part.leads is Leads.MENTEE) == (head.my_role.value == "mentee"):
        return _("you")
    short = list(short_names(dict(head.people)).values())
    return short[0] if len(short) == 1 else _("they")


def part_shown(part: Part, head: Head, mine: str) -> PartShown:
    """One part with its second line."""
    named: Mapping[PersonId, str] = short_names(dict(head.people))
    about: list[str] = []
    own = part.topic_of is not None and not part.template
    if own and part.topic_of is not None and part.topic_of in named:
        about.append(_("topic of %(name)s") % {"name": named[part.topic_of]})
    elif own and part.topic_of is not None and part.topic_of.hex() == mine:
        about.append(_("your topic"))
    if part.moves:
        about.append(moved_words(part.moves))
    lead = lead_words(part, head)
    spoken = _("%(title)s, %(minutes)d min, led by %(who)s") % {
        "title": part.title, "minutes": part.minutes, "who": lead,
    }  # fmt: skip
    return PartShown(
        id=part.id.hex(),
        title=part.title,
        minutes=part.minutes,
        lead=lead,
        sub=" · ".join(about),
        leads=str(part.leads),
        topic=part.topic_of.hex() if part.topic_of is not None else "",
        kind=str(part.kind),
        strong=own,
        spoken=", ".join([spoken, *about]),
    )


def lead_options(head: Head) -> tuple[tuple[str, str], ...]:
    """Who may open a part."""
    short = list(short_names(dict(head.people)).values())
    other = short[0] if len(short) == 1 else _("they")
    mentee = head.my_role.value == "mentee"
    return (
        (str(Leads.BOTH), _("Both lead")),
        (str(Leads.MENTEE), _("You lead") if mentee else _("%(name)s leads") % {"name": other}),
        (str(Leads.MENTOR), _("%(name)s leads") % {"name": other} if mentee else _("You lead")),
    )


def topic_options(head: Head, mine: str) -> tuple[tuple[str, str], ...]:
    """Whose topic a part may be."""
    others = short_names(dict(head.people))
    return (
        ("", _("Topic of everyone")),
        *((person.hex(), _("Topic of %(name)s") % {"name": name}) for person, name in others.items()),
        (mine, _("Your topic")),
    )


def kind_options() -> tuple[tuple[str, str], ...]:
    """What a part may serve; private."""
    return (
        (str(PartKind.RELATIONAL), _("Getting closer")),
        (str(PartKind.DEVELOPMENT), _("Growing")),
        (str(PartKind.TASK), _("Getting done")),
    )
