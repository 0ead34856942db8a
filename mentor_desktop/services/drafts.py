"""Half-typed text: kept through lock, crash and kill, until it becomes something or is thrown away."""

from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import text_of
from mentor_desktop.store import history as store


def key(field: str, row: bytes) -> str:
    """The key of a half-typed field of a thing, such as "composer/0192…"."""
    return f"{field}/{row.hex()}"


def keep(desk: Desk, draft: str, text: str) -> None:
    """Make half-typed text durable; empty text removes the draft."""
    with desk.change() as c:
        store.save_draft(c, draft, text_of(text), desk.now())


def load(desk: Desk, draft: str) -> str:
    """The half-typed text, "" if there is none."""
    with desk.read() as c:
        found = store.load_draft(c, draft)
    return found.text if found else ""
