"""Makes the bundled fonts from the makers' releases: static, subset, under a family name of our own.

The family is renamed because an Inter that is installed on the machine may be another version with other
widths. Uses fontTools (and brotli where a source file is WOFF2); run by hand when a font is to be renewed:

    python packaging/make_fonts.py --inter FOLDER --noto FOLDER [--out resources/fonts]

`--inter` holds the static Inter 4.1 files (`Inter-Regular` … and `InterDisplay-SemiBold`, TTF or WOFF2,
searched in its folders too), `--noto` the static Noto Sans files for Arabic, Devanagari, Hebrew and Thai.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

# (source stem, family, style) of the Inter cuts that the window and the PDF pages use.
INTER = (
    ("Inter-Regular", "Inter App", "Regular"),
    ("Inter-Italic", "Inter App", "Italic"),
    ("Inter-Medium", "Inter App", "Medium"),
    ("Inter-SemiBold", "Inter App", "SemiBold"),
    ("Inter-Bold", "Inter App", "Bold"),
    ("InterDisplay-SemiBold", "Inter App Display", "SemiBold"),
)
NOTO = tuple(
    f"NotoSans{script}-{style}"
    for script in ("Arabic", "Devanagari", "Hebrew", "Thai")
    for style in ("Regular", "Bold")
)

# Latin with Vietnamese, Greek, Cyrillic, and the marks, signs and arrows that sentences use.
KEPT = (
    (0x20, 0x24F),
    (0x2B0, 0x36F),
    (0x370, 0x3FF),
    (0x400, 0x52F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x209C),
    (0x20A0, 0x20C0),
    (0x2100, 0x214F),
    (0x2190, 0x2199),
    (0x2200, 0x2265),
    (0x25A0, 0x25FF),
    (0xFB00, 0xFB04),
)
FEATURES = ["tnum", "kern", "mark", "mkmk", "calt", "case", "zero", "ccmp", "locl", "frac", "sups", "subs"]
LINKED = ("Regular", "Italic", "Bold")  # the styles that old name records can tell apart by themselves


def find(folder: Path, stem: str) -> Path:
    """The file of that stem in `folder` or below it; TTF before WOFF2. Raises FileNotFoundError."""
    for suffix in (".ttf", ".woff2"):
        for path in sorted(folder.rglob(stem + suffix)):
            return path
    raise FileNotFoundError(f"{stem}.ttf or .woff2 is not in {folder}")


def rename(font: TTFont, family: str, style: str) -> None:
    """Writes every name record that says the family, so no record keeps the old one."""
    names = font["name"]
    linked = style in LINKED
    postscript = f"{family.replace(' ', '')}-{style}"
    records = {
        1: family if linked else f"{family} {style}",
        2: style if linked else "Regular",
        3: f"{postscript};4.1",
        4: f"{family} {style}",
        6: postscript,
    }
    for number in (16, 17, 18, 21, 22, 25):
        names.removeNames(nameID=number)
    if not linked:
        records |= {16: family, 17: style}
    for number, text in records.items():
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)


def make_inter(source: Path, family: str, style: str, out: Path) -> None:
    """Keeps the scripts and features that we use, and renames."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
    chosen.subset(font)
    rename(font, family, style)
    font.flavor = None
    font["OS/2"].fsType = 0  # may be embedded: the licence allows it and the PDF needs it
    font.save(out)


def make_noto(source: Path, out: Path) -> None:
    """Keeps the whole script with all its shaping; drops only hinting, which is never used."""
    options = subset.Options()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.hinting = False
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=list(font.getBestCmap()))
    chosen.subset(font)
    font["OS/2"].fsType = 0
    font.save(out)


def main() -> None:
    """Makes every file of both families."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inter", type=Path, required=True)
    parser.add_argument("--noto", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "resources" / "fonts")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for stem, family, style in INTER:
        make_inter(
            find(chosen.inter, stem), family, style, chosen.out / f"{family.replace(' ', '')}-{style}.ttf"
        )
    for stem in NOTO:
        make_noto(find(chosen.noto, stem), chosen.out / f"{stem}.ttf")


if __name__ == "__main__":
    main()
