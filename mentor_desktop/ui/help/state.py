"""The chapters of Help, and which of them hold some words. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mentor_desktop.words import N_, _

KEYS, PROTECTED = "keys", "protected"
_ENDS_LINE = re.compile(r"^(#|>|\||```|- |\* |\d+\. )")


@dataclass(frozen=True)
class KeyLine:
    """One key and what it does."""

    keys: str  # as written on the key caps: "Ctrl N"
    does: str
    where: str = ""


@dataclass(frozen=True)
class Chapter:
    """One entry of the list, with its text or its keys."""

    key: str
    title: str
    text: str = ""
    lines: tuple[KeyLine, ...] = ()


# Keys that belong to a place rather than to the window; those of the menus are read from the menus.
_IN_PLACE: tuple[tuple[str, str, str], ...] = (
    ("Esc", N_("Closes what is open, or clears the box; no text is lost"), N_("Everywhere")),
    ("Tab, Shift Tab", N_("Next field, field before"), N_("Everywhere")),
    ("Del", N_("Puts what is chosen into the trash"), N_("Lists")),
    ("Enter", N_("Opens what is chosen"), N_("Lists")),
    ("P", N_("Prepares the next session"), N_("Today")),
    ("M", N_("Moves a session"), N_("Sessions")),
    ("J", N_("Shows the link of a session"), N_("Sessions")),
    ("F2", N_("Changes a session"), N_("Sessions")),
    ("Space", N_("Keeps a promise or ticks an item"), N_("Follow-ups")),
    ("M", N_("Moves a promise to another day"), N_("Follow-ups")),
    ("H", N_("Hands a promise over"), N_("Follow-ups")),
    ("C", N_("Copies a kind line to somebody you wait for"), N_("Follow-ups")),
    ("Del", N_("Drops a promise"), N_("Follow-ups")),
    ("F2", N_("Changes a note"), N_("Notes")),
    ("Enter", N_("Saves the note as private"), N_("Writing a note")),
    ("Ctrl Enter", N_("Saves the note as shared"), N_("Writing a note")),
    ("Shift Enter", N_("Begins a new line"), N_("Writing a note")),
    ("/", N_("Begins a command"), N_("Writing a note")),
    ("Alt ↑, Alt ↓", N_("Moves a part of the agenda"), N_("Prepare")),
    ("+, −", N_("A minute more or less for a part of the agenda"), N_("Prepare")),
    ("F2", N_("Changes a part of the agenda"), N_("Prepare")),
    ("1 to 5", N_("Gives the rating"), N_("Wrap up")),
)


def in_place_keys() -> tuple[KeyLine, ...]:
    """The keys that no menu names."""
    return tuple(KeyLine(keys, _(does), _(where)) for keys, does, where in _IN_PLACE)


def chapters(topics: Iterable[tuple[str, str]], keys: Sequence[KeyLine]) -> tuple[Chapter, ...]:
    """Chapters from pairs of title and text, in the order of the guide; its chapter on keys is ours."""
    made: list[Chapter] = []
    for title, text in topics:
        slug = slug_of(title)
        if slug == "all-keys":
            made.append(Chapter(KEYS, title, lines=(*keys, *in_place_keys())))
        elif slug == "what-is-protected-and-what-is-not":
            made.append(Chapter(PROTECTED, title, flowed(text)))
        else:
            made.append(Chapter(slug, title, flowed(text)))
    return tuple(made)


def slug_of(title: str) -> str:
    """ "What is protected and what is not" -> "what-is-protected-and-what-is-not"."""
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")


def flowed(text: str) -> str:
    """The same Markdown with each paragraph and each point on one line, whatever width it was written at."""
    lines: list[str] = []
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
            lines.append(line)
        elif fenced or _stands_alone(line, lines[-1] if lines else ""):
            lines.append(line)
        else:
            lines[-1] = f"{lines[-1]} {line.strip()}"
    return "\n".join(lines)


def _stands_alone(line: str, before: str) -> bool:
    """Whether a line begins something of its own rather than going on with the one before."""
    if not line.strip() or not before.strip():
        return True
    return bool(_ENDS_LINE.match(line.lstrip())) or before.startswith(("#", "|", "```"))


def find(every: Iterable[Chapter], words: str) -> tuple[Chapter, ...]:
    """The chapters that hold every one of these words; of the keys only the lines that do, if some do."""
    wanted = words.casefold().split()
    if not wanted:
        return tuple(every)
    found: list[Chapter] = []
    for chapter in every:
        lines = tuple(
            line for line in chapter.lines if _holds(f"{line.keys} {line.does} {line.where}", wanted)
        )
        if _holds(chapter.title, wanted):
            found.append(chapter)
        elif lines:
            found.append(replace(chapter, lines=lines))
        elif _holds(f"{chapter.title} {chapter.text}", wanted):
            found.append(chapter)
    return tuple(found)


def _holds(text: str, wanted: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in wanted)
