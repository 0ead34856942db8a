"""Decides what the New session page does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from mentor_desktop.domain.ids import MINUTE, Millis, PersonId, SessionId
from mentor_desktop.domain.people import Person
from mentor_desktop.domain.sessions import SHORTEST, Session, SessionState
from mentor_desktop.domain.when import HourKind, When, hour_kind, instant, wall_at
from mentor_desktop.services import agenda, people, sessions, settings, wrapping
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.sessions import SessionRow
from mentor_desktop.services.sharing import short_names
from mentor_desktop.services.wrapping import Usual
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.daywords import when_words
from mentor_desktop.ui.newsession.clocks import awkward, other_clocks, zone_for
from mentor_desktop.ui.newsession.state import FormState, Known, Mode, Told
from mentor_desktop.words import _, names, place


class View(Protocol):
    """What the page can show."""

    def show_state(self, state: FormState) -> None:
        """Fill the form."""
        ...

    def tell(self, told: Told) -> None:
        """Say what the time means."""
        ...

    def refuse(self, field: str, words: str) -> None:
        """Say beside a field ("who", "when", "link") what is wrong; "" takes it away."""
        ...

    def focus_on(self, field: str) -> None:
        """Put the focus on "who" or "when"."""
        ...


def load(desk: Desk, session: SessionId | None) -> Known:
    """Everything the form needs."""
    everyone = tuple(each for each in people.everyone(desk) if not each.archived)
    about = sessions.get(desk, session) if session is not None else None
    if about is not None:
        there = {p.person for p in about.participants}
        known = {each.id for each in everyone}
        missing = there - known
        everyone = (*everyone, *(each for each in people.everyone(desk) if each.id in missing))
    minutes = int(settings.get(desk)["session_minutes"])
    templates = agenda.templates(desk)
    return Known(people.me(desk), everyone, people.current_zone(desk), minutes, templates, about)


class NewSessionPresenter:
    """Holds the half-filled form and hands it to the services."""

    def __init__(self, view: View, context: Context) -> None:
        self._view = view
        self._context = context
        self._known: Known | None = None
        self._mode: Mode = "new"
        self._chosen: list[PersonId] = []
        self._when = When(datetime(2000, 1, 1), "UTC")
        self._follows: PersonId | None = None
        self._minutes = 50
        self._link = ""
        self._template = ""
        self._by: PersonId | None = None
        self._touched: set[str] = set()  # what the person changed, so that no proposal overwrites it
        self._asked = 0  # the latest question about overlaps
        self._overlap = ""
        self._saving = False
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self, person: bytes | None = None, session: bytes | None = None, past: bool = False) -> None:
        """The page is shown: for a new session, one that was held, or another time for a session."""
        desk = self._context.desk
        about = SessionId(session) if session is not None else None
        self._known = None
        self._context.ask.read(
            lambda: load(desk, about), lambda known: self._begin(known, person, past), self._context.failed
        )

    def closed(self) -> None:
        """The page is destroyed."""
        self._end_listening()
        self._known = None
        self._chosen = []

    def pick(self, key: str) -> None:
        """One more person is met."""
        person = PersonId(bytes.fromhex(key))
        if person not in self._chosen:
            self._chosen.append(person)
            self._people_changed()
            self._view.focus_on("when")

    def drop(self, key: str) -> None:
        """A person is not met after all."""
        self._chosen = [each for each in self._chosen if each.hex() != key]
        if self._follows is not None and self._follows not in self._chosen:
            self.follow("")
        self._people_changed()

    def add(self, name: str) -> None:
        """A person who is not known yet: the name is enough."""
        desk = self._context.desk
        self._context.ask.write(lambda: people.add(desk, name), self._added, self._refused("who"))

    def set_when(self, wall: datetime) -> None:
        """The time as typed, on the clock it follows."""
        self._touched.add("when")
        self._when = replace(self._when, wall=wall, fold=0)
        self._time_changed()

    def set_fold(self, second: bool) -> None:
        """Which of two equal hours is meant."""
        self._when = replace(self._when, fold=int(second))
        self._time_changed()

    def follow(self, key: str) -> None:
        """Whose clock the plan follows ("" = mine); the moment stays."""
        if self._known is None:
            return
        self._follows = PersonId(bytes.fromhex(key)) if key else None
        person = self._person(self._follows) if self._follows else self._known.me
        zone = zone_for(person, self._when.wall, self._known.home)
        wall = wall_at(instant(self._when), zone)
        self._when = When(wall.replace(fold=0), zone, wall.fold)
        self._show()

    def set_minutes(self, minutes: int) -> None:
        """The length."""
        self._touched.add("minutes")
        self._minutes = minutes
        self._time_changed()

    def set_link(self, link: str) -> None:
        """The link as typed."""
        self._touched.add("link")
        self._link = link

    def check_link(self) -> None:
        """The field of the link was left."""
        try:
            sessions.checked_link(self._link)
        except Refused as refused:
            self._view.refuse("link", refused.sentence)
        else:
            self._view.refuse("link", "")

    def set_template(self, key: str) -> None:
        """The agenda to begin with, "" for none yet."""
        self._template = key

    def set_by(self, key: str) -> None:
        """Who asked for the move, "" for nobody in particular."""
        self._by = PersonId(bytes.fromhex(key)) if key else None

    def clocks(self, wall: datetime) -> str:
        """What a time typed means on the other clocks."""
        if self._known is None:
            return ""
        try:
            when = sessions.checked_when(replace(self._when, wall=wall))
            return other_clocks(when, self._minutes, self._everyone(), self._known.home)
        except (Refused, OverflowError):
            return ""

    def cancel(self) -> None:
        """Nothing is saved."""
        self._context.shell.back()

    def save(self) -> None:
        """Save and go to the page that fits."""
        if self._known is None or self._saving:
            return
        if not self._chosen:
            self._view.refuse("who", _("Choose who you meet first."))
            self._view.focus_on("who")
            return
        self._saving = True
        desk, when, minutes, link = self._context.desk, self._when, self._minutes, self._link
        chosen, follows, template, by = tuple(self._chosen), self._follows, self._template, self._by
        about, mode = self._known.session, self._mode

        def work() -> Session:
            if about is not None and mode == "held":
                return _change_held(desk, about, when, minutes, link)
            if about is not None:
                return _move(desk, about, when, minutes, link, follows, by)
            if mode == "past":
                return sessions.log_past(desk, chosen, when, minutes)
            with desk.change():
                made = sessions.plan(desk, chosen, when, minutes, link=link, follows=follows)
                if template:
                    agenda.use_template(desk, made.id, agenda.template_named(desk, template))
            return made

        self._context.ask.write(work, self._saved, self._not_saved)

    def _saved(self, session: Session) -> None:
        self._saving = False
        shell = self._context.shell
        if self._known is not None and self._known.session is not None:
            self._offer_back(self._known.session)
            shell.back()
        elif self._mode == "past":
            shell.go("wrap", session=session.id)
        else:
            shell.go("prepare", session=session.id)

    def _offer_back(self, before: Session) -> None:
        if before.when == self._when or self._mode != "move":
            return
        desk, context = self._context.desk, self._context

        def undo() -> None:
            context.ask.write(
                lambda: sessions.move(desk, before.id, before.when),
                lambda _session: context.shell.go("sessions"),
                context.failed,
            )

        context.shell.offer_undo(_("Session moved."), undo)

    def _not_saved(self, error: BaseException) -> None:
        self._saving = False
        if not isinstance(error, Refused):
            self._context.failed(error)
            return
        try:
            sessions.checked_link(self._link)
        except Refused:
            self._view.refuse("link", sentence(error))
        else:
            self._view.refuse("when", sentence(error))

    def _begin(self, known: Known, person: bytes | None, past: bool) -> None:
        self._known = known
        self._touched.clear()
        self._saving, self._template, self._by, self._overlap = False, "", None, ""
        about = known.session
        if about is None:
            self._mode = "past" if past else "new"
            self._chosen = [PersonId(person)] if person else []
            self._when = When(self._first_time(past), known.home)
            self._follows, self._minutes, self._link = None, known.minutes, ""
        else:
            self._mode = "held" if about.state is SessionState.HELD else "move"
            self._chosen = [p.person for p in about.participants]
            self._when, self._follows = about.when, about.follows
            self._minutes, self._link = about.minutes, about.link
            if about.started is not None and about.ended is not None and self._mode == "held":
                self._when = _at(about.started, about.when.zone)
                self._minutes = max(round((about.ended - about.started) / MINUTE), SHORTEST)
        self._show()
        for field in ("who", "when", "link"):
            self._view.refuse(field, "")
        self._view.focus_on("when" if self._chosen else "who")
        if about is None and self._chosen:
            self._propose()

    def _first_time(self, past: bool) -> datetime:
        assert self._known is not None  # set just before
        here = wall_at(self._context.desk.now(), self._known.home).replace(minute=0, second=0, microsecond=0)
        if past:
            return (here - timedelta(hours=1)).replace(fold=0)
        soon = here + timedelta(hours=2)
        if soon.hour >= 19 or soon.date() != here.date():
            soon = (here + timedelta(days=1)).replace(hour=10)
        return soon.replace(fold=0)

    def _people_changed(self) -> None:
        self._view.refuse("who", "")
        self._show()
        self._propose()

    def _added(self, person: Person) -> None:
        if self._known is not None:
            self._known = replace(self._known, people=(*self._known.people, person))
            self.pick(person.id.hex())

    def _propose(self) -> None:
        """The usual slot, length and link with these people, where nothing was typed yet."""
        if self._mode != "new" or not self._chosen:
            return
        desk, chosen = self._context.desk, tuple(self._chosen)
        self._context.ask.read(
            lambda: wrapping.usual(desk, chosen),
            lambda usual: self._proposed(chosen, usual),
            self._context.failed,
        )

    def _proposed(self, chosen: Sequence[PersonId], usual: Usual | None) -> None:
        if usual is None or tuple(self._chosen) != tuple(chosen) or self._known is None:
            return
        if usual.when is not None and "when" not in self._touched and usual.when.zone == self._when.zone:
            self._when = usual.when
        if "minutes" not in self._touched:
            self._minutes = usual.minutes
        if "link" not in self._touched:
            self._link = usual.link
        self._show()

    def _everyone(self) -> list[Person]:
        assert self._known is not None  # asked for with a form only
        return [self._known.me, *(self._person(each) for each in self._chosen)]

    def _person(self, person: PersonId) -> Person:
        assert self._known is not None  # asked for with a form only
        return next(each for each in (self._known.me, *self._known.people) if each.id == person)

    def _time_changed(self) -> None:
        self._view.refuse("when", "")
        self._tell()
        if self._known is None or self._mode in ("past", "held"):
            return
        self._asked += 1
        asked, desk, when, minutes = self._asked, self._context.desk, self._when, self._minutes
        about = self._known.session
        but = about.id if about is not None else None
        try:
            sessions.checked_when(when)
        except Refused as refused:
            self._view.refuse("when", refused.sentence)
            return
        self._context.ask.read(
            lambda: sessions.overlaps(desk, when, minutes, but),
            lambda found: self._overlaps(asked, found),
            self._context.failed,
        )

    def _overlaps(self, asked: int, found: Sequence[SessionRow]) -> None:
        if asked != self._asked:
            return
        safe = self._context.share_safe.on
        who = _("another session") if safe else names([row.title for row in found])
        self._overlap = _("Overlaps with %(who)s. You can plan it all the same.") % {"who": who} if found else ""
        self._tell()

    def _tell(self) -> None:
        if self._known is None:
            return
        try:
            when = sessions.checked_when(self._when)
            warning = sessions.hour_warning(when)
            named = {each.id: each.name for each in self._everyone()}
            called = {bytes(k): v for k, v in short_names(named).items()}
            late = awkward(when, self._everyone(), self._known.home, called)
            doubled = hour_kind(when) is HourKind.DOUBLED
        except (Refused, OverflowError):
            warning, late, doubled = "", [], False
        warnings = [warning, *(late if self._mode in ("new", "move") else ()), self._overlap]
        self._view.tell(Told(tuple(each for each in warnings if each), self._moved(), doubled))

    def _moved(self) -> str:
        assert self._known is not None  # asked for with a form only
        about = self._known.session
        if about is None or self._mode != "move" or about.when == self._when:
            return ""
        today = wall_at(self._context.desk.now(), self._known.home).date()
        return _("From %(before)s to %(after)s") % {
            "before": when_words(about.when.wall, today), "after": when_words(self._when.wall, today)
        }  # fmt: skip

    def _show(self) -> None:
        if self._known is None:
            return
        self._view.show_state(_form(self._known, self))
        self._time_changed()

    def _refused(self, field: str) -> "_Refuse":
        return _Refuse(self._view, self._context, field)


class _Refuse:
    """Says a refusal beside the field that it is about."""

    def __init__(self, view: View, context: Context, field: str) -> None:
        self._view, self._context, self._field = view, context, field

    def __call__(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._view.refuse(self._field, sentence(error))
        else:
            self._context.failed(error)


def _at(moment: Millis, zone: str) -> When:
    wall = wall_at(moment, zone)
    return When(wall.replace(second=0, microsecond=0, fold=0), zone, wall.fold)


def _change_held(desk: Desk, about: Session, when: When, minutes: int, link: str) -> Session:
    start = instant(sessions.checked_when(when))
    before = _at(about.started, about.when.zone) if about.started is not None else None
    same = before == when and about.started is not None
    begun = about.started if same and about.started is not None else start
    return sessions.edit(
        desk, replace(about, started=begun, ended=Millis(begun + minutes * MINUTE), link=link)
    )


def _move(
    desk: Desk, about: Session, when: When, minutes: int, link: str, follows: PersonId | None,
    by: PersonId | None
) -> Session:  # fmt: skip
    with desk.change():
        if when != about.when:
            about = sessions.move(desk, about.id, when, by)
        return sessions.edit(desk, replace(about, minutes=minutes, link=link, follows=follows))


_TITLES = {
    "new": lambda: _("New session"),
    "past": lambda: _("Log a past session"),
    "move": lambda: _("Change the session"),
    "held": lambda: _("Change when it was held"),
}


def _form(known: Known, form: NewSessionPresenter) -> FormState:
    safe = form._context.share_safe.on
    chosen = [form._person(each) for each in form._chosen]
    day = form._when.wall
    clocks = [("", _("My own, %(place)s") % {"place": place(zone_for(known.me, day, known.home))})]
    clocks += [
        (each.id.hex(), f"{each.name}, {place(zone_for(each, day, known.home))}")
        for each in chosen
    ]  # fmt: skip
    who = names([each.name for each in chosen])
    sub = {
        "new": _("A plan keeps the hour of the clock it follows, also when clocks change."),
        "past": _("Its notes can be typed in next, without times."),
        "move": who,
        "held": who,
    }[form._mode]
    offered = () if safe else tuple(each for each in known.people if each.id not in form._chosen)
    templates = (("", _("Choose it on the next page")), *((each.id, each.name) for each in known.templates))
    movers = (("", _("Nobody in particular")), (known.me.id.hex(), _("Me")))
    return FormState(
        mode=form._mode,
        title=_TITLES[form._mode](),
        sub=sub,
        people=tuple((each.id.hex(), each.name, each.headline) for each in offered),
        chosen=tuple((each.id.hex(), each.name) for each in chosen),
        may_choose=form._mode in ("new", "past"),
        when=form._when.wall,
        clocks=tuple(clocks),
        follows=form._follows.hex() if form._follows else "",
        minutes=form._minutes,
        link=form._link,
        templates=templates,
        template=form._template,
        movers=(*movers, *((each.id.hex(), each.name) for each in chosen)),
        save={"new": _("Plan and prepare"), "past": _("Log it")}.get(form._mode, _("Save")),
    )
