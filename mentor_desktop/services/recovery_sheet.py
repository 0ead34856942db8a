"""The recovery key on paper: as a PDF with a code for cameras, a small text file, or a page to print.

It goes where its owner says, once. May import words, the exporters and the standard library; the typesetter
is loaded for a PDF alone.
"""

import html
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mentor_desktop.words import _, day, language

FILE_NAME = "recovery-key.pdf"
_ROW = 3  # groups


@dataclass(frozen=True, slots=True)
class About:
    """What the sheet says of its vault: its folder's name, its id and when the key was made, if known."""

    name: str = ""
    vault_id: str = ""
    made: date | None = None

    def facts(self) -> list[tuple[str, str]]:
        """Each with what it is called."""
        every = (
            (_("Name of the vault"), self.name),
            (_("Number of the vault"), self.vault_id),
            (_("Key made on"), day(self.made) if self.made is not None else ""),
        )
        return [(words, value) for words, value in every if value]


def about(name: str = "", vault_id: str = "") -> About:
    """What is known of a key that is made today."""
    return About(name, vault_id, date.today())


def groups(key: str) -> tuple[str, ...]:
    """The groups of a recovery key, in order."""
    return tuple(key.split("-"))


def same_group(typed: str, group: str) -> bool:
    """Whether a group was typed; case, spaces and look-alikes are forgiven as when the vault is opened."""
    plain = "".join(typed.split()).upper().translate(str.maketrans("OIL", "011"))
    return plain == group


def text(key: str, about: About = About()) -> str:
    """What the text file holds."""
    every = groups(key)
    lines = ["  ".join(every[start : start + _ROW]) for start in range(0, len(every), _ROW)]
    steps = [f"{number}. {step}" for number, step in enumerate(_how(), 1)]
    facts = [f"{words}: {value}" for words, value in about.facts()]
    return "\n".join([_title(), "", *lines, "", _what(), "", *steps, "", *facts, "", _advice(), ""])


def page(key: str, about: About = About()) -> str:
    """The same as a page of HTML, for printing."""
    every = [html.escape(group) for group in groups(key)]
    rows = "".join(
        "<tr>" + "".join(f"<td>{group}</td>" for group in every[start : start + _ROW]) + "</tr>"
        for start in range(0, len(every), _ROW)
    )
    steps = "".join(f"<li>{html.escape(step)}</li>" for step in _how())
    facts = "".join(f"<p>{html.escape(words)}: {html.escape(value)}</p>" for words, value in about.facts())
    return (
        f"<h1>{html.escape(_title())}</h1><p>{html.escape(_what())}</p>"
        f'<table cellpadding="12" style="font-size: 20pt">{rows}</table>'
        f"<ol>{steps}</ol>{facts}<p>{html.escape(_advice())}</p>"
    )


def pdf(key: str, about: About = About()) -> bytes:
    """The same as a PDF that can be read aloud, with the key once more as a code. Raises CannotTypeset."""
    from mentor_desktop.exporters.sheet_pdf import Sheet, sheet_pdf

    sheet = Sheet(
        title=_title(),
        what=_what(),
        key_title=_("The key"),
        groups=groups(key),
        code_alt=_("The same key as a code for a camera"),
        how_title=_("How to use it"),
        how=_how(),
        vault_title=_("The vault"),
        facts=about.facts(),
        keep=_advice(),
    )
    return sheet_pdf(sheet, language())


def save(key: str, path: Path, about: About = About()) -> None:
    """Write the sheet, readable by its owner alone: a PDF where the name ends so, else a text file.

    It stands whole or not at all, and never in place of a file that is there: that could be the key of
    another vault. Raises FileExists then, and CannotWrite for whatever the system refuses.
    """
    from mentor_desktop.exporters.files import write_new

    is_pdf = path.suffix.casefold() == ".pdf"
    write_new(path, pdf(key, about) if is_pdf else text(key, about).encode())


def _title() -> str:
    return _("Mentor Desktop: recovery key")


def _what() -> str:
    return _(
        "This key opens your vault if the passphrase is forgotten. Whoever holds it and the vault can read "
        "every note, and nobody can make another one for you."
    )


def _how() -> list[str]:
    return [
        _("Start Mentor Desktop, choose the vault, then choose Use the recovery key."),
        _(
            "If the vault is gone too, choose Restore from a backup instead, and there the newest file whose "
            "name ends in %(ending)s."
        )
        % {"ending": ".mentor-backup"},
        _(
            "Type the key. Capitals, spaces and dashes do not matter. The letter O is taken for the digit 0, "
            "the letters I and L for the digit 1. The code holds the same key, for a camera that shows text."
        ),
        _("Then choose a new passphrase in Settings, under Security."),
    ]


def _advice() -> str:
    return _("Keep it on paper, away from the laptop. A key that was replaced opens older backups alone.")
