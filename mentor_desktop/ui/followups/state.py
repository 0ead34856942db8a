"""What the Follow-ups page shows, as words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from mentor_desktop.domain.promises import show_from
from mentor_desktop.services.ledger import Group, Line
from mentor_desktop.services.owed import Owed
from mentor_desktop.services.promises import OnTime
from mentor_desktop.services.quickpromise import rhythm_said, size_said
from mentor_desktop.ui.daywords import ChipKind, due_words, near_day, short_day
from mentor_desktop.words import _, ngettext, weekday

SMALL = 5  # fewer than this are called few

Act = Literal["move", "hand", "drop"]


def group_words(group: Group) -> str:
    """The name of a group."""
    return {
        Group.OVERDUE: _("Overdue"), Group.TODAY: _("Today"), Group.WEEK: _("This week"),
        Group.LATER: _("Later"), Group.WAITING: _("Waiting for them"),
    }[group]  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A group's name."""

    title: str
    key: str = ""

    @property
    def spoken(self) -> str:
        """The heading itself."""
        return self.title


@dataclass(frozen=True)
class FollowRow:
    """One line; the words are worked out when the row is drawn."""

    line: Line
    today: date

    @cached_property
    def key(self) -> str:
        """What is owed: "p" and a promise, or "i" and an item of a checklist."""
        if self.line.promise is not None:
            return f"p{self.line.promise.id.hex()}"
        assert self.line.item is not None  # a line is one or the other
        return f"i{self.line.item.hex()}"

    @property
    def strong(self) -> bool:
        """Whether it is to be done now."""
        return self.line.group in (Group.OVERDUE, Group.TODAY) and self.line.promise is not None

    @cached_property
    def sub(self) -> str:
        """Who owes it to whom, and what there is to know about it."""
        line, row = self.line, self.line.promise
        if row is None:
            return " · ".join(filter(None, (_("Checklist"), line.name)))
        if row.mine:
            who = _("You, to %(name)s") % {"name": line.name} if line.name else _("You promised")
        elif row.receiver_name:
            who = _("%(name)s, to you") % {"name": line.name}
        else:
            who = line.name
        pieces = [who]
        if row.session_number:
            pieces.append(_("session %(number)d") % {"number": row.session_number})
        if line.group is Group.WAITING and line.since is not None:
            pieces.append(_("since %(day)s") % {"day": _since(line.since, self.today)})
        pieces += [self._size(), rhythm_said(row.repeats), _("private") if row.private else ""]
        if row.stands.renegotiated:
            pieces.append(_("moved in time"))
        return " · ".join(filter(None, pieces))

    @cached_property
    def chip(self) -> tuple[str, ChipKind]:
        """When it is due."""
        if self.line.promise is not None:
            return due_words(self.line.promise, self.today)
        due = self.line.due
        if due is None:
            return "", "neutral"
        if due < self.today:
            return _("Overdue · %(day)s") % {"day": short_day(due, self.today)}, "warn"
        days = (due - self.today).days
        if days < 2:
            return near_day(due, self.today), "neutral" if days else "warn"
        return weekday(due) if days <= 6 else short_day(due, self.today), "neutral"

    @cached_property
    def spoken(self) -> str:
        """The line in one breath."""
        words = _("Promise: %(text)s") if self.line.promise is not None else _("Checklist item: %(text)s")
        due = self.chip[0] and _("due: %(day)s") % {"day": self.chip[0]}
        return ", ".join(filter(None, (words % {"text": self.line.text}, self.sub, due)))

    def _size(self) -> str:
        row = self.line.promise
        if row is None or row.effort is None:
            return ""
        shown = show_from(row.stands.due, row.effort)
        if row.mine and shown is not None and self.line.group in (Group.WEEK, Group.LATER):
            if shown <= self.today:
                return _("%(size)s, so it shows from today") % {"size": size_said(row.effort)}
            day = short_day(shown, self.today)
            return _("%(size)s, so it shows from %(day)s") % {"size": size_said(row.effort), "day": day}
        return size_said(row.effort)


