"""Writes a version of an agreement where the person says. Plain Python, no Qt."""

from __future__ import annotations

from pathlib import Path

from mentor_desktop.domain.ids import AgreementId
from mentor_desktop.domain.shareable import SharedAgreement
from mentor_desktop.services import agreement_document
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.wrapup.summary_words import format_name
from mentor_desktop.words import _

FORMATS = ("pdf", "docx", "html", "md", "txt")


class Exporting:
    """Asks where, and about a file that is there, in the page and never in a box of its own."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def export(self, agreement: AgreementId, fmt: str, *, plain: bool) -> None:
        """Ask where, then write."""
        desk = self._context.desk

        def look() -> tuple[SharedAgreement, str]:
            about = agreement_document.shared(desk, agreement)
            return about, agreement_document.file_name(desk, about, fmt, plain=plain)

        self._context.ask.read(
            look, lambda found: self._where(*found, fmt, plain=plain), self._context.failed
        )

    def _where(self, about: SharedAgreement, name: str, fmt: str, *, plain: bool) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                self._write(about, fmt, path, plain=plain)

        self._context.asker.save_file(_("Export the agreement"), name, [(format_name(fmt), fmt)], chosen)

    def _write(
        self, about: SharedAgreement, fmt: str, path: Path, *, plain: bool, overwrite: bool = False
    ) -> None:
        def work() -> bool:
            if path.exists() and not overwrite:
                return False
            agreement_document.export(about, fmt, path, plain=plain, overwrite=overwrite)
            return True

        def written(done: bool) -> None:
            if done:
                self._context.shell.add_banner(_("The agreement was written to the file."), (), "ok")
                return
            self._context.shell.add_banner(
                _("There is a file called %(name)s already.") % {"name": path.name},
                [(_("Replace it"), lambda: self._write(about, fmt, path, plain=plain, overwrite=True)),
                 (_("Leave it"), _nothing)],
                "warn",
            )  # fmt: skip

        self._context.ask.read(work, written, self._context.failed)


def _nothing() -> None:
    """The file stays as it is."""
