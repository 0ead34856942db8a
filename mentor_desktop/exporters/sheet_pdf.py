"""A recovery sheet as PDF that screen readers can follow (PDF/UA-1), with a code that a camera reads.

Drawn like the summaries: everything is handed over as JSON and only ever shown. May import segno, the PDF
of summaries, the resources folder and words.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno

from mentor_desktop import RESOURCES, words
from mentor_desktop.exporters import fonts, to_pdf

_TEMPLATE = RESOURCES / "typst" / "recovery.typ"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the page. The key never shows in a text of this object."""

    title: str
    what: str
    key_title: str
    groups: Sequence[str]
    code_alt: str
    how_title: str
    how: Sequence[str]
    vault_title: str
    facts: Sequence[tuple[str, str]]
    keep: str

    def __repr__(self) -> str:
        return "Sheet()"


def code_of(text: str) -> segno.QRCode:
    """The code of a recovery key: QR, level M, so that a crease or a stain does not spoil it."""
    return segno.make_qr(text, error="m", boost_error=False)


def sheet_pdf(sheet: Sheet, language: str) -> bytes:
    """The whole file. Raises CannotTypeset."""
    drawn = io.BytesIO()
    code_of("-".join(sheet.groups)).save(drawn, kind="svg", border=4, scale=4, xmldecl=False)
    tag, _dash, region = language.partition("-")
    rows = ["   ".join(sheet.groups[start : start + 3]) for start in range(0, len(sheet.groups), 3)]
    data = {
        "title": sheet.title,
        "what": sheet.what,
        "key_title": sheet.key_title,
        "key": rows,
        "code": drawn.getvalue().decode(),
        "code_alt": sheet.code_alt,
        "how_title": sheet.how_title,
        "how": list(sheet.how),
        "vault_title": sheet.vault_title,
        "facts": [[name, fonts.drawable(value)] for name, value in sheet.facts],
        "keep": sheet.keep,
        "lang": tag.lower() or words.SOURCE,
        "region": region.upper() if len(region) == 2 else None,
        "rtl": words.right_to_left(language),
    }
    return to_pdf.compiled(_TEMPLATE, data)
