"""An agreement's neutral tree: to be signed, with room for every party's name and date, or in plain words.

May import `domain.shareable`, `words` and this package.
"""

import re
from collections.abc import Iterator

from mentor_desktop import words
from mentor_desktop.domain.shareable import SharedAgreement, SharedClause, SharedParty
from mentor_desktop.exporters.cleaning import one_line
from mentor_desktop.exporters.spans import literal, literal_line, tidy
from mentor_desktop.exporters.tree import (
    Block,
    Bold,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Span,
    Table,
    Text,
)
from mentor_desktop.words import _

_SECTION = 2
_LINE = "_" * 24  # to write on
_DATE_LINE = "_" * 12
_SENTENCE = re.compile(r"(?<=[.!?…。؟।])\s+")


def to_sign(shared: SharedAgreement) -> Document:
    """Every clause in the words of both, then a line for each party to sign on."""
    blocks: list[Block] = []
    for clause in shared.clauses:
        blocks += [_heading(clause.title), *_said(clause, shared)]
    blocks += [*_review(shared), _heading(_("Signatures")), _signatures(shared)]
    return Document(shared.language, _title(shared), _byline(shared), tuple(blocks))


def in_plain_words(shared: SharedAgreement) -> Document:
    """Each clause as a question with its short answer, and each sentence on a line of its own."""
    blocks: list[Block] = []
    for clause in shared.clauses:
        blocks.append(_heading(clause.ask or clause.title))
        if clause.answer:
            blocks.append(Paragraph((Bold(literal_line(one_line(clause.answer))),)))
        items = [
            (Paragraph(tidy((Text(f"{one_line(voice.name)}: "), *literal_line(sentence)))),)
            for voice in clause.voices
            for sentence in _sentences(voice.words)
        ]
        if items:
            blocks.append(BulletList(tuple(items)))
    blocks += _review(shared)
    return Document(shared.language, _title(shared), _byline(shared), tuple(blocks))


def _sentences(text: str) -> list[str]:
    return [one_line(piece) for line in text.splitlines() for piece in _SENTENCE.split(line) if piece.strip()]


def _heading(text: str) -> Heading:
    return Heading(_SECTION, literal_line(one_line(text)))


def _title(shared: SharedAgreement) -> str:
    named = words.names([one_line(each.name) for each in shared.parties])
    return _("Agreement between %(names)s") % {"names": named}


def _byline(shared: SharedAgreement) -> str:
    values = {"number": shared.number}
    if shared.holds_since is None:
        return _("Version %(number)d, not in force yet") % values
    day = words.day(shared.holds_since, "long")
    return _("Version %(number)d, in force since %(day)s") % {**values, "day": day}


def _said(clause: SharedClause, shared: SharedAgreement) -> Iterator[Block]:
    """The words of both voices; with a second language the two stand side by side."""
    if any(voice.second for voice in clause.voices):
        header = ("", words.language_name(shared.language), words.language_name(shared.second_language))
        rows = tuple(
            (
                (Bold(literal_line(one_line(voice.name))),),
                literal_line(one_line(voice.words)),
                literal_line(one_line(voice.second)),
            )
            for voice in clause.voices
        )
        yield Table(tuple((Text(name),) if name else (Text(_("Who")),) for name in header), rows)
        return
    for voice in clause.voices:
        first, *rest = literal(voice.words) or (Paragraph(()),)
        spoken: tuple[Span, ...] = first.spans if isinstance(first, Paragraph) else ()
        yield Paragraph(tidy((Bold((Text(f"{one_line(voice.name)}:"),)), Text(" "), *spoken)))
        yield from rest


def _review(shared: SharedAgreement) -> Iterator[Block]:
    yield _heading(_("How it goes on"))
    if shared.review_on is not None:
        day = words.day(shared.review_on, "long")
        yield Paragraph((Text(_("We look at this again on %(day)s.") % {"day": day}),))
    yield Paragraph((Text(_("Either of us may end this at any time. Changing it needs a yes from all.")),))


def _signatures(shared: SharedAgreement) -> Table:
    def row(party: SharedParty) -> tuple[tuple[Span, ...], ...]:
        date = words.day(party.agreed_on, "medium") if party.agreed_on is not None else _DATE_LINE
        return literal_line(one_line(party.name)), (Text(_LINE),), (Text(date),)

    header = (_("Name"), _("Signature"), _("Date"))
    return Table(tuple((Text(name),) for name in header), tuple(map(row, shared.parties)))
