"""The recovery key survives a handwritten copy, and a slip is told before any derivation."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.vault import BadRecoveryKey, format_recovery_key, parse_recovery_key
from mentor_desktop.vault.recovery import ALPHABET, CHECK_PRIME

SECRET = bytes(range(7, 27))
TEXT = format_recovery_key(SECRET)
CHARACTERS = TEXT.replace("-", "")


def test_it_is_nine_groups_of_four() -> None:
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){8}", TEXT)


def test_the_check_number_is_the_largest_prime_below_four_characters() -> None:
    primes = [n for n in range(2**20 - 40, 2**20) if all(n % d for d in range(2, 1024))]
    assert max(primes) == CHECK_PRIME


@given(st.binary(min_size=20, max_size=20))
def test_every_secret_comes_back(secret: bytes) -> None:
    assert parse_recovery_key(format_recovery_key(secret)) == secret


@pytest.mark.parametrize(
    "typed",
    [
        TEXT.lower(),
        TEXT.replace("-", " "),
        TEXT.replace("-", ""),
        f"  {TEXT}\n",
        TEXT.replace("-", "–"),
        TEXT.replace("0", "O").replace("1", "I"),
        TEXT.replace("0", "o").replace("1", "l"),
    ],
)
def test_case_spaces_dashes_and_look_alikes_are_forgiven(typed: str) -> None:
    assert parse_recovery_key(typed) == SECRET


def test_every_single_wrong_character_is_caught() -> None:
    for place, right in enumerate(CHARACTERS):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(BadRecoveryKey):
                parse_recovery_key(CHARACTERS[:place] + wrong + CHARACTERS[place + 1 :])


def test_every_exchange_of_two_characters_is_caught() -> None:
    for left in range(len(CHARACTERS)):
        for right in range(left + 1, len(CHARACTERS)):
            if CHARACTERS[left] != CHARACTERS[right]:
                swapped = list(CHARACTERS)
                swapped[left], swapped[right] = swapped[right], swapped[left]
                with pytest.raises(BadRecoveryKey):
                    parse_recovery_key("".join(swapped))


@pytest.mark.parametrize("typed", ["", TEXT[:-1], TEXT + "0", "U" + TEXT[1:], "ß" + TEXT[2:], "0" * 100_000])
def test_a_wrong_shape_is_refused_and_not_repeated_in_the_error(typed: str) -> None:
    with pytest.raises(BadRecoveryKey) as caught:
        parse_recovery_key(typed)
    assert not typed or typed not in str(caught.value)


def test_only_twenty_bytes_can_be_written() -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        format_recovery_key(bytes(19))
