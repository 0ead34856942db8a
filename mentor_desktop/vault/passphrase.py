"""The one form in which a passphrase reaches the key derivation.

Two keyboards may write the same letter in one code point or in two; both must open the vault. Beyond that
nothing is folded: case, spaces, NUL and width count. Standard library only.
"""

import unicodedata

from mentor_desktop.vault.errors import PassphraseNotText, PassphraseTooLong, PassphraseTooShort

MIN_CHARACTERS = 15
"""Shortest new passphrase, in code points after NFC: NIST SP 800-63B-4 for a secret that stands alone."""

MAX_CHARACTERS = 1024
"""Longest passphrase, in code points after NFC."""

_MOST_CODE_POINTS_COMPOSED_INTO_ONE = 4


def prepare(passphrase: str) -> bytearray:
    """Return the UTF-8 bytes of the NFC form, in a buffer that the caller wipes.

    Raises `PassphraseTooLong` or `PassphraseNotText`. A short passphrase is not refused here: one that opens
    a vault is right, whatever its length.
    """
    return _spelled(_composed(passphrase))


def prepare_new(passphrase: str) -> bytearray:
    """As `prepare`, for a passphrase that is being set: raises `PassphraseTooShort` too."""
    composed = _composed(passphrase)
    if len(composed) < MIN_CHARACTERS:
        raise PassphraseTooShort("passphrase below the limit")
    return _spelled(composed)


def _spelled(composed: str) -> bytearray:
    # Letter by letter into a buffer of its full size: encoding the whole leaves a copy that nobody wipes.
    buffer, at = bytearray(sum(len(letter.encode()) for letter in composed)), 0
    for letter in composed:
        for byte in letter.encode():
            buffer[at] = byte
            at += 1
    return buffer


def _composed(passphrase: str) -> str:
    # NFC of a huge paste would take long, and no text can shrink by more than this.
    if len(passphrase) > MAX_CHARACTERS * _MOST_CODE_POINTS_COMPOSED_INTO_ONE:
        raise PassphraseTooLong("passphrase above the limit")
    composed = unicodedata.normalize("NFC", passphrase)
    if len(composed) > MAX_CHARACTERS:
        raise PassphraseTooLong("passphrase above the limit")
    if any("\ud800" <= character <= "\udfff" for character in composed):
        raise PassphraseNotText("unpaired surrogate in passphrase")
    return composed
