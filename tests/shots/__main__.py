"""Draws the pictures: `python -m tests.shots DIR [--beside FOLDER] [--only WORD]…`.

What a look over them finds wrong is told on standard error. With `--beside`, sheets lay each reference
picture of that folder beside the picture of the same name.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.update(
    QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1", TZ="Europe/Stockholm", LC_ALL="C.UTF-8", LANGUAGE="en"
)
if sys.platform != "win32":
    time.tzset()

from tests.shots.drawing import draw_all
from tests.shots.sheets import lay_beside


def main() -> int:
    """Draw everything that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.shots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--beside", type=Path, help="a folder of reference pictures")
    parser.add_argument("--only", action="append", default=[], help="scenes whose name holds this word")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mentor-shots-") as scratch:
        wrong = draw_all(options.folder, Path(scratch), options.only)
    if options.beside is not None:
        lay_beside(options.folder, options.beside)
    for line in wrong:
        sys.stderr.write(f"{line}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
