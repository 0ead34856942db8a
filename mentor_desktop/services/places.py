"""From what a person types, "Bengaluru" or "Kenya", to a time zone.

People know cities and countries, not zone ids, and an abbreviation such as EST means three zones or none.
So a place is looked up in an own list of cities, in the countries, and in what CLDR calls the zones; what is
no place is answered with the nearest ones. May import words, the resources folder, babel, whenever and
zoneinfo; no offset is computed by hand here, only compared. Zone ids come from the IANA database.
"""

import difflib
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from mentor_desktop import RESOURCES, words

UNIVERSAL = "UTC"
_UNIVERSAL_NAMES = frozenset({UNIVERSAL, "Etc/UTC"})
# Ranks in which the place itself was not named: the city of the zone and the zones with most cities lead.
_COUNTRY, _COUNTRY_BEGINS, _ZONE = 2, 5, 7
_BY_SIZE = frozenset({_COUNTRY, _COUNTRY_BEGINS, _ZONE})
# "Area/City" is a zone a person can live in; all else in the database is an abbreviation or an offset.
_AREAS = frozenset(
    (
        *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian"),
        *("Pacific", "Brazil", "Canada", "Chile", "Mexico", "US"),
    )
)
_OFFSET = re.compile(r"(?:utc|gmt|z)?\s*([+\-−])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_FAR_APART = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_WITHIN = str.maketrans("", "", "'’‘ʻʼ.")
_ASCII = {ord(sign): None if sign in "'." else " " for sign in string.punctuation}
_LONGEST_ASKED = 100  # characters: no place has a longer name
_NEAR = 0.72  # difflib's ratio from which two names count as a slip of the fingers

_Test = Callable[[ZoneInfo], bool]


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its clock."""

    name: str  # "Nairobi"
    country: str  # in the language spoken, "" where there is none
    zone: str  # IANA id, "Africa/Nairobi"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place with everything it is found by, folded."""

    place: Place
    names: tuple[str, ...]  # its own name first
    countries: tuple[str, ...]
    zone: str  # the id
    zone_name: str  # what CLDR calls the zone, "east africa time"
    all: str  # every word of these, each after a space
    eponym: bool  # the zone is named after it


@dataclass(frozen=True, slots=True)
class _Index:
    """All places there are, and how many of them each zone has."""

    entries: tuple[_Entry, ...]
    cities: Counter[str]


def search(text: str, limit: int = 8) -> tuple[Place, ...]:
    """Places that fit what is typed, the best first; none for an empty text.

    Found by city, former or local name, country, zone id and the zone's own name, whatever the case and the
    accents. Whole names come before beginnings, beginnings before words inside.
    """
    asked = _fold(text[:_LONGEST_ASKED])
    if not asked:
        return ()
    # One or two letters are in nearly every name: they count at the beginning of a word only.
    wanted = [word if len(word) > 2 else f" {word}" for word in asked.split()]
    index = _index(words.language())
    found = []
    for order, entry in enumerate(index.entries):
        if all(word in entry.all for word in wanted):
            rank = _rank(entry, asked)
            size = index.cities[entry.place.zone] if rank in _BY_SIZE else 0
            found.append((rank, rank in _BY_SIZE and not entry.eponym, -size, order))
    found.sort()
    return tuple(index.entries[order].place for *_key, order in found[:limit])


def _rank(entry: _Entry, asked: str) -> int:
    """How well an entry fits, 0 best."""
    rank = 9
    if entry.names[0] == asked:
        rank = 0
    elif asked in entry.names:
        rank = 1
    elif asked in entry.countries:
        rank = _COUNTRY
    elif entry.names[0].startswith(asked):
        rank = 3
    elif _begins(asked, entry.names):
        rank = 4
    elif _begins(asked, entry.countries):
        rank = _COUNTRY_BEGINS
    elif f" {asked}" in entry.names[0]:
        rank = 6
    elif entry.zone.startswith(asked) or entry.zone_name.startswith(asked) or f" {asked}" in entry.zone_name:
        rank = _ZONE
    elif all(f" {word}" in entry.all for word in asked.split()):
        rank = 8
    return rank


def _begins(asked: str, names: tuple[str, ...]) -> bool:
    return any(name.startswith(asked) for name in names)


def is_zone(text: str) -> bool:
    """Whether it is the id of a zone a person can live in, letter for letter: "Africa/Nairobi", "UTC".

    Abbreviations and bare offsets are refused although the database knows some of them: they stand still
    where the clocks of the place do not.
    """
    return text in _UNIVERSAL_NAMES or (text.partition("/")[0] in _AREAS and text in _ids() and "/" in text)


def suggest(text: str, limit: int = 3, at: datetime | None = None) -> tuple[Place, ...]:
    """Places to offer for a zone nobody knows: a slip ("Nairobbi"), an abbreviation ("EST") or an offset
    ("UTC+3") at the moment `at`, which is now unless given. None where nothing is near.
    """
    asked = text.strip()[:_LONGEST_ASKED]
    moment = at or datetime.now(UTC)
    offset = _OFFSET.fullmatch(asked)
    if offset:
        return _zones_where(_Clock(moment).shows(_offset(offset)), limit)
    if asked.upper() in {"GMT", "UCT", "Z", "ZULU"}:
        return (Place(UNIVERSAL, "", UNIVERSAL), *_zones_where(_Clock(moment).is_called("GMT"), limit - 1))
    if re.fullmatch(r"[A-Za-z]{3,5}", asked):
        called = _zones_where(_Clock(moment).is_called(asked.upper()), limit)
        if called:
            return called
    if asked in _ids() and not is_zone(asked) and not search(asked):
        return _zones_where(_Clock(moment).runs_like(ZoneInfo(asked)), limit)
    last = asked.rpartition("/")[2]
    return _one_a_zone(search(last, 3 * limit) or _near(_fold(last), 3 * limit))[:limit]


def system_zone() -> str:
    """The zone this computer is set to; UTC where it does not say."""
    from babel.core import get_global
    from whenever import SYSTEM_TZ, TimeZoneNotFoundError, ZonedDateTime

    try:
        zone = ZonedDateTime.now(SYSTEM_TZ).tz_id or UNIVERSAL
    except TimeZoneNotFoundError:
        return UNIVERSAL
    zone = get_global("zone_aliases").get(zone, zone)  # "Japan" and the like
    return zone if is_zone(zone) and zone not in _UNIVERSAL_NAMES else UNIVERSAL


class _Clock:
    """Questions to a zone about one year: both halves of it, since a zone may have two offsets and names."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._halves = (datetime(at.year, 1, 1, tzinfo=UTC), datetime(at.year, 7, 1, tzinfo=UTC))

    def shows(self, offset: timedelta) -> _Test:
        return lambda zone: self._at.astimezone(zone).utcoffset() == offset

    def is_called(self, name: str) -> _Test:
        return lambda zone: any(half.astimezone(zone).tzname() == name for half in self._halves)

    def runs_like(self, model: ZoneInfo) -> _Test:
        wanted = [half.astimezone(model).utcoffset() for half in self._halves]
        return lambda zone: [half.astimezone(zone).utcoffset() for half in self._halves] == wanted


def _offset(found: re.Match[str]) -> timedelta:
    sign = 1 if found[1] == "+" else -1
    return sign * timedelta(hours=int(found[2]), minutes=int(found[3] or 0))


def _zones_where(test: _Test, limit: int) -> tuple[Place, ...]:
    """The best known place of each zone that passes, the zones with most listed cities first."""
    index = _index(words.language())
    best: dict[str, Place] = {}
    for entry in index.entries:
        if entry.eponym:
            best[entry.place.zone] = entry.place
        else:
            best.setdefault(entry.place.zone, entry.place)
    chosen = []
    for zone, _count in index.cities.most_common():
        if test(ZoneInfo(zone)):
            chosen.append(best[zone])
            if len(chosen) == limit:
                break
    return tuple(chosen)


def _one_a_zone(places: tuple[Place, ...]) -> tuple[Place, ...]:
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.zone, place)
    return tuple(first.values())


def _near(asked: str, limit: int) -> tuple[Place, ...]:
    """Places whose name differs by a slip or two."""
    by_name: dict[str, Place] = {}
    for entry in _index(words.language()).entries:
        for name in entry.names:
            by_name.setdefault(name, entry.place)
    near = difflib.get_close_matches(asked, by_name, n=limit, cutoff=_NEAR)
    return tuple(dict.fromkeys(by_name[name] for name in near))


def _fold(text: str) -> str:
    """Small letters without accents, apostrophes or punctuation, words one space apart."""
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_WITHIN)).translate(_FAR_APART)
    kept = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join(kept.split())


@lru_cache(maxsize=1)
def _ids() -> frozenset[str]:
    return frozenset(resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


def _table(name: str) -> Iterator[list[str]]:
    for line in (RESOURCES / "content" / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [*line.split("\t"), "", "", ""]


def _parted(names: str) -> list[str]:
    return [name for name in names.split(";") if name]


@lru_cache(maxsize=2)
def _index(language: str) -> _Index:
    """The own cities first, then every zone of the database that has none, then UTC."""
    spoken = _ZoneWords(language)
    entries = []
    listed = set()
    for name, code, zone, others, *_rest in _table("cities.tsv"):
        entries.append(spoken.entry(name, code, zone, _parted(others)))
        listed.add(zone)
    zone_tab = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in zone_tab.splitlines():
        if line.startswith("#"):
            continue
        code, _coordinates, zone, *_comment = line.split("\t")
        if zone not in listed:
            entries.append(spoken.entry(words.place(zone), code, zone, []))
    entries.append(spoken.entry(UNIVERSAL, "", UNIVERSAL, ["GMT", "Zulu"]))
    return _Index(tuple(entries), Counter(entry.place.zone for entry in entries))


class _ZoneWords:
    """What countries and zones are called, in the language spoken and in English."""

    def __init__(self, language: str) -> None:
        self._languages = tuple(dict.fromkeys((language, words.SOURCE)))
        self._foreign = language not in (words.SOURCE, words.PSEUDO)
        self._other_names = {code: _parted(others) for code, others, *_rest in _table("countries.tsv")}
        self._countries: dict[str, tuple[str, tuple[str, ...]]] = {"": ("", ())}
        self._zones: dict[str, tuple[str, str, str]] = {}

    def entry(self, name: str, code: str, zone: str, others: list[str]) -> _Entry:
        country, countries = self._country(code)
        city, zone_id, zone_name = self._zone(zone)
        names = [_fold(each) for each in (name, *others)]
        eponym = zone_id.endswith(names[0])
        if eponym and self._foreign:
            name = city  # "Wien" for Vienna, in German
            names.insert(0, _fold(name))
        return _Entry(
            place=Place(name, country, zone),
            names=tuple(names),
            countries=countries,
            zone=zone_id,
            zone_name=zone_name,
            all=" " + " ".join((*names, *countries, zone_id, zone_name)),
            eponym=eponym,
        )

    def _country(self, code: str) -> tuple[str, tuple[str, ...]]:
        """Its name, and all its names folded."""
        if code not in self._countries:
            spoken = [words.country(code, language) for language in self._languages]
            names = (*spoken, *self._other_names.get(code, ()), code)
            self._countries[code] = spoken[0], tuple(dict.fromkeys(_fold(name) for name in names))
        return self._countries[code]

    def _zone(self, zone: str) -> tuple[str, str, str]:
        """Its city, its id folded, and all its clock's names folded."""
        if zone not in self._zones:
            names = [words.zone_names(zone, language) for language in self._languages]
            clock = _fold(" ".join(name for some in names for name in some))
            self._zones[zone] = words.place(zone, self._languages[0]), _fold(zone), clock
        return self._zones[zone]
