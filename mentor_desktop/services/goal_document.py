"""Goals as a sheet on paper: what it holds, what its file is called, and writing it in any format.

It goes through the door in `sharing`, to some of the people whose goals these are. May import services,
exporters and domain.
"""

from collections.abc import Sequence
from pathlib import Path

from mentor_desktop.domain.ids import GoalId, PersonId
from mentor_desktop.domain.shareable import SharedGoalSheet
from mentor_desktop.exporters import errors, files, formats
from mentor_desktop.exporters.goal_sheet import goal_sheet_of
from mentor_desktop.exporters.tree import Document
from mentor_desktop.services import goals, people, settings, sharing
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.words import _, names


def sheet(
    desk: Desk, wanted: Sequence[GoalId], audience: Sequence[PersonId] | None = None
) -> SharedGoalSheet:
    """What may leave of some goals; for all the people of the first one, if nobody is named."""
    if not wanted:
        raise Refused(_("Choose a goal first."))
    if audience is None:
        audience = people.relationship(desk, goals.get(desk, wanted[0]).relationship).members
    return sharing.goal_sheet(desk, wanted, audience)


def document(about: SharedGoalSheet) -> Document:
    """Its tree, as every format shows it."""
    return goal_sheet_of(about)


def file_name(desk: Desk, about: SharedGoalSheet, fmt: str) -> str:
    """A proposal for the file's name: by date, with names only if so set."""
    title = _("Goal sheet %(day)s") % {"day": about.written_on.isoformat()}
    if settings.get(desk)["names_in_files"]:
        title = f"{names(about.audience)} {title}"
    return files.safe_name(title, f".{fmt}")


def export(about: SharedGoalSheet, fmt: str, path: Path, *, overwrite: bool = False) -> None:
    """Write it to a file, all of it or nothing.

    Refuses an existing file unless `overwrite`, and a place that cannot be written.
    """
    if fmt not in formats.FORMATS:
        raise Refused(_("Choose one of these formats: md, html, pdf, docx, txt."))
    try:
        data = formats.render_tree(document(about), fmt)
    except errors.CannotTypeset:
        raise Refused(_("This goal sheet cannot be set as a PDF. Choose another format.")) from None
    try:
        files.write_new(path, data, overwrite=overwrite)
    except errors.FileExists:
        raise Refused(
            _("There is a file of this name. Choose another name, or say that it may be replaced.")
        ) from None
    except (OSError, errors.CannotWrite):
        raise Refused(_("The file cannot be written there. Choose another folder.")) from None
