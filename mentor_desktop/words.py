"""Every word, date and number that a person reads, in one language at a time.

The lowest floor: services, exporters, the command line and the window all speak through it, so that one
sentence is never put together by two formatters. May import the standard library, babel and the
resources folder, nothing else of ours and no Qt. Babel is loaded at the first date, name list or place,
never at import: the passphrase window needs none of them.
"""

import gettext
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from mentor_desktop import RESOURCES

if TYPE_CHECKING:
    from babel import Locale

DOMAIN = "mentor_desktop"
CATALOGUES = RESOURCES / "locale"

SOURCE = "en"  # the language the sentences are written in: needs no catalogue
PSEUDO = "qps"  # longer, accented and mirrored English, made on the fly to try the layout

DayStyle = Literal["short", "medium", "long", "weekday", "weekday_short", "full"]

_ENGLISH_DAYS: dict[DayStyle, str] = {
    "short": "d MMM",
    "medium": "d MMM y",
    "long": "d MMMM y",
    "weekday": "EEEE d MMMM",
    "weekday_short": "EEE d MMM",
    "full": "EEEE d MMMM y",
}
# What every other language writes in its own order: CLDR's skeletons, and how long the day's name is.
_SKELETONS: dict[DayStyle, tuple[str, str]] = {
    "short": ("MMMd", ""),
    "weekday": ("MMMMEEEEd", "EEEE"),
    "weekday_short": ("MMMEd", "EEE"),
}


class _PseudoTranslations(gettext.NullTranslations):
    """English made longer and accented, so that cut, glued and unmarked words show."""

    _KEEP = re.compile(r"%\(\w+\)[-+ #0]*\d*(?:\.\d+)?[a-z]|%%|</?[a-z][^>]*>|&\w|&\w+;|\n")
    _ACCENTS = str.maketrans("aceghijklnorstuwyzACEGHIJKLNORSTUWYZ", "áčéğĥíĵķļñóŕšťúŵýžÁČÉĞĤÍĴĶĻÑÓŔŠŤÚŴÝŽ")
    _VOWEL = re.compile(r"([aeiouAEIOU])")

    def gettext(self, message: str) -> str:
        if not message:
            return message
        pieces: list[str] = []
        start = 0
        for kept in self._KEEP.finditer(message):
            pieces += [self._stretch(message[start : kept.start()]), kept.group()]
            start = kept.end()
        pieces.append(self._stretch(message[start:]))
        return "[" + "".join(pieces) + "]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def _stretch(self, plain: str) -> str:
        stretched = self._VOWEL.sub(lambda found: found.group() + found.group().lower(), plain)
        return stretched.translate(self._ACCENTS)


_current: gettext.NullTranslations = gettext.NullTranslations()
_language = SOURCE


def use(language: str) -> str:
    """Speak this language (BCP 47 or POSIX tag) from now on; returns the one really spoken.

    A language without a catalogue falls back to English as a whole, so that no English sentence ever
    holds a foreign date.
    """
    global _current, _language
    tag = language.partition(".")[0].replace("-", "_")
    candidates = [tag, tag.partition("_")[0]]
    if PSEUDO in candidates:
        _current, _language = _PseudoTranslations(), PSEUDO
        return _language
    _current, _language = gettext.NullTranslations(), SOURCE
    for candidate in candidates:
        if candidate and (CATALOGUES / candidate / "LC_MESSAGES" / f"{DOMAIN}.mo").is_file():
            _current = gettext.translation(DOMAIN, str(CATALOGUES), [candidate])
            _language = candidate.replace("_", "-")
            break
    return _language


def language() -> str:
    """The BCP 47 tag of the language spoken now."""
    return _language


def right_to_left(lang: str | None = None) -> bool:
    """Whether the window and the page run from right to left."""
    tag = lang or _language
    if tag == PSEUDO:
        return True
    if tag.partition("-")[0] == SOURCE:
        return False
    return bool(_locale(tag).text_direction == "rtl")


