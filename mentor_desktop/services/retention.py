"""Lets old backups of one place go: by the rule, and only after what stays was read once more."""

from collections.abc import Sequence
from pathlib import Path

from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.retention import LEAST, Kept, to_drop
from mentor_desktop.domain.when import date_at
from mentor_desktop.vault import backups as store
from mentor_desktop.vault.backups import Found

SPECIAL = frozenset({"migration", "restore", "rekey"})


def prune(folder: Path, vault_id: str, zone: str) -> int:
    """Remove what the rule lets go, and return how much that was.

    Before anything goes, three of those that stay are read to the last byte; one that turns out damaged does
    not count as good any more. Files that belong to other vaults, or cannot be told, stay. Raises OSError.
    """
    own = [
        each
        for each in store.found_in(folder)
        if each.manifest is not None and each.manifest.vault_id.hex() == vault_id
    ]
    damaged: set[str] = set()
    while True:
        kept = [_kept(each, zone, each.path.name not in damaged) for each in own]
        going = to_drop(kept)
        if not going:
            return 0
        found = _first_damaged(own, going, damaged)
        if found is None:
            store.drop(folder, going)
            return len(going)
        damaged.add(found)


def _first_damaged(own: Sequence[Found], going: frozenset[str], damaged: set[str]) -> str | None:
    """The newest of those that would stay and is not whole, looking no further than three whole ones."""
    whole = 0
    for each in reversed(own):
        if each.path.name in going or each.path.name in damaged:
            continue
        if not store.is_whole(each.path):
            return each.path.name
        whole += 1
        if whole == LEAST:
            return None
    return None


def _kept(each: Found, zone: str, good: bool) -> Kept:
    assert each.manifest is not None
    return Kept(
        each.path.name,
        each.manifest.counter,
        date_at(Millis(each.manifest.made), zone),
        special=each.manifest.reason in SPECIAL,
        good=good,
    )
