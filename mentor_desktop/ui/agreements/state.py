"""What the Agreements page shows, as words. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mentor_desktop.domain.agreements import State
from mentor_desktop.services.agreement_pages import Row
from mentor_desktop.ui.daywords import ChipKind, short_day
from mentor_desktop.ui.people.state import Heading
from mentor_desktop.words import _, names, ngettext


@dataclass(frozen=True)
class AgreementLine:
    """One relationship."""

    row: Row
    today: date

    @cached_property
    def key(self) -> str:
        """The relationship's id in hex."""
        return self.row.relationship.hex()

    @cached_property
    def sub(self) -> str:
        """What holds, since when, and when it is looked at again."""
        row = self.row
        if row.holding is None:
            if row.ended is not None:
                return _("ended %(day)s") % {"day": short_day(row.ended, self.today)}
            return _("nothing holds yet") if row.open else _("nothing agreed yet")
        since = short_day(row.since, self.today) if row.since else ""
        pieces = [_("version %(number)d, agreed %(day)s") % {"number": row.holding, "day": since}
                  if since else _("version %(number)d") % {"number": row.holding}]  # fmt: skip
        if row.review_on is not None:
            pieces.append(_("next review %(day)s") % {"day": short_day(row.review_on, self.today)})
        return " · ".join(pieces)

    @cached_property
    def chips(self) -> tuple[tuple[str, ChipKind], ...]:
        """What stands out, the most urgent first."""
        row = self.row
        found: list[tuple[str, ChipKind]] = []
        if row.due:
            found.append((_("review due"), "warn"))
        if row.open_state is State.PROPOSED:
            who = {"number": row.open, "names": names([name.split()[0] for name in row.waits_for if name])}
            found.append((_("v%(number)d waits for %(names)s") % who, "warn"))
        elif row.open_state is State.DRAFT:
            found.append((_("v%(number)d draft") % {"number": row.open}, "accent"))
        if row.holding is not None:
            found.append((_("v%(number)d in force") % {"number": row.holding}, "ok"))
        elif row.open is None:
            found.append((_("none") if row.ended is None else _("ended"), "neutral"))
        return tuple(found)

    @cached_property
    def spoken(self) -> str:
        """The row in one breath."""
        return ", ".join([self.row.name, self.sub, *(words for words, _kind in self.chips)])


@dataclass(frozen=True)
class AgreementsState:
    """The page."""

    sub: str
    rows: tuple[Heading | AgreementLine, ...]
    empty: str
    anyone: bool
    safe: bool


def state_of(found: Sequence[Row], today: date, *, words: str = "", safe: bool = False) -> AgreementsState:
    """The page; `words` narrows it to those whose name holds every one of them."""
    wanted = words.casefold().split()
    lines = [AgreementLine(row, today) for row in found
             if all(word in row.name.casefold() for word in wanted)]  # fmt: skip
    open_ = [line for line in lines if line.row.due or line.row.open is not None]
    holding = [line for line in lines if line not in open_ and line.row.holding is not None]
    none = [line for line in lines if line not in open_ and line not in holding]
    rows: list[Heading | AgreementLine] = []
    for title, group in ((_("To go on with"), open_), (_("In force"), holding), (_("None in force"), none)):
        if group:
            rows += [Heading(title), *group]
    empty = ""
    if not rows:
        empty = _("Nobody of that name.") if found else _(
            "What you and the people you meet promise each other stands here. Add a person first."
        )  # fmt: skip
    if safe:
        rows, empty = [], _("Agreements stay hidden while the screen is shared.")
    return AgreementsState("" if safe else _counted(found), tuple(rows), empty, bool(found), safe)


def _counted(found: Sequence[Row]) -> str:
    if not found:
        return ""
    holding = sum(row.holding is not None for row in found)
    due = sum(row.due for row in found)
    pieces = [_("%(n)d of %(all)d in force") % {"n": holding, "all": len(found)}]
    if due:
        pieces.append(ngettext("%(n)d review due", "%(n)d reviews due", due) % {"n": due})
    return " · ".join(pieces)
