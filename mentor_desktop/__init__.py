"""Mentor Desktop: prepare, run and close mentoring sessions over an encrypted local store.

`RESOURCES` is the folder with themes, icons, fonts, content and catalogues: beside the package in a
checkout, inside it once installed.
"""

from pathlib import Path

__version__ = "0.1.0"

_INSTALLED = Path(__file__).parent / "resources"
RESOURCES = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parent.parent / "resources"
