"""Refusals: bad input gets one clear sentence that says what to do, and changes nothing."""

import unicodedata

from mentor_desktop.domain.people import LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT
from mentor_desktop.store.rows import Gone as Gone  # re-exported for screens, which never see the store
from mentor_desktop.store.rows import Stale as Stale
from mentor_desktop.words import _


class Refused(Exception):
    """The reason as a sentence for the person at the keyboard. Holds none of what they typed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def _storable(text: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in text) or "\0" in text:
        raise Refused(_("This text holds characters that cannot be kept. Type it instead of pasting it."))
    return text


def name_of(text: str) -> str:
    """A name as kept: one line, trimmed. Refuses an empty or endless one."""
    name = line_of(text, NAME_LIMIT)
    if not name:
        raise Refused(_("Type a name first."))
    return name


def line_of(text: str, limit: int = LINE_LIMIT) -> str:
    """One line as kept: line breaks become spaces, other control characters go."""
    joined = " ".join(_storable(text).split())
    line = "".join(char for char in joined if unicodedata.category(char) != "Cc").strip()
    if len(line) > limit:
        raise Refused(
            _("This is too long for one line. Shorten it to %(limit)d characters.") % {"limit": limit}
        )
    return line


def text_of(text: str) -> str:
    """A longer text as kept: as typed, with plain line breaks."""
    if len(text) > TEXT_LIMIT:
        raise Refused(_("This text is too long to keep. Split it into several notes."))
    return _storable(text).replace("\r\n", "\n").replace("\r", "\n")


def some_text(text: str) -> str:
    """A longer text that says something."""
    kept = text_of(text)
    if not kept.strip():
        raise Refused(_("There is nothing to keep yet. Type a few words."))
    return kept
