"""A summary's neutral tree, made from what may leave the vault.

Which sections there are, in which order and in which words, is decided here once for the preview and for
every format. May import `domain.shareable`, `words` and this package.
"""

from collections.abc import Iterator
from itertools import groupby

from mentor_desktop import words
from mentor_desktop.domain.shareable import LocalTime, Shareable, SharedNote, SharedPromise
from mentor_desktop.exporters.cleaning import one_line
from mentor_desktop.exporters.goal_sheet import news_of
from mentor_desktop.exporters.reading import Reader
from mentor_desktop.exporters.spans import literal, literal_line, tidy
from mentor_desktop.exporters.tree import (
    Block,
    Bold,
    BulletList,
    Document,
    Heading,
    Italic,
    OrderedList,
    Paragraph,
    Quote,
    Span,
    Table,
    Text,
    plain,
    runs_rightwards,
)
from mentor_desktop.words import _

_SECTION = 2
_LOWEST_HEADING = 6
_OPENING_MARKS = "\"'“”„«»\u201a\u2018\u2039\u203a"


def document_of(shareable: Shareable) -> Document:
    """The summary as a tree, in the language that `words` speaks; empty sections are left out."""
    blocks: list[Block] = [*literal(shareable.opening)]
    reader = Reader()
    noted = tuple(filter(None, (_noted(note, reader.blocks(note.text)) for note in shareable.notes)))
    if noted:
        blocks += [_heading(_("What we talked about")), BulletList(noted)]
    if shareable.promises:
        blocks += [_heading(_("Promises")), _promises(shareable)]
    if shareable.goals:
        told = tuple((Paragraph(news_of(news)),) for news in shareable.goals)
        blocks += [_heading(_("Goals")), BulletList(told)]
    if shareable.next_time:
        blocks += [_heading(_("Next time")), Paragraph((Text(_next_time(shareable)),))]
    if shareable.agreed:
        blocks.append(Paragraph((Italic(literal_line(one_line(shareable.agreed))),)))
    return Document(shareable.language, _title(shareable), _byline(shareable), tuple(blocks))


def _heading(text: str) -> Heading:
    return Heading(_SECTION, (Text(text),))


def _title(shareable: Shareable) -> str:
    held_on = words.day(shareable.held_on, "long")
    if shareable.number is None:
        return _("Session on %(day)s") % {"day": held_on}
    return _("Session %(number)d · %(day)s") % {"number": shareable.number, "day": held_on}


def _byline(shareable: Shareable) -> str:
    present = [_isolated(name) for name in map(one_line, shareable.present) if name]
    length = words.minutes(shareable.minutes) if shareable.minutes is not None else ""
    if present and length:
        return _("%(names)s · %(length)s") % {"names": words.names(present), "length": length}
    return words.names(present) if present else length


def _noted(note: SharedNote, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    settled = tuple(_below_section(blocks))
    if not note.moment or not settled:
        return settled
    first, last = settled[0], settled[-1]
    if not (isinstance(first, Paragraph) and isinstance(last, Paragraph)):
        return settled
    if plain(first.spans)[:1] in _OPENING_MARKS:
        return settled
    before, _slot, after = _("“%(quotation)s”").partition("%(quotation)s")
    if len(settled) == 1:
        return (Paragraph(tidy((Text(before), *first.spans, Text(after)))),)
    opened, closed = (Text(before), *first.spans), (*last.spans, Text(after))
    return (Paragraph(tidy(opened)), *settled[1:-1], Paragraph(tidy(closed)))


def _below_section(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """A note's own headings stand below the section's, and none of them skips a level."""
    last = _SECTION
    for block in blocks:
        if isinstance(block, Heading):
            last = min(_SECTION + block.level, last + 1, _LOWEST_HEADING)
            yield Heading(last, block.spans)
        else:
            yield _without_headings(block)


def _without_headings(block: Block) -> Block:
    """Within a list or a quotation, a heading opens no section: it is a strong line."""
    if isinstance(block, Heading):
        return Paragraph((Bold(block.spans),))
    if isinstance(block, Quote):
        return Quote(tuple(map(_without_headings, block.blocks)))
    if isinstance(block, BulletList):
        return BulletList(tuple(tuple(map(_without_headings, item)) for item in block.items))
    if isinstance(block, OrderedList):
        return OrderedList(tuple(tuple(map(_without_headings, item)) for item in block.items), block.start)
    return block


def _promises(shareable: Shareable) -> Table:
    def row(promise: SharedPromise) -> tuple[tuple[Span, ...], ...]:
        due = promise.due
        if due is None:
            by_when = _("no date yet")
        else:
            by_when = words.day(due, "short" if due.year == shareable.held_on.year else "medium")
        return literal_line(one_line(promise.owner)), literal_line(one_line(promise.text)), (Text(by_when),)

    header = (_("Who"), _("What"), _("By when"))
    return Table(tuple((Text(name),) for name in header), tuple(map(row, shareable.promises)))


def _next_time(shareable: Shareable) -> str:
    """Each day is named once, with the clocks that show it: two places may not share a date."""
    sentences: list[str] = []
    for day, times in groupby(shareable.next_time, key=lambda local: local.wall.date()):
        style: words.DayStyle = "weekday" if day.year == shareable.held_on.year else "full"
        clocks = _(", ").join(map(_clock, times))
        sentences.append(_("%(day)s, %(clocks)s") % {"day": words.day(day, style), "clocks": clocks})
    return _("; ").join(sentences)


def _clock(local: LocalTime) -> str:
    time, place = words.clock(local.wall), _isolated(one_line(local.place))
    return _("%(time)s in %(place)s") % {"time": time, "place": place} if place else time


def _isolated(name: str) -> str:
    """A name that runs against the sentence around it, kept from turning its neighbours around."""
    if runs_rightwards(name, not words.right_to_left()) != words.right_to_left():
        return name
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
