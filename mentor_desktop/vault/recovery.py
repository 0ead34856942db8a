"""The recovery key as people see it: 160 random bits in nine groups of four letters and digits.

The last group is a check group, so that a slip of the pen is told at once and not after a long derivation.
Standard library only.
"""

import secrets

from mentor_desktop.vault.errors import BadRecoveryKey

SECRET_BYTES = 20
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O or U."""

CHECK_PRIME = 2**20 - 3
"""The largest prime that fits four characters. The remainder by a prime above 31 differs after any one wrong
character and after any two exchanged neighbours, which a part of a hash would only make very likely."""

_SECRET_CHARACTERS = 32
_CHECK_CHARACTERS = 4
_GROUP = 4
_MAX_TYPED = 200
_LOOK_ALIKE = str.maketrans("OIL", "011")
_SPACES_AND_DASHES = dict.fromkeys(
    map(ord, " \t\r\n\u00a0\u2007\u2009\u202f-\u2010\u2011\u2012\u2013\u2014\u2212_.")
)


def new_recovery_secret() -> bytearray:
    """Return 160 fresh random bits."""
    return bytearray(secrets.token_bytes(SECRET_BYTES))


def format_recovery_key(secret: bytes | bytearray) -> str:
    """Return the text to print for a secret of 20 bytes, such as `0123-4567-…-WXYZ` (44 characters)."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a recovery secret has 20 bytes")
    number = int.from_bytes(secret, "big")
    characters = _to_base32(number, _SECRET_CHARACTERS) + _to_base32(number % CHECK_PRIME, _CHECK_CHARACTERS)
    return "-".join(characters[start : start + _GROUP] for start in range(0, len(characters), _GROUP))


def parse_recovery_key(text: str) -> bytearray:
    """Return the 20 bytes of a typed recovery key; case, spaces, dashes and look-alikes are forgiven.

    Raises `BadRecoveryKey`.
    """
    if len(text) > _MAX_TYPED:
        raise BadRecoveryKey("too many characters")
    characters = text.translate(_SPACES_AND_DASHES).upper().translate(_LOOK_ALIKE)
    if len(characters) != _SECRET_CHARACTERS + _CHECK_CHARACTERS:
        raise BadRecoveryKey("wrong number of characters")
    if any(character not in ALPHABET for character in characters):
        raise BadRecoveryKey("a character outside the alphabet")
    number = _from_base32(characters[:_SECRET_CHARACTERS])
    if number % CHECK_PRIME != _from_base32(characters[_SECRET_CHARACTERS:]):
        raise BadRecoveryKey("check group does not fit")
    return bytearray(number.to_bytes(SECRET_BYTES, "big"))


def _to_base32(number: int, length: int) -> str:
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def _from_base32(characters: str) -> int:
    number = 0
    for character in characters:
        number = number << 5 | ALPHABET.index(character)
    return number
