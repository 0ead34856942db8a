"""What the Goals page shows, as words. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mentor_desktop.domain.goals import GoalState
from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.when import date_at
from mentor_desktop.services.goal_pages import Pair
from mentor_desktop.services.goal_rows import GoalRow
from mentor_desktop.ui.daywords import ChipKind, short_day
from mentor_desktop.ui.goals.words import chip_of, next_words, stands_words, state_words, whose_words
from mentor_desktop.ui.people.state import Heading
from mentor_desktop.words import _, names, ngettext

VIEWS = ("person", "state", "next", "quiet")
_OVER = (GoalState.REACHED, GoalState.LET_GO)


@dataclass(frozen=True)
class GoalCard:
    """A goal that goes on."""

    row: GoalRow
    now: Millis
    today: date

    @cached_property
    def key(self) -> str:
        """Its id in hex."""
        return self.row.id.hex()

    @cached_property
    def whose(self) -> str:
        """Whose it is."""
        return whose_words(self.row)

    @cached_property
    def chip(self) -> tuple[str, ChipKind]:
        """What stands out."""
        return chip_of(self.row, self.now)

    @cached_property
    def next(self) -> str:
        """What comes next."""
        return next_words(self.row, self.today)

    @cached_property
    def spoken(self) -> str:
        """The card in one breath."""
        private = _("private") if self.row.private else ""
        said = (self.whose, self.row.aim, state_words(self.row.state), self.chip[0], self.next, private)
        return ", ".join(dict.fromkeys(each for each in said if each))


@dataclass(frozen=True)
class GoalLine:
    """A goal that was reached or let go."""

    row: GoalRow
    today: date
    zone: str

    @cached_property
    def key(self) -> str:
        """Its id in hex."""
        return self.row.id.hex()

    @cached_property
    def sub(self) -> str:
        """Whose it was, how far it came, and what shows it."""
        row = self.row
        shown = ngettext("%(n)d piece of evidence", "%(n)d pieces of evidence", row.evidence)
        shown = shown % {"n": row.evidence} if row.evidence else ""
        return " · ".join(filter(None, (whose_words(row), stands_words(row), shown)))

    @cached_property
    def chip(self) -> tuple[str, ChipKind]:
        """Since when it is over."""
        day = short_day(date_at(self.row.since, self.zone), self.today)
        if self.row.state is GoalState.REACHED:
            return day, "ok"
        return _("let go %(day)s") % {"day": day}, "neutral"

    @cached_property
    def spoken(self) -> str:
        """The line in one breath."""
        return ", ".join((self.row.aim, state_words(self.row.state), self.sub, self.chip[0]))


Line = Heading | GoalCard | GoalLine


@dataclass(frozen=True)
class GoalsState:
    """The page."""

    sub: str
    rows: tuple[Line, ...]
    view: str
    pairs: tuple[Pair, ...]
    empty: str
    safe: bool


def state_of(
    found: Sequence[GoalRow], pairs: tuple[Pair, ...], now: Millis, zone: str, *, view: str = "next",
    words: str = "", safe: bool = False
) -> GoalsState:  # fmt: skip
    """The page; `words` narrows it to goals whose aim or people hold every one of them."""
    if safe:
        hidden = _("Goals of everyone stay hidden while the screen is shared.")
        return GoalsState("", (), view, (), hidden, True)
    today = date_at(now, zone)
    wanted = words.casefold().split()
    fits = [row for row in found if all(each in f"{row.aim} {row.name}".casefold() for each in wanted)]

    def cards(rows: Iterable[GoalRow]) -> list[Line]:
        return [GoalCard(row, now, today) for row in rows]

    def lines(rows: Iterable[GoalRow]) -> list[Line]:
        return [GoalLine(row, today, zone) for row in sorted(rows, key=lambda row: (-row.since, row.id))]

    going = [row for row in fits if row.state not in _OVER]
    rows: list[Line] = []
    if view == "quiet":
        rows = cards(sorted((row for row in going if row.quiet), key=lambda row: (row.touched or 0, row.id)))
    elif view == "state":
        for state in GoalState:
            some = [row for row in fits if row.state is state]
            if some:
                rows += [Heading(_heading(state)), *(lines(some) if state in _OVER else cards(some))]
    elif view == "person":
        for name in sorted({row.name for row in going}, key=str.casefold):
            rows += [Heading(name), *cards(_by_next(row for row in going if row.name == name))]
    else:
        rows = cards(_by_next(going))
        reached = [row for row in fits if row.state is GoalState.REACHED
                   and date_at(row.since, zone).year == today.year]  # fmt: skip
        if reached:
            rows += [Heading(_("Reached this year")), *lines(reached)]
    return GoalsState(
        _counted(found, today, zone),
        tuple(rows),
        view,
        pairs,
        "" if rows else _empty(found, pairs, view, wanted),
        False,
    )


def _by_next(rows: Iterable[GoalRow]) -> list[GoalRow]:
    """What is due first comes first; what rests comes last."""
    order = (GoalState.ACTIVE, GoalState.IDEA, GoalState.PAUSED)

    def place(row: GoalRow) -> tuple[int, date, int, bytes]:
        due = row.next_due or row.target_date or date.max
        return order.index(row.state), due, -row.weight, row.id

    return sorted(rows, key=place)


def _heading(state: GoalState) -> str:
    return {
        GoalState.IDEA: _("Ideas"), GoalState.ACTIVE: _("Active"), GoalState.PAUSED: _("Paused"),
        GoalState.REACHED: _("Reached"), GoalState.LET_GO: _("Let go"),
    }[state]  # fmt: skip


def _empty(found: Sequence[GoalRow], pairs: tuple[Pair, ...], view: str, wanted: list[str]) -> str:
    if not pairs and not found:
        return _("What the people you meet want to reach stands here. Add a person first.")
    if not found:
        return _("What you and the people you meet want to reach stands here, with what shows it.")
    if wanted:
        return _("No goal holds these words.")
    return _("No goal has been quiet for a month.") if view == "quiet" else _("No goal is under way.")


def _counted(found: Sequence[GoalRow], today: date, zone: str) -> str:
    if not found:
        return ""
    counts = {state: sum(row.state is state for row in found) for state in GoalState}
    reached = sum(
        row.state is GoalState.REACHED and date_at(row.since, zone).year == today.year for row in found
    )
    pieces = []
    for n, words in (
        (counts[GoalState.ACTIVE], ngettext("%(n)d active", "%(n)d active", counts[GoalState.ACTIVE])),
        (counts[GoalState.IDEA], ngettext("%(n)d idea", "%(n)d ideas", counts[GoalState.IDEA])),
        (counts[GoalState.PAUSED], ngettext("%(n)d paused", "%(n)d paused", counts[GoalState.PAUSED])),
        (reached, ngettext("%(n)d reached this year", "%(n)d reached this year", reached)),
    ):
        if n:
            pieces.append(words % {"n": n})
    return names(pieces)
