"""The access card and the life-fit card of a person: read and kept, checked, never asked why."""

from dataclasses import replace

from mentor_desktop.domain.cards import AccessCard, LifeCard
from mentor_desktop.domain.ids import PersonId
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, line_of, text_of
from mentor_desktop.store import cards as store
from mentor_desktop.store import people as people_store
from mentor_desktop.words import _

CAMERAS = ("", "on", "off", "either")
MOST_WINDOWS = 40


def access(desk: Desk, person: PersonId) -> AccessCard:
    """What a person needs to take part."""
    with desk.read() as c:
        return store.load_access(c, person)


def save_access(desk: Desk, person: PersonId, card: AccessCard) -> AccessCard:
    """Keep what a person needs."""
    languages = tuple(each for each in (line_of(one, 100) for one in card.languages) if each)
    kept = replace(card, languages=languages[:20], more=text_of(card.more))
    with desk.change() as c:
        people_store.load_person(c, person)
        store.save_access(c, person, kept, desk.stamp())
    return kept


def life(desk: Desk, person: PersonId) -> LifeCard:
    """How meetings fit a person's days."""
    with desk.read() as c:
        return store.load_life(c, person)


def save_life(desk: Desk, person: PersonId, card: LifeCard) -> LifeCard:
    """Keep how meetings fit a person's days."""
    spans = [each.span for each in card.kept_free]
    if card.working_hours is not None:
        spans.append(card.working_hours)
    if any(span.since == span.until for span in spans):
        raise Refused(_("Choose an end that differs from the beginning."))
    if any(not window.days for window in card.kept_free):
        raise Refused(_("Choose at least one day of the week."))
    if any(window.until < window.since for window in card.away):
        raise Refused(_("The last day lies before the first one."))
    if len(card.kept_free) + len(card.away) > MOST_WINDOWS:
        raise Refused(_("These are too many hours to keep free. Put some together."))
    for number, highest in ((card.grace_minutes, 120), (card.free_cancels, 50)):
        if number is not None and not 0 <= number <= highest:
            raise Refused(_("Choose a number between %(low)d and %(high)d.") % {"low": 0, "high": highest})
    if card.camera not in CAMERAS:
        raise Refused(_("This value does not fit the setting."))
    kept = replace(card, holidays=line_of(card.holidays, 10).upper())
    with desk.change() as c:
        people_store.load_person(c, person)
        store.save_life(c, person, kept, desk.stamp())
    return kept
