"""Copying every readable entry of a damaged vault into a new one. The damaged one is never changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mentor_desktop import vault as vaults_below
from mentor_desktop.domain.people import Phase, Role
from mentor_desktop.services.attachments import sealed_of
from mentor_desktop.services.clocks import SystemClock
from mentor_desktop.services.opened import Opened
from mentor_desktop.services.readonly import open_read_only
from mentor_desktop.store import attachments as attachment_store
from mentor_desktop.store import mending, schema
from mentor_desktop.store.columns import metadata
from mentor_desktop.store.engine import Connection, Store
from mentor_desktop.store.ids import new_id
from mentor_desktop.store.rebuild import rebuild_search
from mentor_desktop.vault import Vault
from mentor_desktop.vault.rescue import TableReader, columns_of, new_beside
from mentor_desktop.words import _, ngettext

Progress = Callable[[str, int], None]
"""Told the table and how many rows of it are read, now and then. What it raises stops the rescue."""

STEP = 500
_NOT_COPIED = frozenset({"vault", "alembic_version", "found"})


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the rows of one table."""

    read: int
    lost: int  # known of and not readable, or belonging to something that is not readable
    unsure: bool  # there may have been more


@dataclass(frozen=True, slots=True)
class Rescued:
    """What the new vault holds, by table, and how many files of attachments."""

    tables: Mapping[str, Count]
    files: int
    files_lost: int

    @property
    def lost(self) -> int:
        """How many entries are missing, as far as that can be told."""
        return sum(each.lost for each in self.tables.values()) + self.files_lost

    @property
    def complete(self) -> bool:
        """Whether everything came over."""
        return not self.lost and not any(each.unsure for each in self.tables.values())


def rescue(
    folder: Path, target: Path, *, passphrase: str | None = None, recovery_key: str | None = None,
    progress: Progress | None = None
) -> Rescued:  # fmt: skip
    """Make a new vault at `target` of all that can be read in `folder`; the same secrets open it.

    A failure leaves nothing at `target`, and `folder` is as it was in any case. Raises `AlreadyExists`,
    `ReadOnlyFolder`, `Newer`, the errors of opening a vault, and what `progress` raises. `DamagedDatabase`
    means that not even the list of tables can be read.
    """
    opened = open_read_only(folder, passphrase=passphrase, recovery_key=recovery_key)
    try:
        return _rescued(opened, target, progress or (lambda _table, _rows: None))
    finally:
        opened.close()


def rescue_opened(opened: Opened, target: Path, told: Callable[[float], None]) -> Rescued:
    """The same with a vault that is open, which stays open; no secret is asked for again.

    `told` hears about how much is done, 0 to 1, and what it raises stops the rescue. Raises what `rescue`
    raises. Call it from a worker thread.
    """
    begun: set[str] = set()

    def progress(table: str, _rows: int) -> None:
        begun.add(table)
        told(min(len(begun) / len(metadata.tables), 1.0))

    return _rescued(opened, target, progress)


def _rescued(opened: Opened, target: Path, progress: Progress) -> Rescued:
    with new_beside(opened.vault, target) as new:
        schema.migrate(new.connect, new.dbapi)
        return _finish(opened, new, _copy_tables(opened.vault, new, progress))


def lines(rescued: Rescued) -> tuple[str, ...]:
    """What came over and what did not, as sentences."""
    read = sum(each.read for each in rescued.tables.values())
    said = [
        ngettext("%(count)d entry is in the new vault.", "%(count)d entries are in the new vault.", read)
        % {"count": read}
    ]
    for name, each in _by_words(rescued.tables).items():
        if each.lost or each.unsure:
            said.append(
                _("%(table)s: %(read)d read, %(lost)d lost or more.")
                % {"table": name, "read": each.read, "lost": each.lost}
                if each.unsure
                else _("%(table)s: %(read)d read, %(lost)d lost.")
                % {"table": name, "read": each.read, "lost": each.lost}
            )
    if rescued.files or rescued.files_lost:
        said.append(
            _("Files of attachments: %(read)d copied, %(lost)d lost.")
            % {"read": rescued.files, "lost": rescued.files_lost}
        )
    if rescued.complete:
        said.append(_("Nothing is missing."))
    said.append(_("The damaged vault is as it was. Keep it until you have looked through the new one."))
    return tuple(said)


