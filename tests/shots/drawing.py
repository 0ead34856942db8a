"""Draws scenes in looks, each scene in a program of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from mentor_desktop import words
from mentor_desktop.ui.theme import Theme
from tests.shots.scenes import SCENES, Scene
from tests.shots.stage import (
    LOOKS,
    NAMES_LOOKS,
    PSEUDO_LOOKS,
    Look,
    Stage,
    Vaults,
    application,
    held_still,
    picture,
    settle,
    speaking,
)
from tests.support import HandClock
from tests.ui.looking import look_over

# Scenes that say nothing of anyone are not drawn again with other names.
NAMELESS = ("first-run", "recovery-key", "lock", "settings", "help", "shield", "-empty", "-nothing")


@dataclass(frozen=True)
class Pass:
    """One way through all scenes."""

    language: str
    names: bool
    looks: Sequence[Look]


PASSES = (
    Pass(words.SOURCE, False, LOOKS),
    Pass(words.PSEUDO, False, PSEUDO_LOOKS),
    Pass(words.SOURCE, True, NAMES_LOOKS),
)


@contextmanager
def staged(
    app: QApplication, theme: Theme, vaults: Vaults, scene: Scene, one: Pass
) -> Iterator[tuple[Stage, QWidget]]:
    """A scene, as far as what is to be drawn of it."""
    if (theme.choice, theme.percent) != ("light", 100):
        theme.apply("light", 100, less_motion=True)
    clock = HandClock()
    kind = "names" if one.names and scene.vault == "sample" else scene.vault
    opened = vaults.open(kind, clock)
    with held_still():
        stage = Stage(app, theme, opened, clock)
        try:
            drawn = scene.draw(stage)
            settle()
            yield stage, drawn
        finally:
            stage.end()


def wanted(one: Pass, only: Sequence[str]) -> list[Scene]:
    """The scenes of a pass."""
    return [
        scene
        for scene in SCENES
        if not (one.names and any(word in scene.name for word in NAMELESS))
        and (not only or any(word in scene.name for word in only))
    ]


def draw_all(folder: Path, scratch: Path, only: Sequence[str] = ()) -> list[str]:
    """Draw every scene in every look into `folder`. Returns what is wrong with them, a line each."""
    app, theme = application()
    vaults = Vaults(scratch)
    wrong: list[str] = []
    for one in PASSES:
        with speaking(app, one.language):
            for scene in wanted(one, only):
                try:
                    with staged(app, theme, vaults, scene, one) as (stage, drawn):
                        for look in one.looks:
                            stage.show(look)
                            name = "-".join(filter(None, (scene.name, look.name)))
                            picture(drawn).save(str(folder / f"{name}.png"))
                            wrong += [f"{name}: {each}" for each in look_over(drawn)]
                except Exception as error:  # one scene that fails must not hide all others
                    wrong.append(f"{scene.name}: cannot be drawn: {error!r}")
    return wrong
