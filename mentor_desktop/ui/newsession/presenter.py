"""Decides what the New session page does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.people import Person
from mentor_desktop.domain.sessions import Session
from mentor_desktop.domain.when import HourKind, When, hour_kind, instant, wall_at
from mentor_desktop.services import people, protected, sessions, wrapping
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.sessions import SessionRow
from mentor_desktop.services.sharing import short_names
from mentor_desktop.services.wrapping import Usual
from mentor_desktop.ui.ask import Failed
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.daywords import dated
from mentor_desktop.ui.newsession.clocks import awkward, other_clocks, zone_for
from mentor_desktop.ui.newsession.form import everyone, form_of, person_of
from mentor_desktop.ui.newsession.saving import draft_of, load, put_back, save
from mentor_desktop.ui.newsession.state import Draft, FormState, Known, Told
from mentor_desktop.words import _, clock, names

LATEST_PROPOSED = 19  # o'clock; a new session is not proposed for the evening


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


class NewSessionPresenter:
    """Holds the half-filled form and hands it to the services."""

    def __init__(self, view: View, context: Context) -> None:
        self._view = view
        self._context = context
        self._known: Known | None = None
        self._draft = Draft("new", (), When(datetime(2000, 1, 1), "UTC"), None, 50)
        self._touched: set[str] = set()  # what the person changed, so that no proposal overwrites it
        self._asked = 0  # the latest question about overlaps
        self._overlap = ""
        self._protected: tuple[str, ...] = ()
        self._because = ""  # the clause behind what was proposed
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

    def pick(self, key: str) -> None:
        """One more person is met."""
        person = PersonId(bytes.fromhex(key))
        if person not in self._draft.chosen:
            self._draft = replace(self._draft, chosen=(*self._draft.chosen, person))
            self._people_changed()
            self._view.focus_on("when")

    def drop(self, key: str) -> None:
        """A person is not met after all."""
        if self._draft.follows is not None and self._draft.follows.hex() == key:
            self.follow("")
        left = tuple(each for each in self._draft.chosen if each.hex() != key)
        self._draft = replace(self._draft, chosen=left)
        self._people_changed()

    def add(self, name: str) -> None:
        """A person who is not known yet: the name is enough."""
        desk = self._context.desk
        self._context.ask.write(lambda: people.add(desk, name), self._added, self._refused("who"))

    def set_when(self, wall: datetime) -> None:
        """The time as typed, on the clock it follows."""
        self._touched.add("when")
        self._draft = replace(self._draft, when=replace(self._draft.when, wall=wall, fold=0))
        self._time_changed()

    def set_fold(self, second: bool) -> None:
        """Which of two equal hours is meant."""
        self._draft = replace(self._draft, when=replace(self._draft.when, fold=int(second)))
        self._time_changed()

    def follow(self, key: str) -> None:
        """Whose clock the plan follows ("" = mine); the moment stays."""
        if self._known is None:
            return
        follows = PersonId(bytes.fromhex(key)) if key else None
        person = person_of(self._known, follows) if follows else self._known.me
        zone = zone_for(person, self._draft.when.wall, self._known.home)
        wall = wall_at(instant(self._draft.when), zone)
        self._draft = replace(self._draft, follows=follows, when=When(wall.replace(fold=0), zone, wall.fold))
        self._show()

    def set_minutes(self, minutes: int) -> None:
        """The length."""
        self._touched.add("minutes")
        self._draft = replace(self._draft, minutes=minutes)
        self._time_changed()

    def set_link(self, link: str) -> None:
        """The link as typed."""
        self._touched.add("link")
        self._draft = replace(self._draft, link=link)

    def check_link(self) -> None:
        """The field of the link was left."""
        self._view.refuse("link", self._link_refusal())

    def set_template(self, key: str) -> None:
        """The agenda to begin with, "" for none yet."""
        self._draft = replace(self._draft, template=key)

    def set_by(self, key: str) -> None:
        """Who asked for the move, "" for nobody in particular."""
        self._draft = replace(self._draft, by=PersonId(bytes.fromhex(key)) if key else None)

    def clocks(self, wall: datetime) -> str:
        """What a time typed means on the other clocks."""
        if self._known is None:
            return ""
        try:
            when = sessions.checked_when(replace(self._draft.when, wall=wall))
            there = everyone(self._known, self._draft)
            return other_clocks(when, self._draft.minutes, there, self._known.home)
        except (Refused, OverflowError):
            return ""

    def cancel(self) -> None:
        """Nothing is saved."""
        self._context.shell.back()

    def save(self) -> None:
        """Save and go to the page that fits."""
        if self._known is None or self._saving:
            return
        if not self._draft.chosen:
            self._view.refuse("who", _("Choose who you meet first."))
            self._view.focus_on("who")
            return
        self._saving = True
        desk, draft, about = self._context.desk, self._draft, self._known.session
        self._context.ask.write(
            lambda: save(desk, draft, about), lambda saved: self._saved(draft, about, saved), self._not_saved
        )

    def _saved(self, draft: Draft, about: Session | None, session: Session) -> None:
        self._saving = False
        shell = self._context.shell
        if about is not None:
            shell.back()
            if draft.mode == "move":
                self._offer_back(draft, about)
        elif draft.mode == "past":
            shell.go("wrap", session=session.id)
        else:
            shell.go("prepare", session=session.id)

    def _offer_back(self, draft: Draft, before: Session) -> None:
        desk, context = self._context.desk, self._context
        others = set(draft.chosen) != {each.person for each in before.participants}
        if before.when == draft.when and not others:
            return

        def undo() -> None:
            context.ask.write(
                lambda: put_back(desk, before),
                lambda _session: context.shell.go("sessions"),
                context.failed,
            )

        context.shell.offer_undo(_("The session is changed.") if others else _("Session moved."), undo)

    def _not_saved(self, error: BaseException) -> None:
        self._saving = False
        if isinstance(error, Refused):
            self._view.refuse("link" if self._link_refusal() else "when", sentence(error))
        else:
            self._context.failed(error)

    def _link_refusal(self) -> str:
        try:
            sessions.checked_link(self._draft.link)
        except Refused as refused:
            return refused.sentence
        return ""

    def _begin(self, known: Known, person: bytes | None, past: bool) -> None:
        self._known = known
        self._touched.clear()
        self._saving, self._overlap, self._because = False, "", ""
        if known.session is not None:
            self._draft = draft_of(known.session)
        else:
            chosen = (PersonId(person),) if person else ()
            when = When(self._first_time(known, past), known.home)
            self._draft = Draft("past" if past else "new", chosen, when, None, known.minutes)
        for field in ("who", "when", "link"):
            self._view.refuse(field, "")
        self._show()
        self._view.focus_on("when" if self._draft.chosen else "who")
        self._propose()

    def _first_time(self, known: Known, past: bool) -> datetime:
        now = wall_at(self._context.desk.now(), known.home)
        hour = now.replace(minute=0, second=0, microsecond=0, fold=0)
        if past:
            return hour - timedelta(hours=1)
        soon = hour + timedelta(hours=2)
        if soon.hour >= LATEST_PROPOSED or soon.date() != hour.date():
            return (hour + timedelta(days=1)).replace(hour=10)
        return soon

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
        if self._draft.mode != "new" or not self._draft.chosen:
            return
        desk, chosen = self._context.desk, self._draft.chosen
        self._context.ask.read(
            lambda: wrapping.usual(desk, chosen),
            lambda usual: self._proposed(chosen, usual),
            self._context.failed,
        )

    def _proposed(self, chosen: Sequence[PersonId], usual: Usual | None) -> None:
        if usual is None or self._draft.chosen != chosen or self._known is None:
            return
        draft = self._draft
        if usual.when is not None and "when" not in self._touched and usual.when.zone == draft.when.zone:
            draft = replace(draft, when=usual.when)
        if "minutes" not in self._touched and usual.minutes is not None:
            draft = replace(draft, minutes=usual.minutes)
        if "link" not in self._touched:
            draft = replace(draft, link=usual.link)
        self._draft = draft
        self._because = usual.because
        self._show()

    def _time_changed(self) -> None:
        self._view.refuse("when", "")
        self._overlap, self._protected = "", ()
        self._asked += 1
        self._tell()
        if self._known is None or self._draft.mode in ("past", "held"):
            return
        asked, desk, draft = self._asked, self._context.desk, self._draft
        but = self._known.session.id if self._known.session is not None else None
        try:
            sessions.checked_when(draft.when)
        except Refused as refused:
            self._view.refuse("when", refused.sentence)
            return
        self._context.ask.read(
            lambda: (
                sessions.overlaps(desk, draft.when, draft.minutes, but),
                protected.warnings(desk, draft.chosen, draft.when, draft.minutes),
            ),
            lambda found: self._overlaps(asked, *found),
            self._context.failed,
        )

    def _overlaps(self, asked: int, found: Sequence[SessionRow], kept: Sequence[protected.Kept]) -> None:
        if asked != self._asked or not (found or kept):
            return
        safe = self._context.share_safe.on
        if found:
            who = _("another session") if safe else names([row.title for row in found])
            self._overlap = _("Overlaps with %(who)s. You can plan it all the same.") % {"who": who}
        self._protected = tuple(each.sentence for each in kept if not (safe and each.private))
        self._tell()

    def _tell(self) -> None:
        if self._known is None:
            return
        there, home = everyone(self._known, self._draft), self._known.home
        warnings: list[str] = []
        doubled = False
        try:
            when = sessions.checked_when(self._draft.when)
            warnings.append(sessions.hour_warning(when))
            if self._draft.mode in ("new", "move"):
                warnings += awkward(when, there, home, short_names({each.id: each.name for each in there}))
            doubled = hour_kind(when) is HourKind.DOUBLED
        except (Refused, OverflowError):
            pass  # the field itself says what is wrong
        warnings += [*self._protected, self._overlap]
        because = _("Rhythm and length as agreed: %(clause)s.") % {"clause": self._because}
        self._view.tell(
            Told(
                tuple(each for each in warnings if each), self._moved(self._known), doubled,
                because if self._because and self._draft.mode == "new" else "",
            )
        )  # fmt: skip

    def _moved(self, known: Known) -> str:
        about = known.session
        if about is None or self._draft.mode != "move" or about.when == self._draft.when:
            return ""
        today = wall_at(self._context.desk.now(), known.home).date()
        before, after = (
            f"{dated(when.wall, today)} {clock(when.wall)}" for when in (about.when, self._draft.when)
        )
        return _("From %(before)s to %(after)s") % {"before": before, "after": after}

    def _show(self) -> None:
        if self._known is None:
            return
        self._view.show_state(form_of(self._known, self._draft, self._context.share_safe.on))
        self._time_changed()

    def _refused(self, field: str) -> Failed:
        def refused(error: BaseException) -> None:
            if isinstance(error, Refused):
                self._view.refuse(field, sentence(error))
            else:
                self._context.failed(error)

        return refused
