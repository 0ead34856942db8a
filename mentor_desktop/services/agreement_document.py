"""An agreement as a document: to be signed, or in plain words; in every format a summary comes in.

It goes to its parties alone, through the door in `sharing`. May import services, exporters and domain.
"""

from collections.abc import Sequence
from pathlib import Path

from mentor_desktop.domain.ids import AgreementId, PersonId
from mentor_desktop.domain.shareable import SharedAgreement
from mentor_desktop.exporters import agreement as trees
from mentor_desktop.exporters import errors, files, formats
from mentor_desktop.exporters.tree import Document
from mentor_desktop.services import agreement_pages, agreements, settings, sharing
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.words import _, names


def shared(
    desk: Desk, agreement: AgreementId, audience: Sequence[PersonId] | None = None
) -> SharedAgreement:  # fmt: skip
    """What may leave of a version, for all its parties or some of them."""
    version = agreements.get(desk, agreement)
    whole = agreement_pages.whole(desk, version.relationship)
    stands = whole.versions.status(version)
    return sharing.agreement(
        version, stands.since, stands.state,
        {person: event.on for person, event in stands.agreed.items()},
        whole.called, (whole.voices.mentor, whole.voices.mentee),
        version.parties if audience is None else audience,
    )  # fmt: skip


def document(about: SharedAgreement, *, plain: bool = False) -> Document:
    """Its tree: to be signed, or in plain words."""
    return trees.in_plain_words(about) if plain else trees.to_sign(about)


def file_name(desk: Desk, about: SharedAgreement, fmt: str, *, plain: bool = False) -> str:
    """A proposal for the file's name, with names only if so set."""
    title = _("Agreement v%(number)d, plain words") if plain else _("Agreement v%(number)d")
    title %= {"number": about.number}
    if settings.get(desk)["names_in_files"]:
        title = f"{names([each.name for each in about.parties])} {title}"
    return files.safe_name(title, f".{fmt}")


def export(
    about: SharedAgreement, fmt: str, path: Path, *, plain: bool = False, overwrite: bool = False
) -> None:
    """Write it to a file, all of it or nothing.

    Refuses an existing file unless `overwrite`, and a place that cannot be written.
    """
    if fmt not in formats.FORMATS:
        raise Refused(_("Choose one of these formats: md, html, pdf, docx, txt."))
    if not about.clauses:
        raise Refused(_("No clause is settled yet, so there is nothing to sign."))
    try:
        data = formats.render_tree(document(about, plain=plain), fmt)
    except errors.CannotTypeset:
        raise Refused(_("This agreement cannot be set as a PDF. Choose another format.")) from None
    try:
        files.write_new(path, data, overwrite=overwrite)
    except errors.FileExists:
        raise Refused(
            _("There is a file of this name. Choose another name, or say that it may be replaced.")
        ) from None
    except (OSError, errors.CannotWrite):
        raise Refused(_("The file cannot be written there. Choose another folder.")) from None
