"""Message catalogues: take the sentences out of the source, and turn translations into what gettext reads.

    .venv/bin/python packaging/words.py extract   writes resources/locale/mentor_desktop.pot
    .venv/bin/python packaging/words.py update    brings every translation up to the template
    .venv/bin/python packaging/words.py compile   writes the .mo beside every .po, if all placeholders agree

A new language: make `resources/locale/LANGUAGE/LC_MESSAGES`, copy the template there as
`mentor_desktop.po`, translate, compile. Needs babel, which the program's environment has.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "mentor_desktop.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_PLACEHOLDER = re.compile(r"%\(\w+\)[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|%[^%(]")


def extract() -> Catalog:
    """Every sentence of the program, each with the files it stands in."""
    # A fixed date: the template changes when a sentence does and at no other time.
    catalog = Catalog(
        project="Mentor Desktop",
        header_comment="# The sentences of Mentor Desktop, under the licence of the program.\n#",
        msgid_bugs_address="none",
        creation_date=datetime(2000, 1, 1, tzinfo=UTC),
        fuzzy=False,
    )
    found = extract_from_dir(
        ROOT / "mentor_desktop", keywords=KEYWORDS, comment_tags=("Words:",), strip_comment_tags=True
    )
    for file, _line, message, comments, context in sorted(found, key=lambda each: (str(each[0]), each[1])):
        catalog.add(message, None, [(f"mentor_desktop/{file}", 0)], auto_comments=comments, context=context)
    return catalog


def template(catalog: Catalog) -> bytes:
    """The text of the template."""
    from io import BytesIO

    text = BytesIO()
    write_po(text, catalog, width=110, omit_header=False, include_lineno=False, sort_output=True)
    return text.getvalue()


def translations() -> Iterator[Path]:
    """The translations there are."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/mentor_desktop.po"))


def disagreements(catalog: Catalog) -> list[str]:
    """Sentences whose translation has other placeholders than the original."""
    wrong = []
    for message in catalog:
        originals = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        texts = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        allowed = [_placeholders(original) for original in originals]
        if message.id and any(text and _placeholders(text) not in allowed for text in texts):
            wrong.append(str(originals[0]))
    return wrong


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text.replace("%%", "")))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def main(arguments: list[str]) -> int:
    """Do what the command says; 2 when it says nothing known, 1 when placeholders disagree."""
    if arguments == ["extract"]:
        TEMPLATE.write_bytes(template(extract()))
    elif arguments == ["update"]:
        for path in translations():
            catalog = _read(path)
            catalog.update(extract(), no_fuzzy_matching=True)
            path.write_bytes(template(catalog))
    elif arguments == ["compile"]:
        for path in translations():
            catalog = _read(path)
            wrong = disagreements(catalog)
            if wrong:
                print(f"{path.relative_to(ROOT)}: placeholders differ in {'; '.join(wrong)}", file=sys.stderr)
                return 1
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalog)
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
