"""How goals are spoken of on every screen: state, measure, next step. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mentor_desktop.domain.goals import GoalState, Measure
from mentor_desktop.domain.ids import DAY, Millis
from mentor_desktop.services.goal_rows import GoalRow
from mentor_desktop.ui.daywords import ChipKind, short_day
from mentor_desktop.words import _, ngettext, number

NEARLY = 0.8  # of the way, from which on the chip is glad
SOON = 14  # days ahead that are counted out


def state_words(state: GoalState) -> str:
    """Where a goal stands, in a word."""
    return {
        GoalState.IDEA: _("idea"), GoalState.ACTIVE: _("active"), GoalState.PAUSED: _("paused"),
        GoalState.REACHED: _("reached"), GoalState.LET_GO: _("let go"),
    }[state]  # fmt: skip


def amount(value: float, unit: str = "") -> str:
    """A value with its unit."""
    return f"{number(value)} {unit}".strip()


def stands_words(row: GoalRow) -> str:
    """How far it has come, on its own measure; "" where nothing was said."""
    stands = row.progress
    if stands.measure is Measure.STEPS:
        words = ngettext("%(done)d of %(of)d step", "%(done)d of %(of)d steps", stands.of)
        return words % {"done": stands.done, "of": stands.of} if stands.of else ""
    if stands.value is None:
        return ""
    if stands.measure is Measure.SCALE:
        return _("%(value)s of 10") % {"value": number(stands.value)}
    if row.target is not None:
        values = {"value": number(stands.value), "target": amount(row.target, row.unit)}
        return _("%(value)s of %(target)s") % values
    return amount(stands.value, row.unit)


def quiet_days(row: GoalRow, now: Millis) -> int:
    """For how many days nobody touched it."""
    return (now - row.touched) // DAY if row.touched is not None else 0


def chip_of(row: GoalRow, now: Millis) -> tuple[str, ChipKind]:
    """The one thing that stands out about it."""
    if row.quiet:
        days = quiet_days(row, now)
        return ngettext("quiet for %(n)d day", "quiet for %(n)d days", days) % {"n": days}, "warn"
    if row.state is GoalState.PAUSED:
        return _("paused"), "neutral"
    stands = stands_words(row)
    if stands:
        share = row.progress.share
        return stands, "ok" if share is not None and share >= NEARLY else "neutral"
    if row.mine:
        return _("my own"), "neutral"
    return state_words(row.state), "neutral"


def next_words(row: GoalRow, today: date) -> str:
    """What comes next, and by when."""
    if row.quiet:
        return _("Worth a kind question next time")
    when = row.next_due or row.target_date
    by = _by(when, today) if when is not None else ""
    if row.next_step:
        words = _("Next: %(step)s") % {"step": row.next_step}
        return f"{words} · {by}" if by and row.next_due is not None else words
    if by:
        return by[:1].upper() + by[1:]
    return _("No next step yet")


def _by(when: date, today: date) -> str:
    days = (when - today).days
    if days == 0:
        return _("due today")
    if 0 < days <= SOON:
        return ngettext("due in %(n)d day", "due in %(n)d days", days) % {"n": days}
    return _("by %(day)s") % {"day": short_day(when, today)}


def goals_shown(
    rows: Sequence[GoalRow], now: Millis, today: date, safe: bool
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    """Goals as a list beside something else: the aim, and where it stands; private ones only unshared."""
    shown = [row for row in rows if not (safe and row.private)]
    return tuple(
        (row.aim, " · ".join(dict.fromkeys((chip_of(row, now)[0], next_words(row, today))))) for row in shown
    )


def whose_words(row: GoalRow) -> str:
    """Whose goal it is, as the head of a card says it."""
    if row.mine:
        return _("You, with %(name)s") % {"name": row.name}
    return row.name
