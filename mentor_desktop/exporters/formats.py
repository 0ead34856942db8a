"""The formats a summary can be had in, and one door to all of them.

A writer and its library are loaded at the first use of that format. May import this package and
`domain.shareable`.
"""

from datetime import date
from typing import TYPE_CHECKING, Final, Literal, get_args

from mentor_desktop.domain.shareable import Shareable, SharedNote, SharedPromise

if TYPE_CHECKING:
    from mentor_desktop.exporters.tree import Document

Format = Literal["md", "html", "pdf", "docx", "txt"]

FORMATS: Final[frozenset[str]] = frozenset(get_args(Format))
"""Each is the file's suffix as well."""


def render(shareable: Shareable, fmt: str) -> bytes:
    """The summary as the bytes of a file in this format; text is UTF-8 with line feeds.

    Raises ValueError for a format that is not in FORMATS; errors.TooLong and errors.CannotTypeset for a PDF.
    """
    from mentor_desktop.exporters.document import document_of

    return render_tree(document_of(shareable), fmt)


def render_tree(document: "Document", fmt: str) -> bytes:
    """The same for any tree, such as that of an agreement."""
    if fmt not in FORMATS:
        raise ValueError(f"no such format: {fmt!r}")
    if fmt == "md":
        from mentor_desktop.exporters.to_markdown import markdown_of

        return markdown_of(document).encode()
    if fmt == "html":
        from mentor_desktop.exporters.to_html import html_of

        return html_of(document).encode()
    if fmt == "pdf":
        from mentor_desktop.exporters.to_pdf import pdf_of

        return pdf_of(document)
    if fmt == "docx":
        from mentor_desktop.exporters.to_docx import docx_of

        return docx_of(document)
    from mentor_desktop.exporters.to_text import text_of

    return text_of(document).encode()


def warm() -> None:
    """Load what a first export would wait for: data of the language, Markdown, the page and the Word library.

    Writes a summary of nobody in the two formats whose libraries take longest. Some 120 ms of processor time
    the first time, a few after that; it may run in any thread.
    """
    day = date(2000, 1, 1)
    nobody = Shareable(
        held_on=day, present=("a", "b"), minutes=1, notes=(SharedNote(text="*a*"),),
        promises=(SharedPromise(owner="a", text="a", due=day),),
    )  # fmt: skip
    for fmt in ("html", "docx"):
        render(nobody, fmt)


def missing_letters(shareable: Shareable) -> str:
    """The letters of the summary that a PDF could not show, each once; "" if it shows them all.

    To be told before the PDF is made. The other formats keep every letter.
    """
    from mentor_desktop.exporters import fonts
    from mentor_desktop.exporters.document import document_of
    from mentor_desktop.exporters.tree import all_texts

    return fonts.missing("\n".join(all_texts(document_of(shareable))))
