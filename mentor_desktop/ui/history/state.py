"""What the page of earlier wordings shows, as words. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentor_desktop.domain.difference import Piece
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services import histories
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.histories import Version
from mentor_desktop.ui.daywords import when_words
from mentor_desktop.words import _

# The texts of each kind that keep earlier wordings and are shown here, in order.
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SESSION: ("mattered", "opening", "link"),
    Kind.GOAL: ("aim",),
    Kind.PART: ("title",),
    Kind.ATTACHMENT: ("name",),
}


@dataclass(frozen=True)
class Loaded:
    """Every wording of every text of a thing; the present one first."""

    kind: Kind
    row: bytes
    texts: Mapping[str, tuple[Version, ...]]
    now: Millis
    zone: str


@dataclass(frozen=True)
class WordingState:
    """The page."""

    title: str
    fields: tuple[tuple[str, str], ...] = ()  # more than one text: which of them
    chosen_field: str = ""
    versions: tuple[tuple[str, str], ...] = ()  # key and words of each wording
    chosen: str = ""
    when: str = ""
    text: str = field(default="", repr=False)
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    change: str = ""  # what the difference compares; "" for none
    may_take: bool = False
    line: str = ""  # instead of wordings


def load(desk: Desk, kind: Kind, row: bytes, zone: str) -> Loaded:
    """Ask the services. Runs in a worker. Raises Gone."""
    fields = FIELDS.get(kind, ("text",))
    texts = {name: histories.versions(desk, kind, row, name) for name in fields}
    written = {
        name: found for name, found in texts.items() if len(found) > 1 or found[0].text or len(fields) == 1
    }
    return Loaded(kind, row, written, desk.now(), zone)


def state_of(loaded: Loaded, field_name: str, at: int, share_safe: bool) -> WordingState:
    """In words; `at` counts the wordings, 0 for the present one. A shared screen tells nothing."""
    title = _("Earlier wordings")
    if share_safe:
        return WordingState(title, line=_("Hidden while the screen is shared."))
    found = loaded.texts.get(field_name, ())
    if not found:
        return WordingState(title, line=_("Nothing was written here yet."))
    fields = tuple((name, field_words(name)) for name in loaded.texts)
    if len(found) == 1:
        line = _("This was never changed, so there is no earlier wording.")
        return WordingState(title, fields, field_name, line=line)
    at = min(at, len(found) - 1)
    shown = found[at]
    return WordingState(
        title,
        fields,
        field_name,
        tuple((str(number), _when(loaded, each)) for number, each in enumerate(found)),
        str(at),
        _when(loaded, shown),
        shown.text,
        shown.changed,
        _("What the last change did") if at == 0 else _("What the change after it did"),
        may_take=at > 0 and shown.text != found[0].text,
    )


def field_words(name: str) -> str:
    """What a text of a session is called."""
    return {
        "mattered": _("What mattered"),
        "opening": _("Opening of the summary"),
        "link": _("Join link"),
    }.get(name, _("Text"))


def _when(loaded: Loaded, version: Version) -> str:
    if version.until is None:
        return _("As it stands now")
    today = wall_at(loaded.now, loaded.zone).date()
    return _("Until %(when)s") % {"when": when_words(wall_at(version.until, loaded.zone), today)}
