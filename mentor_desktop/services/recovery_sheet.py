"""The recovery key on paper: as a small text file, or as a page to print. It goes where its owner says, once.

May import words, the exporters' way of writing a file, and the standard library.
"""

import html
from pathlib import Path

from mentor_desktop.words import _

FILE_NAME = "recovery-key.txt"


def groups(key: str) -> tuple[str, ...]:
    """The groups of a recovery key, in order."""
    return tuple(key.split("-"))


def same_group(typed: str, group: str) -> bool:
    """Whether a group was typed; case, spaces and look-alikes are forgiven as when the vault is opened."""
    plain = "".join(typed.split()).upper().translate(str.maketrans("OIL", "011"))
    return plain == group


def text(key: str) -> str:
    """What the text file holds."""
    every = groups(key)
    lines = ["  ".join(every[start : start + 3]) for start in range(0, len(every), 3)]
    return "\n".join([_title(), "", *lines, "", _advice(), ""])


def page(key: str) -> str:
    """The same as a page of HTML, for printing."""
    every = [html.escape(group) for group in groups(key)]
    rows = "".join(
        "<tr>" + "".join(f"<td>{group}</td>" for group in every[start : start + 3]) + "</tr>"
        for start in range(0, len(every), 3)
    )
    return (
        f"<h1>{html.escape(_title())}</h1>"
        f'<table cellpadding="12" style="font-size: 20pt">{rows}</table><p>{html.escape(_advice())}</p>'
    )


def save(key: str, path: Path) -> None:
    """Write the text file, readable by its owner alone; it stands whole or not at all.

    Never in place of a file that is there: that could be the key of another vault. Raises FileExists then,
    and CannotWrite for whatever the system refuses.
    """
    from mentor_desktop.exporters.files import write_new

    write_new(path, text(key).encode())


def _title() -> str:
    return _("Mentor Desktop: recovery key")


def _advice() -> str:
    return _("It opens your vault if the passphrase is forgotten. Keep it away from the laptop.")