def _since(day: date, today: date) -> str:
    if day == today:
        return _("today")
    return short_day(day, today)


@dataclass(frozen=True)
class Asking:
    """The strip in which a line is moved, handed over or dropped."""

    act: Act | None = None
    key: str = ""
    title: str = ""
    label: str = ""
    placeholder: str = ""
    yes: str = ""
    text: str = ""
    understood: str = ""  # what the words mean, before anything is done
    error: str = ""


@dataclass(frozen=True)
class OnTimeLine:
    """One side's reliability."""

    who: str
    kept: int
    of: int
    words: str


@dataclass(frozen=True)
class FollowState:
    """The page."""

    sub: str
    rows: tuple[Heading | FollowRow, ...]
    empty: str
    people: tuple[tuple[str, str], ...]  # key and name, "" for everyone
    person: str
    on_time: tuple[OnTimeLine, ...]
    on_time_note: str
    lately: tuple[tuple[str, str], ...]
    safe: bool


def state_of(found: Owed, person: str, safe: bool) -> FollowState:
    """The page; nothing of it while the screen is shared."""
    people = (("", _("Everyone")), *((each.hex(), name) for each, name in found.people))
    if safe:
        hidden = _("What is owed stays hidden while the screen is shared.")
        return FollowState("", (), hidden, people[:1], "", (), "", (), True)
    rows: list[Heading | FollowRow] = []
    for group in Group:
        lines = [FollowRow(line, found.today) for line in found.lines if line.group is group]
        if lines:
            rows += [Heading(group_words(group)), *lines]
    on_time = tuple(
        each for each in (_on_time(_("You"), found.mine), _on_time(_("Them"), found.theirs)) if each.of
    )
    return FollowState(
        sub=_sub(found),
        rows=tuple(rows),
        empty="" if rows else _empty(person),
        people=people,
        person=person,
        on_time=on_time,
        on_time_note=_note(found),
        lately=tuple(
            (short_day(each.day, found.today), _kept(each.text, each.name)) for each in found.lately
        ),
        safe=False,
    )


def _empty(person: str) -> str:
    if person:
        return _("Nothing is open between the two of you.")
    return _("Nothing is owed by anyone. What you both promise will stand here until it is kept.")


def _on_time(who: str, on_time: OnTime) -> OnTimeLine:
    words = _("%(kept)d of %(of)d") % {"kept": on_time.kept, "of": on_time.of}
    return OnTimeLine(who, on_time.kept, on_time.of, words)


def _note(found: Owed) -> str:
    if not found.mine.of and not found.theirs.of:
        return _("Nothing was due in the past year.")
    pieces = [_("In the past year.")]
    if 0 < found.mine.of < SMALL or 0 < found.theirs.of < SMALL:
        pieces.append(_("These are small numbers: they say little yet."))
    if found.moved:
        moved = ngettext(
            "%(n)d open one was moved before it was due: that counts as reliable.",
            "%(n)d open ones were moved before they were due: that counts as reliable.", found.moved,
        )  # fmt: skip
        pieces.append(moved % {"n": found.moved})
    return " ".join(pieces)


def _kept(text: str, name: str) -> str:
    return _("%(what)s, to %(name)s") % {"what": text, "name": name} if name else text


def _sub(found: Owed) -> str:
    waiting = sum(line.group is Group.WAITING for line in found.lines)
    mine = len(found.lines) - waiting
    pieces = [ngettext("%(n)d of yours", "%(n)d of yours", mine) % {"n": mine}]
    if waiting:
        pieces.append(ngettext("%(n)d you wait for", "%(n)d you wait for", waiting) % {"n": waiting})
    if found.due:
        pieces.append(ngettext("%(n)d is due", "%(n)d are due", found.due) % {"n": found.due})
    return " · ".join(pieces)