def _(text: str) -> str:
    """The sentence in the language spoken now. Fill it with `% {"name": value}` afterwards."""
    return _current.gettext(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The sentence that fits the number n."""
    return _current.ngettext(one, many, n)


def N_(text: str) -> str:
    """Marks a sentence in a table for translation; `_` it where it is shown."""
    return text


def day(d: date, style: DayStyle = "medium", lang: str | None = None) -> str:
    """A date in words: short "24 Nov", medium "24 Nov 2026", long "24 November 2026", weekday
    "Tuesday 24 November", weekday_short "Tue 24 Nov", full "Tuesday 24 November 2026".
    """
    return _day(date(d.year, d.month, d.day), style, lang or _language)


@lru_cache(maxsize=4096)  # a long list says the same days again and again
def _day(plain: date, style: DayStyle, tag: str) -> str:
    from babel.dates import format_date, match_skeleton

    locale = _locale(tag)
    pattern: str = style
    if locale.language == SOURCE:
        pattern = _ENGLISH_DAYS[style]
    elif style in _SKELETONS:
        skeleton, day_name = _SKELETONS[style]
        known = match_skeleton(skeleton, locale.datetime_skeletons)
        pattern = re.sub("E+", day_name, str(locale.datetime_skeletons[known])) if known else "medium"
    return format_date(plain, pattern, locale)


def weekday(d: date, lang: str | None = None) -> str:
    """The short name of the day: "Fri"."""
    from babel.dates import format_date

    return format_date(date(d.year, d.month, d.day), "ccc", _locale(lang or _language))


def weekday_name(number: int, lang: str | None = None, *, short: bool = False) -> str:
    """The name of a day of the week, or "Fri" for short; 0 is Monday."""
    from babel.dates import get_day_names

    locale = _locale(lang or _language)
    if short:
        return str(get_day_names("abbreviated", "stand-alone", locale)[number])
    return str(get_day_names("wide", "stand-alone", locale)[number])


def language_name(tag: str, lang: str | None = None) -> str:
    """What a language is called: "Swahili" for "sw". A tag nobody knows is shown as it stands."""
    code = tag.replace("-", "_").partition("_")[0].lower()
    return str(_locale(lang or _language).languages.get(code, tag))


def clock(t: time | datetime, lang: str | None = None) -> str:
    """A time of day as its own clock shows it, on twenty-four hours in every language: "15:00"."""
    return _clock(time(t.hour, t.minute), lang or _language)


@lru_cache(maxsize=4096)
def _clock(plain: time, tag: str) -> str:
    from babel.dates import format_time

    return format_time(plain, "HH:mm", locale=_locale(tag))


def minutes(n: int) -> str:
    """A length spelt out: "49 minutes"."""
    return ngettext("%(n)d minute", "%(n)d minutes", n) % {"n": n}


def span(minutes: int) -> str:
    """A length in brief: "50 min", "2 h", "2 h 30 min". Less than nothing counts as nothing."""
    hours, rest = divmod(max(0, minutes), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def ago(days: int) -> str:
    """How long since a day, in whole days: "today", "yesterday", "14 days ago"."""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}


def number(value: float, lang: str | None = None) -> str:
    """A number with the separators of the language: "5,000"."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(lang or _language))


def names(seq: Sequence[str], lang: str | None = None) -> str:
    """A list as a sentence holds it: "Maya Lind and Amara Okafor"."""
    from babel.lists import format_list

    return format_list([name for name in seq if name], "standard", _locale(lang or _language))


@lru_cache(maxsize=1024)
def _place(zone: str, tag: str) -> str:
    own = zone.rpartition("/")[2].replace("_", " ")
    if "/" not in zone or zone.startswith("Etc/"):
        return own
    named = _locale(tag).time_zones
    return next((str(named[id_]["city"]) for id_ in _zone_ids(zone) if "city" in named.get(id_, {})), own)


def place(zone: str, lang: str | None = None) -> str:
    """The city an IANA time zone is named after: "Nairobi". A zone nobody knows is shown as it stands."""
    return _place(zone, lang or _language)


def country(code: str, lang: str | None = None) -> str:
    """The name of a country by its ISO 3166 code: "Kenya". An unknown code is shown as it stands."""
    return str(_locale(lang or _language).territories.get(code.upper(), code))


def zone_names(zone: str, lang: str | None = None) -> tuple[str, ...]:
    """What the clock of a zone is called: ("East Africa Time",); nothing where CLDR has no name for it."""
    from babel.core import get_global

    groups = get_global("meta_zones")
    group = next((groups[id_] for id_ in _zone_ids(zone) if id_ in groups), "")
    named = _locale(lang or _language).meta_zones.get(group)
    return tuple(str(name) for name in named["long"].values()) if named and "long" in named else ()


@lru_cache(maxsize=1)
def _zone_aliases() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Current id of each former one, and the former ones of each current id."""
    from babel.core import get_global

    current = dict(get_global("zone_aliases"))
    former: dict[str, tuple[str, ...]] = {}
    for old, new in current.items():
        former[new] = (*former.get(new, ()), old)
    return current, former


def _zone_ids(zone: str) -> tuple[str, ...]:
    """A zone's id and its other ones: CLDR files some zones under a name they no longer bear."""
    current, former = _zone_aliases()
    now = current.get(zone, zone)
    return (zone, now, *former.get(now, ()))


@lru_cache(maxsize=16)
def _locale(tag: str) -> "Locale":
    """Babel's locale for a tag; English is British, and so is what no locale is known for."""
    from babel import Locale, UnknownLocaleError

    if tag in (SOURCE, PSEUDO):
        return Locale("en", "GB")
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")
