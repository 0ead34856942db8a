"""Earlier wordings of whatever a person wrote: what each said, what changed since, and taking one again."""

from dataclasses import dataclass

from mentor_desktop.domain.difference import Piece, difference
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import Millis
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Gone, text_of
from mentor_desktop.store import history as store
from mentor_desktop.store.refind import refind
from mentor_desktop.store.trash import TABLE_OF


@dataclass(frozen=True, slots=True)
class Version:
    """One wording."""

    text: str
    until: Millis | None  # when it was changed; None for the present one
    changed: tuple[Piece, ...]  # against the wording after it; of the present one against the one before


def versions(desk: Desk, kind: Kind, row: bytes, field: str = "text") -> tuple[Version, ...]:
    """Every wording of a field, the present one first. Raises Gone."""
    with desk.read() as c:
        present = store.load_text(c, TABLE_OF[kind], row, field)
        earlier = store.load_revisions(c, row, field)
    before = earlier[0].value if earlier else present
    found = [Version(present, None, difference(before, present))]
    later = present
    for each in earlier:
        found.append(Version(each.value, each.at, difference(each.value, later)))
        later = each.value
    return tuple(found)


def take_again(desk: Desk, kind: Kind, row: bytes, version: Version, field: str = "text") -> None:
    """Let a wording count again; the present one joins the history. Raises Gone, in the trash too."""
    with desk.change() as c:
        table, stamp = TABLE_OF[kind], desk.stamp()
        if field not in store.fields_with_history(c, row):
            raise Gone
        store.save_text(c, table, kind, row, field, text_of(version.text), stamp)
        refind(c, kind, row, stamp)
