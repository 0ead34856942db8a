"""What the command line says of the window. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mentor_desktop.words import _


class BadUsage(Exception):
    """The arguments make no sense; the text says why, in one sentence."""


@dataclass(frozen=True)
class Options:
    """What the command line says of the window."""

    vault: Path | None = None
    data_dir: Path | None = None
    sample: bool = False


def parse(arguments: Sequence[str]) -> Options:
    """The options of the window. Raises `BadUsage`."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name == "--sample" and not equals:
            found[name] = name
        elif name in ("--vault", "--data-dir"):
            if not equals and rest and not rest[0].startswith("--"):
                value = rest.pop(0)
            if not value:
                raise BadUsage(_("%(option)s needs a folder.") % {"option": name})
            found[name] = value
        else:
            raise BadUsage(_("There is no option %(option)s.") % {"option": ascii(name)[1:-1]})
    folders = {key: Path(text).absolute() for key, text in found.items() if key != "--sample"}
    return Options(folders.get("--vault"), folders.get("--data-dir"), "--sample" in found)
