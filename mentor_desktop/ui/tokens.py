"""The design tokens of a theme, read from JSON: what reads it is loaded before the first window anyway.

Text is at least 4.5:1 on what it stands on, edges of fields and buttons 3:1; in the contrast theme more.
Standard library only, so tests can judge colours without a window.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from mentor_desktop import RESOURCES

THEMES = RESOURCES / "themes"


@dataclass(frozen=True)
class Tokens:
    """Every colour of one theme, as `#RRGGBB`.

    A `_soft` colour is the ground that its namesake is written on.
    """

    name: str
    dark: bool
    bg: str
    surface: str
    side: str
    text: str
    dim: str
    line: str
    field_line: str
    accent: str
    on_accent: str
    accent_soft: str
    private: str
    private_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    on_danger: str
    ok: str
    ok_soft: str
    hover: str
    free: str
    care: str
    on_avatar: str
    avatars: tuple[str, ...]


def load(name: str, folder: Path = THEMES) -> Tokens:
    """The tokens of `light`, `dark` or `contrast`. A missing or unknown key raises TypeError."""
    values = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    values["avatars"] = tuple(values["avatars"])
    return Tokens(**values)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as defined by WCAG 2.2 (relative luminance)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
