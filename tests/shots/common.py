"""What the ways to the scenes have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import (
    people,
    sessions,
)
from tests.shots.stage import Stage

KEY = "7KQX-M2NR-T9WA-C4HD-P6VE-8JSB-XF3G-ZY5K-40GT"
SHOWN_FOLDER = Path("/home/maya/Documents")

View = TypeVar("View", bound=QWidget)


def known(stage: Stage, name: str) -> PersonId:
    """Someone of the sample, whatever the name is now."""
    by_headline = {
        "Amara": "Senior engineer, Payments",
        "Jonas": "Designer",
        "Sofia": "Team lead",
        "Lena": "Platform team",
    }
    return next(each.id for each in people.everyone(stage.desk) if each.headline == by_headline[name])


def todays(stage: Stage) -> SessionId:
    """The session of this afternoon, which is prepared."""
    return next(row.id for row in sessions.rows(stage.desk) if row.here == datetime(2026, 11, 24, 15))


def tomorrows(stage: Stage) -> SessionId:
    """The session of tomorrow, of which nothing is prepared."""
    return next(row.id for row in sessions.rows(stage.desk) if row.here == datetime(2026, 11, 25, 10))


def held(stage: Stage) -> SessionId:
    """The last session that was wrapped up."""
    rows = [row for row in sessions.rows(stage.desk) if row.state is SessionState.HELD]
    return next(row.id for row in rows if row.here == datetime(2026, 11, 10, 15))


def of(stage: Stage, kind: type[View]) -> View:
    """The page that is shown, which is of this kind."""
    page = stage.page()
    assert isinstance(page, kind)
    return page


def went(key: str, **args: object) -> Callable[[Stage], QWidget]:
    """A page that needs nothing of the vault."""

    def draw(stage: Stage) -> QWidget:
        stage.window.go(key, **args)
        return stage.window

    return draw


def nothing() -> None:
    """Where a press leads to in no picture."""
