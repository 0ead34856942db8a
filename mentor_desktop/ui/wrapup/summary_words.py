"""What the summary card says of what goes, what stays and what went out. Plain functions, no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentor_desktop.domain.history import Exported
from mentor_desktop.domain.ids import Millis, PersonId
from mentor_desktop.services.sharing import Summary
from mentor_desktop.ui.wrapup import wording
from mentor_desktop.ui.wrapup.state import Tone
from mentor_desktop.words import _, names, ngettext

SENT = 3  # times it went out that are told one by one


def format_name(fmt: str) -> str:
    """What a format is called."""
    named = {"pdf": _("PDF"), "docx": _("Word"), "html": _("Web page"), "md": _("Markdown"), "txt": _("Text")}
    return named.get(fmt, fmt)


def chips(summary: Summary) -> tuple[tuple[str, Tone, str], ...]:
    """What goes and what stays, each with its count."""
    shared, private, others = len(summary.shareable.notes), summary.private, summary.for_others
    held = sum(note.id in summary.held_back for note in summary.notes)
    chips: list[tuple[str, Tone, str]] = [
        (ngettext("%(n)d shared note", "%(n)d shared notes", shared) % {"n": shared}, "accent", "")
    ]
    if private:
        words = ngettext("%(n)d private note stays here", "%(n)d private notes stay here", private)
        chips.append((words % {"n": private}, "private", "lock"))
    if held:
        chips.append(
            (ngettext("%(n)d held back", "%(n)d held back", held) % {"n": held}, "neutral", "eye-off")
        )
    if others:
        words = ngettext("%(n)d note is for others", "%(n)d notes are for others", others)
        chips.append((words % {"n": others}, "neutral", "users"))
    if summary.shareable.agreed:
        chips.append((_("Says who may hear of it"), "neutral", "file-check"))
    return tuple(chips)


def sent_words(sent: Sequence[Exported], called: Mapping[PersonId, str], now: Millis, zone: str) -> str:
    """ "Sent to Amara as PDF, today 15:58": a line each time it went out, the latest first."""
    lines = [_went_words(each, called, now, zone) for each in reversed(sent[-SENT:])]
    before = len(sent) - len(lines)
    if before > 0:
        lines.append(ngettext("and %(n)d time before", "and %(n)d times before", before) % {"n": before})
    return "\n".join(lines)


def _went_words(went: Exported, called: Mapping[PersonId, str], now: Millis, zone: str) -> str:
    values = {
        "names": names([called.get(PersonId(person), "") for person in went.audience]),
        "format": format_name(went.format),
        "when": wording.moment_words(went.at, now, zone),
    }
    if went.format == "copy":
        return _("Copied for %(names)s, %(when)s") % values
    if went.format == "print":
        return _("Printed for %(names)s, %(when)s") % values
    return _("Sent to %(names)s as %(format)s, %(when)s") % values
