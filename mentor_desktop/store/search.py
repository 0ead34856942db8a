"""Full-text search over everything a person typed: one row table and one contentless index.

Written by the store in the same transaction as the thing itself. Two phases, because scoring every hit
of a short prefix is slow: few hits are ranked, many are shown newest first.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import Millis
from mentor_desktop.store.tables import found

FEW = 1_000  # up to here hits are ranked
BEST = 200
SHOWN = 50
HALF_LIFE = 180 * 86_400_000.0  # ms; a hit of that age weighs half

# Letters that Unicode does not decompose and the tokenizer therefore does not fold.
_FOLD = str.maketrans(
    {"ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE",
     "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i"}
)  # fmt: skip
_CJK = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that matched."""

    kind: Kind
    id: bytes
    person: bytes | None
    at: Millis
    private: bool


def folded(words: str) -> str:
    """Text as the index sees it: odd letters folded, a space around each Chinese or Japanese character."""
    return _CJK.sub(r" \1 ", words.translate(_FOLD).replace("\0", " "))


_NUMBER = select(found.c.n).where(found.c.kind == bindparam("_kind"), found.c.id == bindparam("_id"))
_AGAIN = update(found).where(found.c.n == bindparam("_n"))
_INDEX = text("INSERT INTO found_text(rowid, title, body) VALUES(:n, :title, :body)")
_UNINDEX = text("DELETE FROM found_text WHERE rowid = :n")


def put_found(
    c: Connection, kind: Kind, row: bytes, *, person: bytes | None, at: Millis, private: bool,
    title: str = "", body: str = ""
) -> None:  # fmt: skip
    """Make a thing findable by its words, in place of what was there before."""
    old = c.execute(_NUMBER, {"_kind": str(kind), "_id": row}).scalar()
    values = {"kind": str(kind), "id": row, "person": person, "at": at, "private": int(private)}
    if old is None:
        done = c.execute(insert(found), values)
        number = done.inserted_primary_key[0] if done.inserted_primary_key else None
    else:
        number = old
        c.execute(_UNINDEX, {"n": old})
        c.execute(_AGAIN, {"_n": old, "person": person, "at": at, "private": int(private)})
    c.execute(_INDEX, {"n": number, "title": folded(title), "body": folded(body)})


def drop_found(c: Connection, kind: Kind, row: bytes) -> None:
    """Make a thing unfindable."""
    old = c.execute(_NUMBER, {"_kind": str(kind), "_id": row}).scalar()
    if old is not None:
        c.execute(_UNINDEX, {"n": old})
        c.execute(delete(found).where(found.c.n == old))


def optimize(c: Connection) -> None:
    """Rewrite the index so that no erased word stays in its blocks."""
    c.execute(text("INSERT INTO found_text(found_text) VALUES('optimize')"))


def query_of(words: str) -> str | None:
    """An FTS5 query for what a person typed: every word, the last one as a beginning. None if too short.

    Only letters and digits reach the query, each word quoted, so no syntax can be typed in.
    """
    tokens: list[str] = []
    for word in unicodedata.normalize("NFC", words).translate(_FOLD).split():
        run = _CJK.sub(r" \1 ", word)
        pieces = _WORD.findall(run)
        if pieces:
            tokens.append('"' + " ".join(pieces) + '"')
    if not tokens:
        return None
    last = tokens[-1].strip('"')
    single = len(last) < 2 and not _CJK.search(last)
    if single:
        tokens.pop()
    elif not _CJK.search(last):
        tokens[-1] += "*"
    return " ".join(tokens) or None


_COUNT = text("SELECT count(*) FROM (SELECT 1 FROM found_text WHERE found_text MATCH :q LIMIT :few)")
_NEWEST = text(
    "SELECT f.kind, f.id, f.person, f.at, f.private FROM"
    " (SELECT rowid AS n FROM found_text WHERE found_text MATCH :q ORDER BY rowid DESC LIMIT :shown) x"
    " JOIN found f ON f.n = x.n ORDER BY f.n DESC"
)
_BEST = text(
    "SELECT f.kind, f.id, f.person, f.at, f.private FROM"
    " (SELECT rowid AS n, rank AS r FROM found_text WHERE found_text MATCH :q ORDER BY rank LIMIT :best) x"
    " JOIN found f ON f.n = x.n"
    " ORDER BY x.r / (1.0 + max(:now - f.at, 0) / :half) LIMIT :shown"
)


def search(c: Connection, words: str, now: Millis, shown: int = SHOWN) -> Sequence[Hit]:
    """The best matches, at most `shown`; none for fewer than two letters."""
    query = query_of(words)
    if query is None:
        return ()
    count = c.execute(_COUNT, {"q": query, "few": FEW + 1}).scalar_one()
    if count > FEW:
        rows = c.execute(_NEWEST, {"q": query, "shown": shown}).all()
    else:
        rows = c.execute(
            _BEST, {"q": query, "best": max(BEST, shown), "now": now, "half": HALF_LIFE, "shown": shown}
        ).all()
    return tuple(Hit(Kind(r.kind), r.id, r.person, Millis(r.at), bool(r.private)) for r in rows)
