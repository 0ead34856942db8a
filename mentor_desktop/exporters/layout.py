"""A note as people type it, laid out as the Markdown library wants it.

People indent lists by two spaces, start them right below a sentence and count with "1)"; the library
wants four spaces, a blank line and "1.". Text that would only cost time (thousands of nested marks,
megabytes) is found here as well, so that it can be shown as it stands. Every step is linear in the
text. Imports `spans` only.
"""

import re

from mentor_desktop.exporters.spans import TAB

LARGEST = 100_000  # characters of one note; beyond it, the text is shown as it stands
_MOST_LINES = 5_000
_LONGEST_LINE = 20_000  # characters
_MOST_MARKS = 200  # in one paragraph: the library's search grows with their square
_MOST_MARKS_IN_ALL = 4_000
_DEEPEST = 8  # lists and quotes within each other

FENCED = "\x1a"  # stands around the number of a code block; `cleaning.clean` has removed it from the text

_MARKS = re.compile(r"[*_`\[\]<!#\\]")
_OPENINGS = re.compile(r"(?:[ \t]*(?:>|[-+*•](?=[ \t])|\d{1,9}[.)](?=[ \t])))*")
_OPENING = re.compile(r">|[-+*•](?=[ \t])|\d{1,9}[.)](?=[ \t])")
_ITEM = re.compile(r"([ ]*)([-+*•]|\d{1,9}[.)])[ ]+(?=\S)")
_RULE = re.compile(r"[ ]*(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
_OPENS_BLOCK = re.compile(r"[ ]*(?:#{1,6}[ ]|>)")
_FENCE = re.compile(r"([ ]*)(`{3,}|~{3,})[ ]*([^`~]*)$")


def too_heavy(text: str) -> bool:
    """Whether parsing this text could take long or nest too deeply."""
    if len(text) > LARGEST or text.count("\n") > _MOST_LINES:
        return True
    if len(_MARKS.findall(text)) > _MOST_MARKS_IN_ALL:
        return True
    marks = 0
    for line in text.split("\n"):
        if not line.strip():
            marks = 0
            continue
        marks += len(_MARKS.findall(line))
        if marks > _MOST_MARKS or len(line) > _LONGEST_LINE:
            return True
        opening = _OPENINGS.match(line)
        if opening and len(_OPENING.findall(opening.group())) > _DEEPEST:
            return True
    return False


class _Nesting:
    """How deep in lists the line at hand stands, told from the indents that people really type."""

    def __init__(self) -> None:
        self._indents: list[int] = []
        self._kinds: list[bool] = []

    def __len__(self) -> int:
        return len(self._indents)

    def enter(self, indent: int, ordered: bool) -> bool:
        """An item at this indent; True if it starts a list of another kind than the one before it."""
        while self._indents and indent < self._indents[-1]:
            self._leave()
        deeper = bool(self._indents) and indent >= self._indents[-1] + 2
        if not self._indents or (deeper and len(self._indents) < _DEEPEST):
            self._indents.append(indent)
            self._kinds.append(ordered)
            return False
        changed = self._kinds[-1] != ordered
        self._kinds[-1] = ordered
        return changed

    def within(self, indent: int) -> None:
        """Text below an item: it belongs to the deepest list that starts left of it."""
        while self._indents and indent <= self._indents[-1]:
            self._leave()

    def _leave(self) -> None:
        self._indents.pop()
        self._kinds.pop()


class _Fences:
    """Finds where code blocks end, looking through the rest of the text once for each kind of fence."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._open: dict[str, int] = {}  # the shortest fence of each kind that nothing closes

    def end(self, start: int, mark: str) -> int | None:
        """The index of the line that closes a code block; None if none does."""
        kind = mark[0]
        if len(mark) >= self._open.get(kind, len(mark) + 1):
            return None
        for index in range(start, len(self._lines)):
            closing = self._lines[index].strip()
            if len(closing) >= len(mark) and closing == kind * len(closing):
                return index
        self._open[kind] = len(mark)
        return None


class _Layout:
    """Sets out one text, line by line."""

    def __init__(self, lines: list[str]) -> None:
        self.out: list[str] = []
        self.codes: list[str] = []
        self._lines = lines
        self._fences = _Fences(lines)
        self._nesting = _Nesting()
        self._blank = True  # the line before was empty
        self._after_item = False  # the line before began an item
        self._first_block = False  # no blank line since an item began: its lines need no margin
        self._quoted = False  # the last line with words was a quotation

    def run(self) -> None:
        """Fills `out` and `codes`."""
        number = 0
        while number < len(self._lines):
            line = self._lines[number]
            number += 1
            fence = _FENCE.match(line)
            end = self._fences.end(number, fence.group(2)) if fence else None
            if end is not None:
                self._code(_indent(line), self._lines[number:end])
                number = end + 1
            elif not line.strip() or _RULE.match(line):
                self._empty()  # a line across the page says nothing: it only ends what stood above
            else:
                item = self._item_in(line)
                if item:
                    self._item(item, line)
                else:
                    self._words(line)

    def _item_in(self, line: str) -> re.Match[str] | None:
        item = _ITEM.match(line)
        if item and not (self._blank or self._nesting) and item.group(2)[:-1] not in ("", "1"):
            return None  # "3. May" in the middle of a sentence starts no list
        return item

    def _empty(self) -> None:
        self.out.append("")
        self._blank, self._after_item, self._first_block = True, False, False

    def _code(self, indent: int, lines: list[str]) -> None:
        self._nesting.within(indent)
        self.codes.append("\n".join(_outdented(line, indent) for line in lines))
        self.out += ["", f"{self._margin()}{FENCED}{len(self.codes) - 1}{FENCED}"]
        self._empty()

    def _item(self, item: re.Match[str], line: str) -> None:
        ordered = item.group(2)[0].isdigit()
        changed = self._nesting.enter(len(item.group(1)), ordered)
        if changed or not (self._blank or self._after_item):
            self.out.append("")
        mark = f"{item.group(2)[:-1]}." if ordered else "-"
        words = line[item.end() :]
        self._quoted = words.startswith(">")
        self.out.append(f"{self._margin(outer=True)}{mark} {words}")
        self._blank, self._after_item, self._first_block = False, True, True

    def _words(self, line: str) -> None:
        opens = bool(_OPENS_BLOCK.match(line))
        if self._blank or (opens and self._nesting):
            self._nesting.within(_indent(line))
        words = line.lstrip(" ")
        quoted = words.startswith(">")
        if opens and not self._blank and not (quoted and self._quoted):
            self.out.append("")
            self._first_block = False
        self._quoted = quoted
        self.out.append(words if self._first_block else self._margin() + words)
        self._blank, self._after_item = False, False

    def _margin(self, outer: bool = False) -> str:
        return " " * TAB * (len(self._nesting) - outer)


def laid_out(text: str) -> tuple[str, list[str]]:
    """The text with its lists set out in steps of four spaces, and the code blocks taken out of it.

    Each code block leaves a line with its number between two `FENCED` characters.
    """
    layout = _Layout(text.split("\n"))
    layout.run()
    return "\n".join(layout.out), layout.codes


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _outdented(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip() else line.lstrip(" ")
