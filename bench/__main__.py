"""Runs the measurements named on the command line, or all of them, and prints one table."""

import compileall
import importlib
import sys
from pathlib import Path

from bench.measure import Line, table

ALL = (
    "start", "unlock", "typing", "notes", "search", "screens", "memory", "exports", "timer", "growth",
    "check", "backup", "locking", "agreements",
)  # fmt: skip


def main(names: list[str]) -> int:
    """Exit status 0 if every goal was met, 1 if not, 2 for an unknown name."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(ALL)}")
        return 2
    # What is installed comes compiled; a checkout that was edited does not.
    compileall.compile_dir(Path(__file__).resolve().parent.parent / "mentor_desktop", quiet=1)
    lines: list[Line] = []
    for name in names or ALL:
        print(f"measuring {name} …", flush=True)
        lines += importlib.import_module(f"bench.{name}").run()
    print(table(lines))
    return 0 if all(line.met is not False for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
