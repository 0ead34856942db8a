"""Handing a summary over: as a file, or as text for the clipboard; and the record that it went out."""

from pathlib import Path

from mentor_desktop.domain.history import Exported
from mentor_desktop.domain.ids import SessionId
from mentor_desktop.exporters import errors, files, formats
from mentor_desktop.services import settings, wrapping
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.sharing import Summary
from mentor_desktop.store import followups as store
from mentor_desktop.words import _, names


def warm() -> None:
    """Load what the first export would wait for; for the moment in which a summary comes into view."""
    formats.warm()


def file_name(desk: Desk, summary: Summary, fmt: str) -> str:
    """A proposal for the file's name: by date and number, with names only if so set."""
    shareable = summary.shareable
    title = (
        _("Session") if shareable.number is None else _("Session %(number)d") % {"number": shareable.number}
    )
    title = f"{title} {shareable.held_on.isoformat()}"
    if settings.get(desk)["names_in_files"]:
        title = f"{names(shareable.present)} {title}"
    return files.safe_name(title, f".{fmt}")


def export(
    desk: Desk, session: SessionId, summary: Summary, fmt: str, path: Path, *, overwrite: bool = False
) -> None:
    """Write the summary to a file, all of it or nothing, and keep that it went out.

    Refuses an existing file unless `overwrite`, and a place that cannot be written.
    """
    if fmt not in formats.FORMATS:
        raise Refused(_("Choose one of these formats: md, html, pdf, docx, txt."))
    try:
        data = formats.render(summary.shareable, fmt)
    except errors.CannotTypeset:
        raise Refused(_("This summary cannot be set as a PDF. Choose another format.")) from None
    try:
        files.write_new(path, data, overwrite=overwrite)
    except errors.FileExists:
        raise Refused(
            _("There is a file of this name. Choose another name, or say that it may be replaced.")
        ) from None
    except (OSError, errors.CannotWrite):
        raise Refused(_("The file cannot be written there. Choose another folder.")) from None
    record(desk, session, summary, fmt)


def rendered(summary: Summary, fmt: str) -> str:
    """The summary as text: "txt" for the clipboard, "html" for the printer."""
    return formats.render(summary.shareable, fmt).decode()


def record(desk: Desk, session: SessionId, summary: Summary, fmt: str) -> None:
    """Keep that a summary went out: what, when, to whom, how. The checklist's item for it is ticked."""
    went = Exported(
        session=session, at=desk.now(), audience=tuple(summary.audience), format=fmt,
        notes=len(summary.shareable.notes), promises=len(summary.shareable.promises),
    )  # fmt: skip
    with desk.change() as c:
        store.insert_exported(c, went)
        wrapping.tick_default(c, desk, session, wrapping.SUMMARY_ITEM)


def sent(desk: Desk, session: SessionId) -> tuple[Exported, ...]:
    """What went out of a session so far, oldest first."""
    with desk.read() as c:
        return store.load_exported(c, [session])


def missing_letters(summary: Summary) -> str:
    """Letters of the summary that no bundled font has, so that they can be named before a PDF is made."""
    return formats.missing_letters(summary.shareable)
