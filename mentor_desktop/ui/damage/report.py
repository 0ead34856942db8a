"""What a check of the vault has shown, as words, and how far one has come. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mentor_desktop.services import damage
from mentor_desktop.services.damage import Area, Report
from mentor_desktop.ui.backing.aside import Progress
from mentor_desktop.words import _

# Where each area begins when the whole is 1: the pages take longest, attachments tell how far they are.
_BEGINS = {
    Area.HEADER: 0.0,
    Area.PAGES: 0.02,
    Area.REFERENCES: 0.5,
    Area.SEARCH: 0.6,
    Area.STRUCTURE: 0.7,
    Area.ATTACHMENTS: 0.75,
}


@dataclass(frozen=True)
class ReportState:
    """What the window shows of a report."""

    sound: bool
    looked: str
    wrong: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


def report_state(report: Report) -> ReportState:
    """A report in words."""
    looked, *rest = damage.lines(report)
    if report.sound:
        return ReportState(True, looked, tuple(rest))
    wrong = tuple(each.sentence for each in report.findings)
    return ReportState(False, looked, wrong, tuple(dict.fromkeys(each.advice for each in report.findings)))


def share_of(area: Area, done: int, total: int) -> float:
    """How much of a check is done, 0 to 1."""
    begins = _BEGINS[area]
    return begins + (1 - begins) * done / total if area is Area.ATTACHMENTS and total else begins


def told_in_shares(progress: Progress) -> Callable[[Area, int, int], None]:
    """What `damage.check` tells, as shares."""
    return lambda area, done, total: progress(share_of(area, done, total))


def nothing_found() -> str:
    """What to say where a check was stopped."""
    return _("Stopped. Nothing was found until then.")
