"""Characters that no document may hold are taken out once, before anything is parsed or written.

XML knows no control characters and no lone surrogates, and a bidirectional override in a name would
turn the rest of its line around. Imports the standard library only.
"""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls but tab and line feed; lone surrogates; the code points that Unicode sets apart as no character.
_NEVER = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    """The text with line feeds for every kind of line end and without what no document can hold."""
    ended = _LINE_ENDS.sub("\n", text)
    return _NEVER.sub("", _SURROGATES.sub(REPLACEMENT, ended))


def one_line(text: str) -> str:
    """A name or a heading: clean, on one line, and unable to turn the words after it around."""
    return _BLANKS.sub(" ", _OVERRIDES.sub("", clean(text))).strip()
