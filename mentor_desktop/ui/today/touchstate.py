"""What the card "Stay in touch" shows, as words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentor_desktop.services.touch import FIRST, Warm
from mentor_desktop.services.touchwords import coming_words, reason_words
from mentor_desktop.ui.daywords import short_day
from mentor_desktop.words import _, ago, ngettext


@dataclass(frozen=True)
class TouchLine:
    """One person to be in touch with."""

    key: str  # the person's id in hex
    name: str
    why: str
    sub: str
    wait: str  # when it is better to send it

    @property
    def spoken(self) -> str:
        """The line in one breath."""
        return ", ".join(filter(None, (self.name, self.why, self.sub, self.wait)))


@dataclass(frozen=True)
class TouchPanel:
    """What is open below a line: what helps, a draft, and where the check-in is logged."""

    key: str = ""
    help: str = ""  # how they are best reached, and one fact
    draft: str = ""
    kind: str = ""
    kinds: tuple[tuple[str, str], ...] = ()
    log_error: str = ""
    snooze_error: str = ""


@dataclass(frozen=True)
class TouchState:
    """The card."""

    lines: tuple[TouchLine, ...] = ()
    more: str = ""  # how many more there are, once these are done
    coming: tuple[tuple[str, str], ...] = ()  # day and words


def touch_state(warm: tuple[Warm, ...], coming: tuple[Warm, ...], today: date) -> TouchState:
    """The card, in words."""
    ahead = []
    for each in coming:
        words = _("%(name)s, %(why)s") % {"name": each.name, "why": coming_words(each)}
        ahead.append((short_day(each.on, today), words))
    left = len(warm) - FIRST
    more = ""
    if left > 0:
        more = ngettext("%(n)d more comes after these.", "%(n)d more come after these.", left) % {"n": left}
    return TouchState(tuple(_line(each, today) for each in warm[:FIRST]), more, tuple(ahead))


def _line(warm: Warm, today: date) -> TouchLine:
    pieces = []
    if warm.last_contact is not None:
        when = ago((today - warm.last_contact).days)
        pieces.append(_("last contact %(when)s") % {"when": when})
    else:
        pieces.append(_("no contact yet"))
    if warm.my_open:
        owed = ngettext("%(n)d promise of yours is open", "%(n)d promises of yours are open", warm.my_open)
        pieces.append(owed % {"n": warm.my_open})
    return TouchLine(warm.person.hex(), warm.name, reason_words(warm), " · ".join(pieces), warm.wait)
