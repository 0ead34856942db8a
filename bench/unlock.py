"""Unlocking a large vault, the derivation of the key apart, to Today on the screen."""

from bench.inside import measured
from bench.measure import Line, by_length, median


def run() -> list[Line]:
    """Three times."""
    seen = [measured("unlock") for _turn in range(3)]
    return [
        by_length("unlock to painted Today, key derivation apart", 200,
                  median([each["whole"] - each["key"] for each in seen]))
    ]  # fmt: skip
