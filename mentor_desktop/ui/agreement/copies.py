"""Keeps signed copies of a version and hands them out again. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mentor_desktop.domain.attachments import Attachment
from mentor_desktop.domain.ids import AttachmentId, PersonId
from mentor_desktop.services import attachments, signed_copies
from mentor_desktop.ui.context import Context
from mentor_desktop.words import _

_KINDS = ("pdf", "png", "jpg", "docx")


class Copies:
    """`changed` is called after a copy came or went."""

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        self._context, self._changed = context, changed

    def keep(self, person: PersonId, number: int) -> None:
        """Ask which file, then keep it."""
        opened, context = self._context.opened, self._context
        if opened is None:
            return

        def chosen(path: Path | None) -> None:
            if path is not None:
                context.ask.write(
                    lambda: signed_copies.keep(opened, person, number, path), self._kept, context.failed
                )

        kinds = [(_("%(kind)s files") % {"kind": kind.upper()}, kind) for kind in _KINDS]
        context.asker.open_file(_("Keep a signed copy"), kinds, chosen)

    def save(self, copy: AttachmentId, name: str) -> None:
        """Write a copy out again."""
        opened, context = self._context.opened, self._context
        if opened is None:
            return

        def chosen(path: Path | None) -> None:
            if path is not None:
                context.ask.read(
                    lambda: attachments.export(opened, copy, path),
                    lambda _none: _said(context),
                    context.failed,
                )

        ending = name.rpartition(".")[2]
        context.asker.save_file(_("Save the signed copy"), name, [(ending.upper(), ending)], chosen)

    def _kept(self, kept: Attachment) -> None:
        desk, context = self._context.desk, self._context

        def take_back() -> None:
            context.ask.write(
                lambda: attachments.trash(desk, kept.id), lambda _none: self._changed(), context.failed
            )

        context.shell.offer_undo(_("The signed copy is kept in the vault."), take_back)
        self._changed()


def _said(context: Context) -> None:
    context.shell.add_banner(_("The copy was written to the file."), (), "ok")
