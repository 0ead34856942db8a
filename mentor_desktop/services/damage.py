"""Whether a vault is sound: what was looked at, what is wrong in plain words, and what to do about it.

Nothing here writes to what it looks at, and nothing is ever repaired in place.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mentor_desktop import vault as vaults_below
from mentor_desktop.domain.ids import DAY, Millis
from mentor_desktop.services import backups
from mentor_desktop.services.attachments import sealed_of
from mentor_desktop.services.backups import Backup
from mentor_desktop.services.vaults import Opened, sentence
from mentor_desktop.store import attachments as attachment_store
from mentor_desktop.store import schema, soundness
from mentor_desktop.store import settings as setting_store
from mentor_desktop.vault import Vault, VaultError
from mentor_desktop.vault.database import page_findings, structure_findings
from mentor_desktop.words import _, ngettext

CHECKED = "checked"  # name of the setting that tells when the last check was
EVERY_DAYS = 7


class Area(StrEnum):
    """What a check looks at, in this order."""

    HEADER = "header"
    PAGES = "pages"
    REFERENCES = "references"
    SEARCH = "search"
    STRUCTURE = "structure"
    ATTACHMENTS = "attachments"


Progress = Callable[[Area, int, int], None]
"""Told before each area, and while attachments are read: how much is done of how much, in the area's own
measure. What it raises stops the check."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    area: Area
    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a check."""

    looked: tuple[Area, ...]
    findings: tuple[Finding, ...]
    pages: int
    attachments: int

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def check(opened: Opened, progress: Progress | None = None) -> Report:
    """Look at everything: header, every page, tables, references, search index and attachments.

    May run in any thread beside the work of the others, which go on. Raises what `progress` raises.
    """
    return _Check(opened, progress or (lambda _area, _done, _total: None)).report()


def lines(report: Report) -> tuple[str, ...]:
    """The report as sentences: what was looked at, what is wrong, what to do."""
    said = [
        _("Looked at: %(areas)s.") % {"areas": ", ".join(area_words(each, report) for each in report.looked)}
    ]
    if report.sound:
        return (*said, _("The vault is sound."))
    said += [each.sentence for each in report.findings]
    said += list(dict.fromkeys(each.advice for each in report.findings))
    return tuple(said)


def area_words(area: Area, report: Report) -> str:
    """What an area is called in a report."""
    pages, files = report.pages, report.attachments
    return {
        Area.HEADER: _("the file keys.json"),
        Area.PAGES: ngettext("%(count)d page of notes.db", "%(count)d pages of notes.db", pages)
        % {"count": pages},
        Area.STRUCTURE: _("its tables"),
        Area.REFERENCES: _("what belongs together"),
        Area.SEARCH: _("the search index"),
        Area.ATTACHMENTS: ngettext("%(count)d attachment", "%(count)d attachments", files) % {"count": files},
    }[area]


def backup_to_restore(opened: Opened) -> Backup | None:
    """The newest backup whose every byte is as it was written, of both places if the second is known.

    Reads backups whole until one is good, so it may take a while.
    """
    try:
        found = backups.every(opened)
    except Exception as error:
        if not _is_damage(error):
            raise
        found = backups.known_for(opened.vault.folder)  # where the second place is kept cannot be read
    return backups.newest_good(found)


def _is_damage(error: Exception) -> bool:
    inner = getattr(error, "orig", error)
    return isinstance(inner, Vault.dbapi.Error | VaultError)


def due(opened: Opened) -> bool:
    """Whether a week has gone by, or seven days of use, since the last check.

    A clock that was set back does not put the check off: days of use are counted by how many there are, and
    a last check that lies in the future counts for nothing.
    """
    if opened.read_only:
        return False
    with opened.desk.read() as c:
        last = setting_store.load_settings(c).get(CHECKED)
        uses = setting_store.days_used_since(c, date.min)
    if not isinstance(last, dict):
        return True
    passed = opened.desk.now() - int(last.get("at", 0))
    return passed >= EVERY_DAYS * DAY or passed < -DAY or uses - int(last.get("uses", 0)) >= EVERY_DAYS


def note_checked(opened: Opened, report: Report) -> None:
    """Remember that a check was made. A damaged vault is not written to, so it is due again."""
    if not report.sound or opened.read_only:
        return
    with opened.desk.change() as c:
        uses = setting_store.days_used_since(c, date.min)
        setting_store.save_setting(c, CHECKED, {"at": opened.desk.now(), "uses": uses})


def last_checked(opened: Opened) -> Millis | None:
    """When the vault was last found sound."""
    with opened.desk.read() as c:
        last = setting_store.load_settings(c).get(CHECKED)
    return Millis(int(last["at"])) if isinstance(last, dict) and "at" in last else None


class _Check:
    """One check, from the header to the attachments."""

    def __init__(self, opened: Opened, progress: Progress) -> None:
        self._opened, self._vault, self._progress = opened, opened.vault, progress
        self._findings: list[Finding] = []
        self._looked: list[Area] = []
        self._files = 0

    def report(self) -> Report:
        """Look at one area after the other."""
        self._begin(Area.HEADER)
        self._header()
        pages = -(-(self._vault.folder / "notes.db").stat().st_size // 4096)
        # Each of the first two has to read every page, so they run at once.
        with ThreadPoolExecutor(1) as beside:
            self._begin(Area.PAGES, pages)
            structure = beside.submit(self._ask, structure_findings)
            if self._pages(pages):
                readable = self._rows()
                self._structure(structure, readable)
        self._attachments()
        return Report(tuple(self._looked), tuple(self._findings), pages, self._files)

    def _begin(self, area: Area, total: int = 1) -> None:
        self._progress(area, 0, total)
        self._looked.append(area)

    def _wrong(self, area: Area, said: str, advice: str) -> None:
        self._findings.append(Finding(area, said, advice))

    def _header(self) -> None:
        try:
            self._vault.check_header()
        except VaultError as error:
            advice = _("Do not close the vault before you have made a backup of it.")
            self._wrong(Area.HEADER, sentence(error), advice)

    def _pages(self, pages: int) -> bool:
        """Whether every page bears the seal of the vault's key."""
        damaged = self._ask(page_findings)
        if damaged:
            with self._opened.desk.store.change():  # a page in the writing would look damaged
                damaged = self._ask(page_findings)
        if damaged:
            self._wrong(
                Area.PAGES,
                ngettext(
                    "%(count)d of %(pages)d pages of the file notes.db is damaged.",
                    "%(count)d of %(pages)d pages of the file notes.db are damaged.",
                    len(damaged),
                )
                % {"count": len(damaged), "pages": pages},
                _advice(),
            )
        return not damaged

    def _rows(self) -> bool:
        """Compare rows with one another. Whether they could be read at all."""
        try:
            self._begin(Area.REFERENCES)
            self._references()
            self._begin(Area.SEARCH)
            self._search()
        except Exception as error:
            if not _is_damage(error):
                raise
            return False
        return True

    def _structure(self, structure: Future[list[str]], readable: bool) -> None:
        self._begin(Area.STRUCTURE)
        if structure.result() or not readable:
            self._wrong(Area.STRUCTURE, _("The tables of the file notes.db do not fit together."), _advice())

    def _ask(self, question: Callable[[vaults_below.Connection], list[str]]) -> list[str]:
        try:
            with closing(self._vault.connect("short")) as con:
                return question(con)
        except vaults_below.DamagedDatabase:  # so badly that it was not let in
            return ["not readable"]

    def _references(self) -> None:
        with self._opened.desk.read() as c:
            broken = soundness.broken_references(c)
        if broken:
            said = ngettext(
                "%(count)d entry refers to something that is not there.",
                "%(count)d entries refer to something that is not there.",
                broken,
            )
            self._wrong(Area.REFERENCES, said % {"count": broken}, _advice())

    def _search(self) -> None:
        with self._opened.desk.read() as c:
            if schema.version(c) != schema.HEAD:
                return  # the index is compared with tables of today
            gaps = soundness.search_gaps(c)
        if gaps:
            said = _("The search does not find everything, or finds what is gone. No note is lost.")
            advice = _("Rescue the vault into a new one: that writes the search anew.")
            self._wrong(Area.SEARCH, said, advice)

    def _attachments(self) -> None:
        try:
            with self._opened.desk.read() as c:
                if schema.version(c) != schema.HEAD:
                    return
                sealed = attachment_store.every_sealed(c)
                names = attachment_store.names_of_all(c)
        except Exception as error:
            if not _is_damage(error):
                raise
            return  # the damage of the database was told above
        total = sum(each.size for each in sealed)
        self._begin(Area.ATTACHMENTS, total)
        self._files, done = len(sealed), 0
        for each in sealed:
            try:
                self._vault.attachments.check(sealed_of(each), self._part(done, total))
            except (vaults_below.MissingAttachment, vaults_below.DamagedAttachment) as error:
                self._attachment(names[each.attachment], error)
            done += each.size

    def _part(self, before: int, total: int) -> Callable[[int], None]:
        return lambda read: self._progress(Area.ATTACHMENTS, before + read, total)

    def _attachment(self, name: str, error: VaultError) -> None:
        missing = isinstance(error, vaults_below.MissingAttachment)
        said = (
            _("The file of the attachment “%(name)s” is missing.")
            if missing
            else _("The file of the attachment “%(name)s” is damaged.")
        )
        advice = _("Bring the attachment back from a backup, or throw it away.")
        self._wrong(Area.ATTACHMENTS, said % {"name": name}, advice)


def _advice() -> str:
    return _(
        "Write nothing more in this vault. Restore the newest good backup, or rescue what can be read into a "
        "new vault."
    )
