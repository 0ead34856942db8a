"""Every screen once, drawn as it is: `python -m tests.faults.tour FOLDER`, run without a network."""

from __future__ import annotations

import sys
from pathlib import Path

from mentor_desktop import words
from tests.shots.drawing import Pass, staged, wanted
from tests.shots.stage import LOOKS, Vaults, application, picture, speaking


def main(folder: Path) -> int:
    """Draw them, and say how many there were."""
    app, theme = application()
    vaults, one, drawn_so_far = Vaults(folder), Pass(words.SOURCE, False, LOOKS[:1]), 0
    with speaking(app, one.language):
        for scene in wanted(one, ()):
            with staged(app, theme, vaults, scene, one) as (stage, drawn):
                for look in one.looks:
                    stage.show(look)
                    drawn_so_far += not picture(drawn).isNull()
    sys.stdout.write(f"{drawn_so_far}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
