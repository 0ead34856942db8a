"""The form as words, worked out from what is known and what was filled in. No Qt."""

from __future__ import annotations

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.people import Person
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.ui.newsession.clocks import zone_for
from mentor_desktop.ui.newsession.state import Draft, FormState, Known, Mode
from mentor_desktop.words import _, names, place


def person_of(known: Known, person: PersonId) -> Person:
    """One of those known; KeyError for anyone else."""
    for each in (known.me, *known.people):
        if each.id == person:
            return each
    raise KeyError("nobody of that id")


def everyone(known: Known, draft: Draft) -> list[Person]:
    """Me and those who are met."""
    return [known.me, *(person_of(known, each) for each in draft.chosen)]


def form_of(known: Known, draft: Draft, safe: bool) -> FormState:
    """The page."""
    chosen = [person_of(known, each) for each in draft.chosen]
    day = draft.when.wall
    clocks = [("", _("My own, %(place)s") % {"place": place(zone_for(known.me, day, known.home))})]
    clocks += [(each.id.hex(), f"{each.name}, {place(zone_for(each, day, known.home))}") for each in chosen]
    offered = () if safe else tuple(each for each in known.people if each.id not in draft.chosen)
    movers = [("", _("Nobody in particular")), (known.me.id.hex(), _("Me"))]
    return FormState(
        mode=draft.mode,
        title=_title(draft.mode),
        sub=_sub(draft.mode, names([each.name for each in chosen])),
        people=tuple((each.id.hex(), each.name, each.headline) for each in offered),
        chosen=tuple((each.id.hex(), each.name) for each in chosen),
        may_choose=_may_choose(known, draft.mode),
        when=draft.when.wall,
        clocks=tuple(clocks),
        follows=draft.follows.hex() if draft.follows else "",
        minutes=draft.minutes,
        link=draft.link,
        templates=(
            ("", _("Choose it on the next page")),
            *((each.id, each.name) for each in known.templates),
        ),
        template=draft.template,
        movers=(*movers, *((each.id.hex(), each.name) for each in chosen)),
        save=_save(draft.mode),
    )


def _may_choose(known: Known, mode: Mode) -> bool:
    """Who is met can be changed until it has begun."""
    begun = known.session is not None and known.session.state is SessionState.RUNNING
    return mode != "held" and not begun


def _title(mode: Mode) -> str:
    return {
        "new": _("New session"),
        "past": _("Log a past session"),
        "move": _("Change the session"),
        "held": _("Change when it was held"),
    }[mode]


def _sub(mode: Mode, who: str) -> str:
    if mode == "new":
        return _("A plan keeps the hour of the clock it follows, also when clocks change.")
    return _("Its notes can be typed in next, without times.") if mode == "past" else who


def _save(mode: Mode) -> str:
    if mode == "new":
        return _("Plan and prepare")
    return _("Log it") if mode == "past" else _("Save")