def _by_words(tables: Mapping[str, Count]) -> dict[str, Count]:
    """The counts of tables under the words of a person; the lesser ones together, at the end."""
    words = {
        "note": _("Notes"),
        "person": _("People"),
        "relationship": _("Mentorships"),
        "session": _("Sessions"),
        "part": _("Parts of agendas"),
        "promise": _("Promises"),
        "follow_up": _("Items of checklists"),
        "agreement": _("Agreements"),
        "agreement_clause": _("Clauses of agreements"),
        "goal": _("Goals"),
        "goal_step": _("Steps of goals"),
        "attachment": _("Attachments"),
        "revision": _("Earlier wordings"),
        "draft": _("Half-typed texts"),
        "setting": _("Settings"),
    }
    rest = Count(0, 0, False)
    for name in tables.keys() - words.keys():
        each = tables[name]
        rest = Count(rest.read + each.read, rest.lost + each.lost, rest.unsure or each.unsure)
    named = {said: tables[name] for name, said in words.items() if name in tables}
    return {**named, _("Other details"): rest}


def _copy_tables(old: Vault, new: Vault, progress: Progress) -> dict[str, Count]:
    def connect() -> vaults_below.Connection:
        return old.connect("reader")

    there, wanted = columns_of(connect), columns_of(lambda: new.connect("short"))
    counts: dict[str, Count] = {}
    con = new.connect("migration")
    try:
        con.execute("BEGIN")
        for table in sorted(wanted.keys() & there.keys() - _NOT_COPIED):
            if table.startswith(("found_text", "sqlite_")):
                continue
            columns = [name for name in wanted[table] if name in there[table]]
            reader = TableReader(connect, table, columns)
            holes = ", ".join("?" * len(columns))
            names = ", ".join(f'"{name}"' for name in columns)
            for row in reader.rows():
                con.execute(f'INSERT OR IGNORE INTO "{table}"({names}) VALUES ({holes})', row)
                if reader.read % STEP == 0:
                    progress(table, reader.read)
            progress(table, reader.read)
            counts[table] = Count(reader.read, reader.lost, reader.unsure)
        con.execute("COMMIT")
    finally:
        con.close()
    return counts


def _finish(opened: Opened, new: Vault, counts: dict[str, Count]) -> Rescued:
    """Let everything that came over belong to something, copy the files, and write the search anew."""
    stubs = mending.Stubs(
        person=_("A person whose entry could not be read"),
        notes=_("Rescued notes"),
        notes_id=new_id(),
        role=str(Role.MENTOR),
        phase=str(next(iter(Phase))),
        at=SystemClock().reading().utc,
    )
    writer = Store(lambda _role: new.connect("migration"), new.dbapi)
    try:
        with writer.change() as c:
            for table, gone in mending.mend(c, stubs).items():
                before = counts.get(table, Count(0, 0, False))
                counts[table] = Count(before.read - gone, before.lost + gone, before.unsure)
            copied, lost = _copy_files(opened, new, c)
            rebuild_search(c)
    finally:
        writer.close()
    return Rescued(counts, copied, lost)


def _copy_files(opened: Opened, new: Vault, c: Connection) -> tuple[int, int]:
    """Copy the sealed files that are sound; a row whose file is not goes."""
    copied = lost = 0
    for each in attachment_store.every_sealed(c):
        source = opened.vault.attachments
        try:
            source.check(sealed_of(each))
        except (vaults_below.MissingAttachment, vaults_below.DamagedAttachment):
            attachment_store.drop_attachment(c, each.attachment)
            lost += 1
            continue
        new.attachments.take_over(source, each.file)
        copied += 1
    return copied, lost
