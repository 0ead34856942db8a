"""Writes a goal sheet where the person says. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mentor_desktop.domain.ids import GoalId
from mentor_desktop.domain.shareable import SharedGoalSheet
from mentor_desktop.services import goal_document
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.wrapup.summary_words import format_name
from mentor_desktop.words import _

FORMATS = ("pdf", "docx", "html", "md", "txt")


class Sheets:
    """Asks where, and about a file that is there, in the page and never in a box of its own."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def export(self, goals: Sequence[GoalId], fmt: str) -> None:
        """Ask where, then write."""
        desk, wanted = self._context.desk, tuple(goals)

        def look() -> tuple[SharedGoalSheet, str]:
            about = goal_document.sheet(desk, wanted)
            return about, goal_document.file_name(desk, about, fmt)

        self._context.ask.read(look, lambda found: self._where(*found, fmt), self._context.failed)

    def _where(self, about: SharedGoalSheet, name: str, fmt: str) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                self._write(about, fmt, path)

        self._context.asker.save_file(_("Write the goal sheet"), name, [(format_name(fmt), fmt)], chosen)

    def _write(self, about: SharedGoalSheet, fmt: str, path: Path, *, overwrite: bool = False) -> None:
        def work() -> bool:
            if path.exists() and not overwrite:
                return False
            goal_document.export(about, fmt, path, overwrite=overwrite)
            return True

        def written(done: bool) -> None:
            if done:
                self._context.shell.add_banner(_("The goal sheet was written to the file."), (), "ok")
                return
            self._context.shell.add_banner(
                _("There is a file called %(name)s already.") % {"name": path.name},
                [(_("Replace it"), lambda: self._write(about, fmt, path, overwrite=True)),
                 (_("Leave it"), _nothing)],
                "warn",
            )  # fmt: skip

        self._context.ask.read(work, written, self._context.failed)


def _nothing() -> None:
    """The file stays as it is."""
