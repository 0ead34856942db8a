"""How good a passphrase is, and a better one for who has none.

May import content, words and the vault's limits; zxcvbn is loaded at the first question, not at import.
Nothing here keeps, logs or raises what was typed.
"""

import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mentor_desktop.services.content import blocked_phrases, passphrase_words
from mentor_desktop.vault import MAX_CHARACTERS, MIN_CHARACTERS
from mentor_desktop.words import N_, _, ngettext

WORDS = 6  # of at least 2,048: 66 bits
METERED = 100  # characters looked at: zxcvbn takes seconds over a long random text
_FIRST_LOOK = 32  # characters that settle it when they are strong already

_SCORES = (N_("Very weak"), N_("Weak"), N_("Fair"), N_("Good"), N_("Strong"))

# What people type for a letter.
_STAND_INS = str.maketrans("013457@$!|+", "oieastasiit")
_RUNS = tuple(
    run
    for row in (
        "abcdefghijklmnopqrstuvwxyz" * 2,
        "0123456789" * 4,
        "1234567890" * 4,
        "qwertyuiopasdfghjklzxcvbnm" * 2,
        "qwertzuiopasdfghjklyxcvbnm" * 2,
        "azertyuiopqsdfghjklmwxcvbn" * 2,
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "1q2w3e4r5t6y7u8i9o0p",
    )
    for run in (row, row[::-1])
)
_SHORT_UNIT = 6  # characters: a piece this short adds nothing by being typed again
_LONGEST_COMPARED = 1024  # no common phrase is longer


@dataclass(frozen=True, slots=True)
class Strength:
    """What the meter shows."""

    score: int  # 0 to 4, as zxcvbn counts
    word: str  # the same in one word, in the language spoken


def strength(text: str, hints: Sequence[str] = ()) -> Strength:
    """How hard a passphrase is to guess, by zxcvbn over its first 100 characters.

    `hints` are words a guesser would try first: own name, name of the vault. A phrase that too many
    people choose scores 0, whatever its length.
    """
    if not text or blocked(text, hints):
        return Strength(0, _(_SCORES[0]))
    from zxcvbn import matching, zxcvbn

    inputs = [word for hint in hints for word in (hint, *hint.split()) if word]
    score = 0
    try:
        for length in sorted({min(len(text), _FIRST_LOOK), min(len(text), METERED)}):
            score = int(zxcvbn(text[:length], user_inputs=inputs, max_length=length)["score"])
            if score == len(_SCORES) - 1:
                break
    finally:
        # The library keeps the last hints for the life of the program: a name has no place there.
        matching.RANKED_DICTIONARIES.pop("user_inputs", None)
    return Strength(score, _(_SCORES[score]))


def six_words() -> str:
    """A new passphrase of six words, drawn evenly and independently by the system's generator."""
    pool = passphrase_words()
    return " ".join(secrets.choice(pool) for _word in range(WORDS))


def refusal(text: str, names: Sequence[str] = ()) -> str:
    """Why this cannot be a new passphrase, in one sentence, or "" where it can."""
    length = len(unicodedata.normalize("NFC", text[: MAX_CHARACTERS + 1]))
    if length > MAX_CHARACTERS:
        return _("A passphrase has at most 1,024 characters. Shorten it.")
    if length < MIN_CHARACTERS:
        return ngettext(
            "A passphrase has at least 15 characters. One more is needed.",
            "A passphrase has at least 15 characters. %(missing)d more are needed.",
            MIN_CHARACTERS - length,
        ) % {"missing": MIN_CHARACTERS - length}
    if blocked(text, names):
        return _("Too many people choose this one. Make it your own, or let six words be drawn.")
    return ""


def blocked(text: str, names: Sequence[str]) -> bool:
    """Whether the whole of it is a phrase that many people choose, or nothing but names, a run of keys
    or one piece over and over. A common phrase inside a longer one is not held against it.
    """
    if len(text) > _LONGEST_COMPARED:
        return False
    bare = _bare(text)
    if not bare:
        return True
    known = _common()
    pieces = {_bare(word) for name in (*names, "mentor desktop") for word in (name, *name.split())}
    for form in (bare, bare.translate(_STAND_INS)):
        for tried in (form, re.sub(r"\d+$", "", form)):
            if tried and (tried in known or _run(tried) or _made_of(tried, pieces) or _repeats(tried, known)):
                return True
    return False


def _bare(text: str) -> str:
    """Letters and digits alone, without case and accents; stand-in signs are kept for their letters."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum() or sign in "@$!|+").strip("!+|")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    phrases = [_bare(phrase) for phrase in blocked_phrases()]
    return frozenset(phrases) | {phrase.translate(_STAND_INS) for phrase in phrases}


def _run(text: str) -> bool:
    return any(text in run for run in _RUNS)


def _repeats(text: str, known: Collection[str]) -> bool:
    """One piece over and over: a short one, a common one, or any piece at least three times."""
    for size in range(1, len(text) // 2 + 1):
        times, rest = divmod(len(text), size)
        unit = text[:size]
        if not rest and unit * times == text:
            return times > 2 or size <= _SHORT_UNIT or unit in known or _run(unit)
    return False


def _made_of(text: str, pieces: Collection[str]) -> bool:
    """Whether the text is nothing but these pieces, one after the other."""
    usable = [piece for piece in pieces if len(piece) > 1]
    reached = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        reached[end] = any(
            reached[end - len(p)] for p in usable if text.endswith(p, 0, end) and len(p) <= end
        )
    return reached[-1]
