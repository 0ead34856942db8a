"""The whole check of a large vault, beside the two checks that the database library offers."""

import tempfile
from contextlib import closing
from pathlib import Path

from bench.generate import PASSPHRASE, large_vault
from bench.measure import Line, by_ratio, interleaved, median, ms
from mentor_desktop.services import damage
from mentor_desktop.services.readonly import open_read_only
from mentor_desktop.vault.database import page_findings, structure_findings

ROUNDS = 5


def run() -> list[Line]:
    """Header, pages, tables, references and search index against cipher_integrity_check + integrity_check."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place) / "large.vault"
        large_vault(folder).close()
        opened = open_read_only(folder, passphrase=PASSPHRASE)

        def own() -> float:
            with closing(opened.vault.connect("short")) as con:
                pages = ms(lambda: page_findings(con))
            with closing(opened.vault.connect("short")) as con:
                return pages + ms(lambda: structure_findings(con))

        def ours() -> float:
            return ms(lambda: damage.check(opened))

        theirs, whole = interleaved(own, ours, ROUNDS)
        opened.close()
    return [
        by_ratio("check of a vault, beside SQLCipher's and SQLite's own", 1.3, median(theirs), median(whole))
    ]
