"""The load of the weeks: hours against the mentor's own limit, and days that come back to back.

May import Qt and the widgets; the state holds words alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mentor_desktop.services.load import Load, Week
from mentor_desktop.ui.daywords import short_day
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Dim, Small, Strong, Text
from mentor_desktop.words import _, ngettext, span, weekday


@dataclass(frozen=True)
class WeekLine:
    """One week."""

    name: str
    minutes: int
    whole: int  # what fills the bar
    words: str
    sub: str
    over: bool


@dataclass(frozen=True)
class LoadState:
    """The card."""

    weeks: tuple[WeekLine, ...] = ()
    foot: str = ""


def load_state(found: Load, today: date) -> LoadState:
    """The weeks in words."""
    most = max([found.capacity, *(week.minutes for week in found.weeks), 1])
    foot = _("Set your own limit in Settings, Session.")
    if found.capacity:
        foot = _("You set a limit of %(limit)s a week.") % {"limit": span(found.capacity)}
    return LoadState(tuple(_line(week, found.capacity, most, today) for week in found.weeks), foot)


def _line(week: Week, capacity: int, most: int, today: date) -> WeekLine:
    name = _("Week of %(day)s") % {"day": short_day(week.monday, today)}
    if (today - week.monday).days in range(7):
        name = _("This week")
    said = span(week.minutes) if week.minutes else _("nothing")
    over = bool(capacity) and week.minutes > capacity
    words = said
    if over:
        words = _("%(span)s, %(over)s over") % {"span": said, "over": span(week.minutes - capacity)}
    elif capacity:
        words = _("%(span)s of %(limit)s") % {"span": said, "limit": span(capacity)}
    pieces = []
    if week.sessions:
        pieces.append(ngettext("%(n)d session", "%(n)d sessions", week.sessions) % {"n": week.sessions})
    if week.back_to_back:
        days = ", ".join(weekday(each) for each in week.back_to_back)
        pieces.append(_("back to back on %(days)s") % {"days": days})
    return WeekLine(name, week.minutes, capacity or most, words, " · ".join(pieces), over)


class LoadCard(Card):
    """The weeks, each with its bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Load"), parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._table = QWidget()
        self._foot = Dim("")
        self.body.addWidget(self._table)
        self.body.addWidget(self._foot)

    def show_load(self, state: LoadState) -> None:
        """Shows the weeks."""
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for at, week in enumerate(state.weeks):
            bar = ProgressBar(
                _("%(week)s: %(words)s") % {"week": week.name, "words": week.words}, week.minutes, week.whole,
                tone="warn" if week.over else "accent", height=10,
            )  # fmt: skip
            grid.addWidget(Text(week.name, wrap=False), at, 0)
            grid.addWidget(bar, at, 1)
            grid.addWidget(Strong(week.words, "warn" if week.over else "text", wrap=False), at, 2)
            grid.addWidget(Small(week.sub, wrap=False), at, 3)
        grid.setColumnStretch(1, 1)
        self.body.replaceWidget(self._table, fresh)
        self._table.hide()
        self._table.deleteLater()
        self._table = fresh
        self._foot.set(state.foot)
