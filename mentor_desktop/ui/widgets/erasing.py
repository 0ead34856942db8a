"""Overwriting a secret that Qt handed over as text: Python frees text as it is, and cannot change it.

Standard library only.
"""

from __future__ import annotations

import ctypes
import sys


def erase(text: str) -> None:
    """Overwrite a text that was made for the caller alone, such as what a field was asked for.

    It reads as zeros from then on, for everyone who holds it: never for a text of the program itself. Where
    this Python keeps text in another way nothing happens.
    """
    if len(text) < 2 or sys.implementation.name != "cpython":  # texts of one letter are shared
        return
    widest = max(text)
    width = 1 if widest < "\u0100" else 2 if widest < "\U00010000" else 4
    start = id(text) + (_ASCII_HEAD if text.isascii() else _HEAD)
    if ctypes.string_at(start, width) == ord(text[0]).to_bytes(width, sys.byteorder):
        ctypes.memset(start, 0, len(text) * width)


# What stands before the letters of an object: its size less its letters and the zero after them.
_ASCII_HEAD = "".__sizeof__() - 1
_HEAD = "\u0100\u0101".__sizeof__() - 6
