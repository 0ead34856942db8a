"""The content that comes with the program: agendas, questions, checklists and words.

It is data with stable ids in `resources/content/<language>/`, so that it can be translated and looked over
without reading code; this module turns it into frozen rows and refuses a file that does not hold together.
May import domain, words and the resources folder. Loaded when first asked for, once for each language.
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from mentor_desktop import RESOURCES, words
from mentor_desktop.domain.followups import Anchor, Group
from mentor_desktop.domain.sessions import LONGEST, SHORTEST, Leads, PartKind

CONTENT = RESOURCES / "content"
# Inside the installed program, else where it is written: one text for the project's pages and for Help.
GUIDES = (RESOURCES / "using.md", RESOURCES.parent / "docs" / "using.md")
FEWEST_WORDS = 2048  # 11 bits a word, so that six words carry 66

_Choice = TypeVar("_Choice", bound=StrEnum)


class ContentError(ValueError):
    """A content file does not hold together; names the file and the row, and nothing a person typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePart:
    """One part of an agenda template."""

    id: str  # within its template
    title: str
    minutes: int
    kind: PartKind
    leads: Leads  # who opens and steers it
    topic: Leads  # whose matter it is


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaTemplate:
    """An agenda to start from. The minutes of its parts add up to its length."""

    id: str
    name: str
    minutes: int
    about: str  # one sentence: what it is good for
    notes: bool  # False: the notes pane starts closed
    parts: tuple[TemplatePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to ask."""

    id: str
    topic: str  # id of the topic
    topic_name: str
    text: str
    depth: int  # 1 opens lightly, 2 goes further, 3 asks for trust


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpDefault:
    """One item of the checklist that follows a session."""

    id: str
    text: str
    anchor: Anchor
    offset_minutes: int  # after the anchor; negative = before
    group: Group
    usual: bool  # part of the list a new vault starts with
    private: bool  # never spoken of to anyone else


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCheck:
    """One thing to look at before joining a call."""

    id: str
    text: str
    hint: str  # one line under it, "" for none


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpTopic:
    """One chapter of the guide."""

    title: str
    text: str  # Markdown, without the heading


def agenda_templates() -> tuple[AgendaTemplate, ...]:
    """The agenda templates in the language spoken, the default one first."""
    return _agenda_templates(words.language())


def agenda_template(id_: str) -> AgendaTemplate | None:
    """One agenda template by its id, None for an id nobody knows."""
    return next((template for template in agenda_templates() if template.id == id_), None)


def questions() -> tuple[Question, ...]:
    """All questions in the language spoken, topic by topic."""
    return _questions(words.language())


def follow_up_defaults() -> tuple[FollowUpDefault, ...]:
    """The whole checklist in the language spoken, in the order it is done."""
    return _follow_up_defaults(words.language())


def join_checks() -> tuple[JoinCheck, ...]:
    """What to look at before joining, in the language spoken."""
    return _join_checks(words.language())


def passphrase_words() -> tuple[str, ...]:
    """The words a generated passphrase is drawn from: at least 2,048, none twice."""
    return _passphrase_words(words.language())


def blocked_phrases() -> tuple[str, ...]:
    """Passphrases that too many people choose, as written in the file."""
    return tuple(_lines(words.language(), "blocked_phrases.txt"))


@lru_cache(maxsize=1)
def help_topics() -> tuple[HelpTopic, ...]:
    """The chapters of docs/using.md: ten how-tos, the keys, and what is protected and what is not."""
    guide = next(path for path in GUIDES if path.is_file())
    _title, *chapters = re.split(r"^## ", guide.read_text(encoding="utf-8"), flags=re.MULTILINE)
    parted = (chapter.partition("\n") for chapter in chapters)
    return tuple(HelpTopic(title=title.strip(), text=text.strip()) for title, _line, text in parted)


class _Row:
    """One table of a content file, taken apart key by key; a key nobody asked for is an error."""

    def __init__(self, table: Any, where: str, say: Callable[[str], str]) -> None:
        if not isinstance(table, dict):
            raise ContentError(f"{where}: not a table")
        self._left: dict[str, Any] = dict(table)
        self._say = say
        self.id = self._text("id", where)
        self._where = f"{where}: {self.id}"

    def _text(self, key: str, where: str) -> str:
        value = self._left.pop(key, None)
        if not isinstance(value, str) or not value.strip():
            raise ContentError(f"{where}: {key} is missing")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and key not in self._left:
            return default
        return self._say(self._text(key, self._where))

    def whole(self, key: str, low: int, high: int) -> int:
        value = self._left.pop(key, None)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ContentError(f"{self._where}: {key} is not a whole number from {low} to {high}")
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self._left.pop(key, default)
        if not isinstance(value, bool):
            raise ContentError(f"{self._where}: {key} is neither true nor false")
        return value

    def choice(self, key: str, among: type[_Choice], default: _Choice | None = None) -> _Choice:
        value = self._left.pop(key, default)
        try:
            return among(value)
        except ValueError:
            raise ContentError(f"{self._where}: {key} is none of {', '.join(among)}") from None

    def offset(self) -> int:
        """Minutes, hours or days after the anchor, as minutes; 0 when none of them is given."""
        for key, factor in (("minutes", 1), ("hours", 60), ("days", 1440)):
            if key in self._left:
                return self.whole(key, -366 * 1440, 366 * 1440) * factor
        return 0

    def rows(self, key: str) -> "list[_Row]":
        return _rows(self._left.pop(key, None), f"{self._where}: {key}", self._say)

    def done(self) -> None:
        if self._left:
            raise ContentError(f"{self._where}: unknown {', '.join(sorted(self._left))}")


def _rows(tables: Any, where: str, say: Callable[[str], str]) -> list[_Row]:
    if not isinstance(tables, list) or not tables:
        raise ContentError(f"{where}: empty")
    found = [_Row(table, where, say) for table in tables]
    _once((row.id for row in found), where)
    return found


def _once(ids: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise ContentError(f"{where}: {id_} stands twice")
        seen.add(id_)


def _file(language: str, name: str) -> Path:
    """The file in the language spoken, else in English; the made-up language has none of its own."""
    own = CONTENT / language / name
    return own if own.is_file() else CONTENT / words.SOURCE / name


def _load(language: str, name: str, key: str) -> list[_Row]:
    say = words._ if language == words.PSEUDO else str
    tables = tomllib.loads(_file(language, name).read_text(encoding="utf-8"))
    return _rows(tables.get(key), name, say)


def _lines(language: str, name: str) -> list[str]:
    lines = (line.strip() for line in _file(language, name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@lru_cache
def _agenda_templates(language: str) -> tuple[AgendaTemplate, ...]:
    templates = []
    for row in _load(language, "agendas.toml", "templates"):
        template = AgendaTemplate(
            id=row.id,
            name=row.text("name"),
            minutes=row.whole("minutes", SHORTEST, LONGEST),
            about=row.text("about"),
            notes=row.flag("notes", True),
            parts=tuple(_part(part) for part in row.rows("parts")),
        )
        row.done()
        if sum(part.minutes for part in template.parts) != template.minutes:
            raise ContentError(f"agendas.toml: {template.id}: the parts do not add up to its length")
        templates.append(template)
    return tuple(templates)


def _part(row: _Row) -> TemplatePart:
    leads = row.choice("leads", Leads)
    part = TemplatePart(
        id=row.id,
        title=row.text("title"),
        minutes=row.whole("minutes", 1, LONGEST),
        kind=row.choice("kind", PartKind),
        leads=leads,
        topic=row.choice("topic", Leads, leads),
    )
    row.done()
    return part


@lru_cache
def _questions(language: str) -> tuple[Question, ...]:
    found = []
    for topic in _load(language, "questions.toml", "topics"):
        name = topic.text("name")
        for row in topic.rows("questions"):
            text, depth = row.text("text"), row.whole("depth", 1, 3)
            row.done()
            found.append(Question(id=row.id, topic=topic.id, topic_name=name, text=text, depth=depth))
        topic.done()
    _once((question.id for question in found), "questions.toml")
    return tuple(found)


@lru_cache
def _follow_up_defaults(language: str) -> tuple[FollowUpDefault, ...]:
    items = []
    for row in _load(language, "followups.toml", "items"):
        item = FollowUpDefault(
            id=row.id,
            text=row.text("text"),
            anchor=row.choice("anchor", Anchor),
            offset_minutes=row.offset(),
            group=row.choice("group", Group),
            usual=row.flag("usual", False),
            private=row.flag("private", False),
        )
        row.done()
        items.append(item)
    return tuple(items)


@lru_cache
def _join_checks(language: str) -> tuple[JoinCheck, ...]:
    checks = []
    for row in _load(language, "join_checks.toml", "checks"):
        checks.append(JoinCheck(id=row.id, text=row.text("text"), hint=row.text("hint", "")))
        row.done()
    return tuple(checks)


@lru_cache
def _passphrase_words(language: str) -> tuple[str, ...]:
    found = tuple(_lines(language, "passphrase_words.txt"))
    _once(found, "passphrase_words.txt")
    if len(found) < FEWEST_WORDS:
        raise ContentError(f"passphrase_words.txt: fewer than {FEWEST_WORDS} words")
    return found
