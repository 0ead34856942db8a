"""One side of how it is going, and which relationship is meant by "now". No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from mentor_desktop.domain.people import Relationship
from mentor_desktop.services.persons import PersonPage
from mentor_desktop.ui.daywords import ChipKind


@dataclass(frozen=True)
class GoingLine:
    """One side of how it is going: a sentence, what stands behind it, and a chip."""

    name: str
    words: str
    sub: str
    chip: str
    kind: ChipKind
    opens: str = ""  # the tab with the records behind it

    @property
    def spoken(self) -> str:
        """The side in one breath."""
        return ", ".join(filter(None, (self.name, self.words, self.sub, self.chip)))


def latest(page: PersonPage) -> Relationship | None:
    """The relationship that stands now: the newest one with this person alone, else the newest."""
    alone = [each for each in page.relationships if each.members == (page.person.id,)]
    known = alone or list(page.relationships)
    return known[-1] if known else None
