"""How it is going with a person, side by side and never as one number; each opens its records. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services.persons import PersonPage
from mentor_desktop.services.promises import OnTime
from mentor_desktop.ui.daywords import ChipKind, short_day
from mentor_desktop.ui.person.lines import GoingLine, latest
from mentor_desktop.words import _, ngettext, number

if TYPE_CHECKING:
    from mentor_desktop.ui.person.state import Found

LATE = 24 * 60 * 60_000  # ms before its time within which calling off is late
STEADY = 1.25  # times the agreed rhythm that still counts as keeping it


def going(found: Found) -> tuple[GoingLine, ...]:
    """The sides of which anything is recorded."""
    return _commitment(found), _trust(found.page), _quality(found)


def _commitment(found: Found) -> GoingLine:
    page = found.page
    whole = page.held + page.moved
    count = _("%(held)d of %(whole)d") % {"held": page.held, "whole": whole}
    words = _("%(count)s sessions held") % {"count": count}
    days = sorted(row.here.date() for row in page.sessions if row.state is SessionState.HELD)
    gap = round((days[-1] - days[0]).days / (len(days) - 1)) if len(days) > 1 else 0
    if gap:
        words = ngettext("%(words)s, every day", "%(words)s, every %(n)d days", gap) % {
            "words": words,
            "n": gap,
        }
    relationship = latest(page)
    agreed = relationship.cadence_days if relationship is not None else None
    sub = [_("agreed: %(n)d") % {"n": agreed} if agreed else _("no rhythm agreed")]
    if page.moved:
        sub.append(
            ngettext("%(n)d did not come about", "%(n)d did not come about", page.moved) % {"n": page.moved}
        )
    sub += _late_cancels(found)
    steady = bool(agreed) and gap <= (agreed or 0) * STEADY and not page.moved
    kind: ChipKind = "ok" if steady else "neutral"
    chip = _("steady") if steady else count
    return GoingLine(_("Commitment"), words, " · ".join(sub), chip, kind, "sessions")


def _late_cancels(found: Found) -> list[str]:
    """Sessions that were missed, or called off within a day of their time, by whom."""
    late = [
        row for row in found.page.sessions
        if row.state is SessionState.MISSED
        or (row.state is SessionState.CANCELLED and row.off_told is not None and row.at - row.off_told < LATE)
    ]  # fmt: skip
    if not late:
        return [_("no late cancels")]
    name = found.page.person.name.split()[0]
    counts = (
        (_("%(n)d late by you"), sum(row.off_by == found.me for row in late)),
        (_("%(n)d late by %(name)s"), sum(row.off_by == found.page.person.id for row in late)),
        (_("%(n)d late by nobody named"), sum(row.off_by is None for row in late)),
    )
    return [words % {"n": count, "name": name} for words, count in counts if count]


def _quality(found: Found) -> GoingLine:
    """The latest pulse that both sides answered: each item by itself, never one number for all."""
    whole = next((each for each in found.rounds if each.answers), None)
    if whole is None:
        waits = bool(found.rounds) and bool(found.rounds[0].missing)
        sub = _("one side has answered") if waits else _("ask in “In touch”")
        return GoingLine(_("Quality"), _("no pulse answered by both yet"), sub, "", "neutral", "touch")
    names = {
        "heard": _("heard"), "safe": _("safe"), "useful": _("useful"), "honest": _("honest"),
        "progress": _("progress"),
    }  # fmt: skip
    pieces = []
    for item, name in names.items():
        said = [getattr(each, item) for each in whole.answers.values()]
        pieces.append(f"{name} {number(sum(said) / len(said))}")
    answers = ngettext("%(n)d answer", "%(n)d answers", len(whole.answers)) % {"n": len(whole.answers)}
    sub = _("both answered on %(day)s") % {"day": short_day(whole.day, found.here.date())}
    return GoingLine(_("Quality"), ", ".join(pieces), sub, answers, "neutral", "touch")


def _trust(page: PersonPage) -> GoingLine:
    def counted(on_time: OnTime) -> str:
        return _("%(kept)d of %(of)d") % {"kept": on_time.kept, "of": on_time.of}

    mine, theirs = page.mine_on_time, page.theirs_on_time
    words = _("none of your promises was due yet")
    if mine.of:
        words = _("you kept %(count)s on time") % {"count": counted(mine)}
    name = page.person.name.split()[0]
    sub = _("%(name)s kept %(count)s") % {"name": name, "count": counted(theirs)} if theirs.of else ""
    whole = mine.of > 0 and mine.kept == mine.of
    return GoingLine(
        _("Trust"), words, sub, counted(mine) if mine.of else "", "ok" if whole else "neutral", "promises"
    )
