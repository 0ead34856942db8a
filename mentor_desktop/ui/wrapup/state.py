"""What the Wrap up page shows, as frozen values, so that any state can be drawn. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from mentor_desktop.domain.ids import FollowUpId, NoteId, PartId, PersonId, PromiseId, SessionId
from mentor_desktop.exporters.tree import Document
from mentor_desktop.services.sessions import Head

Tone = Literal["accent", "private", "warn", "neutral", "ok", "danger"]
Phase = Literal["loading", "folded", "not_ended", "ready"]
Spot = Literal["first", "line", "date", "next", "ratings"]


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """A `/promise` note as it was understood; without a date Enter asks for one."""

    note: NoteId
    owner_name: str
    text: str
    due: str  # "Fri 27 Nov", "" where no date was understood
    private: bool  # the note is private


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise that was made in this session or is still open."""

    id: PromiseId
    owner_name: str
    text: str
    due: str
    tone: Tone
    sub: str  # "moved twice"
    kept: bool
    dropped: bool
    private: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """The line in which a promise is typed, and what it is understood as so far."""

    note: NoteId | None = None  # the `/promise` note being settled
    promise: PromiseId | None = None  # the promise being changed
    line: str = ""
    text: str = ""
    owner: PersonId | None = None
    due: date | None = None
    due_words: str = ""
    asks_date: bool = False  # the date field is open: no date was understood
    error: str = ""

    @property
    def structured(self) -> bool:
        """Whether the line holds the words alone, with owner and date in fields of their own."""
        return self.promise is not None


@dataclass(frozen=True, slots=True)
class NextTime:
    """The next date: planned, proposed, or not known yet."""

    planned: SessionId | None
    words: str  # "Tue 8 Dec 15:00"
    other: str  # "17:00 in Nairobi"
    start: datetime  # what the date field opens with, on my clock
    known: bool  # planned, or the usual slot is known
    warning: str = ""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part that was not reached; chosen ones move on."""

    id: PartId
    title: str
    sub: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """Whether someone was there, and how many minutes late; private."""

    person: PersonId
    name: str
    present: bool
    late: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One item of the checklist."""

    id: FollowUpId
    text: str
    due: str
    tone: Tone
    done: bool


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Now, today or later."""

    title: str
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True)
class TypedNote:
    """A note of a session that was held with pen and paper."""

    id: NoteId
    text: str
    private: bool


@dataclass(frozen=True, slots=True)
class WrapState:
    """Everything but the summary."""

    phase: Phase = "loading"
    head: Head | None = None
    sub: str = ""
    today: date = date(2000, 1, 1)  # on my calendar
    safe: bool = False  # share-safe: what is private stays hidden
    attendance: str = ""  # "Amara was there"
    attended: tuple[AttendanceLine, ...] = ()  # nobody in the share-safe view
    mattered: str = ""
    suggestions: tuple[SuggestionLine, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    earlier: tuple[PromiseLine, ...] = ()
    owners: tuple[tuple[PersonId, str], ...] = ()
    next: NextTime | None = None
    ratings: tuple[int | None, int | None, int | None] = (None, None, None)
    parts: tuple[PartLine, ...] = ()
    waits: str = ""  # what becomes of parts and promises at the end
    groups: tuple[CheckGroup, ...] = ()
    done: int = 0
    of: int = 0
    wrapped: str = ""  # "Wrapped up today 15:58", "" while it is not
    paper: bool = False
    typed: tuple[TypedNote, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A shared note that goes out, or is held back."""

    id: NoteId
    text: str
    time: str
    held: bool


@dataclass(frozen=True, slots=True)
class SummaryState:
    """The summary: who it is for, what goes and what stays, and the very document."""

    title: str = ""
    people: tuple[tuple[PersonId, str, bool], ...] = ()  # those who were there, and whether it is for them
    opening: str = ""
    chips: tuple[tuple[str, Tone, str], ...] = ()
    notes: tuple[SharedLine, ...] = ()
    document: Document | None = None
    sent: str = ""
    format: str = "pdf"


@dataclass(frozen=True, slots=True)
class Question:
    """A banner within the summary card: a sentence and the way on."""

    text: str
    yes: str
