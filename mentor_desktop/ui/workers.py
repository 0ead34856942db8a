"""The workers of the vault that is open, one pair after the other.

What is asked for while there is none waits for the next. May import Qt's core.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from mentor_desktop.ui.ask import Failed

if TYPE_CHECKING:
    from mentor_desktop.ui.tasks import Tasks

T = TypeVar("T")


class Workers(QObject):
    """`lost(error)` hears of a change that failed after nobody waited for it any more."""

    def __init__(self, lost: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lost = lost
        self._tasks: Tasks | None = None
        self._due: list[Callable[[Tasks], None]] = []  # asked for while no worker was there
        self._then: Callable[[], None] | None = (
            None  # once everything is closed; nothing is being closed: None
        )
        self._told: list[Callable[[], None]] = []  # who waits for that as well

    def idle(self) -> bool:
        """Whether there is no worker, nor one that finishes."""
        return self._tasks is None and self._then is None

    def begin(self) -> None:
        """Let them work."""
        from mentor_desktop.ui.tasks import Tasks

        self._tasks = Tasks(self._lost, self)
        due, self._due = self._due, []
        for call in due:
            call(self._tasks)

    def close(self, last: Callable[[], None], then: Callable[[], None]) -> None:
        """Finish what was asked, call `last` in the writer, then `then`. A later `then` takes its place."""
        if self._then is not None:
            self._then = then
            return
        tasks, self._tasks = self._tasks, None
        if tasks is None:
            then()
            return

        def closed() -> None:
            tasks.deleteLater()
            known, self._then = self._then, None
            told, self._told = self._told, []
            for call in [known, *told]:
                if call is not None:
                    call()

        self._then = then
        tasks.close(last, closed)

    def when_closed(self, told: Callable[[], None]) -> None:
        """Call it when nothing is being closed any more: at once where nothing is."""
        if self._then is not None:
            self._told.append(told)
        else:
            told()

    def write(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """See `Ask.write`."""
        self._with_tasks(lambda tasks: tasks.write(work, then, failed))

    def read(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """See `Ask.read`."""
        self._with_tasks(lambda tasks: tasks.read(work, then, failed))

    def _with_tasks(self, call: Callable[[Tasks], None]) -> None:
        if self._tasks is None:
            self._due.append(call)
        else:
            call(self._tasks)
