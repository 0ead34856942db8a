"""The rules of the house that no other tool checks; each is shown to catch its breach."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Over 400 lines for a reason: name the file and the reason here.
LONG_FILES = {"dev.py": "one script, since it must work before anything is installed"}
LINES = 400

Rule = Callable[[ast.AST], bool]


def called(node: ast.AST) -> tuple[str, str]:
    """What a call names: ("qtbot", "wait") for `qtbot.wait(…)`, ("", "tr") for `tr(…)`; else ("", "")."""
    if not isinstance(node, ast.Call):
        return "", ""
    if isinstance(node.func, ast.Attribute):
        return ast.unparse(node.func.value), node.func.attr
    return "", ast.unparse(node.func)


def waits(node: ast.AST) -> bool:
    """Tests wait for what happens, never for time to pass."""
    of, name = called(node)
    return name in {"qWait", "processEvents", "sleep"} or (of.endswith("qtbot") and name == "wait")


def translates_through_qt(node: ast.AST) -> bool:
    """Words go through `mentor_desktop.words`, so that every floor speaks alike."""
    of, name = called(node)
    return name == "tr" or (name == "translate" and of.endswith("Application"))


def nests_an_event_loop(node: ast.AST) -> bool:
    """A dialog opens and returns; a loop within the loop would let the vault close under it."""
    return called(node)[1] in {"exec", "exec_", "QEventLoop"}


def styles_a_widget(node: ast.AST) -> bool:
    """One sheet for the whole program, made by the theme."""
    return called(node)[1] == "setStyleSheet"


def names_a_colour(node: ast.AST) -> bool:
    """Colours stand in resources/themes."""
    if isinstance(node, ast.Attribute):
        return ast.unparse(node.value).endswith("GlobalColor") and node.attr != "transparent"
    if called(node)[1] in {"QColor", "fromRgb", "fromHsl", "fromHsv", "rgb", "rgba"} and isinstance(
        node, ast.Call
    ):
        return bool(node.args) and all(isinstance(argument, ast.Constant) for argument in node.args)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        hexadecimal = r"(?<![\w&])#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})\b"
        return re.search(hexadecimal, node.value, re.IGNORECASE) is not None
    return False


RULES: dict[Rule, tuple[str, str]] = {
    waits: ("qtbot.wait(5); time.sleep(1); QTest.qWait(5); app.processEvents()", "qtbot.waitUntil(done)"),
    translates_through_qt: (
        "self.tr('Save'); QCoreApplication.translate('context', 'Save')",
        "_('Save'); text.translate(table)",
    ),
    nests_an_event_loop: ("dialog.exec(); QEventLoop()", "dialog.open(); connection.execute(query)"),
    styles_a_widget: ("label.setStyleSheet('')", "application.styleSheet()"),
    names_a_colour: (
        "'#fff'; 'color: #a0b1c2'; QColor(1, 2, 3); QColor('red'); Qt.GlobalColor.red",
        "QColor(token); Qt.GlobalColor.transparent; '#12 of 30'; '&#039;'",
    ),
}


def breaches(rule: Rule, source: str) -> list[int]:
    return sorted(
        {node.lineno for node in ast.walk(ast.parse(source)) if rule(node) and hasattr(node, "lineno")}
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_catches_every_breach_and_nothing_else(rule: Rule) -> None:
    bad, good = RULES[rule]
    for statement in bad.split("; "):
        assert breaches(rule, statement) == [1], statement
    assert breaches(rule, good) == []


def sources(root: Path, *folders: str) -> Iterator[tuple[str, str]]:
    """Name and text of every Python file in these folders."""
    for folder in folders:
        for file in sorted((root / folder).rglob("*.py")):
            yield file.relative_to(root).as_posix(), file.read_text("utf-8")


@pytest.mark.parametrize(
    ("rule", "folder", "apart"),
    [
        (waits, "tests", ()),
        (translates_through_qt, "mentor_desktop", ()),
        (nests_an_event_loop, "mentor_desktop/ui", ()),
        (styles_a_widget, "mentor_desktop", ("mentor_desktop/ui/theme",)),
        (names_a_colour, "mentor_desktop", ("mentor_desktop/ui/theme", "mentor_desktop/ui/tokens")),
    ],
)
def test_the_rule_is_kept(root: Path, rule: Rule, folder: str, apart: tuple[str, ...]) -> None:
    found = [
        f"{name}:{line}"
        for name, text in sources(root, folder)
        if not name.startswith(apart or ("\0",))
        for line in breaches(rule, text)
    ]
    assert found == [], rule.__doc__


def test_every_module_says_why_it_exists(root: Path) -> None:
    mute = [
        name
        for name, text in sources(root, "mentor_desktop")
        if text and not ast.get_docstring(ast.parse(text))
    ]
    assert mute == []


def test_files_are_short_or_named_as_long(root: Path) -> None:
    long = {
        name
        for name, text in [
            ("dev.py", (root / "dev.py").read_text("utf-8")),
            *sources(root, "mentor_desktop", "tests"),
        ]
        if text.count("\n") > LINES
    }
    assert long == set(LONG_FILES)


def test_nothing_is_left_for_later(root: Path) -> None:
    # Put together here, so that this file may be read too.
    marks = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
    texts = [*sources(root, "mentor_desktop", "tests", "bench", "packaging")]
    texts += [(file.name, file.read_text("utf-8")) for file in [*root.glob("*.py"), *root.glob("*.md")]]
    texts += [(file.name, file.read_text("utf-8")) for file in (root / "docs").rglob("*.md")]
    assert [name for name, text in texts if marks.search(text)] == []


def test_the_locks_pin_by_hash_and_name_no_address(root: Path) -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (root / name).read_text("utf-8")
        assert "://" not in text
        pinned = re.split(r"\n(?=\S)", text.strip())
        assert pinned
        assert [one for one in pinned if "==" not in one or "--hash=sha256:" not in one] == []


def test_the_tests_get_the_versions_of_the_program(root: Path) -> None:
    locks = [(root / name).read_text("utf-8") for name in ("requirements.lock", "requirements-dev.lock")]
    run, dev = (dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)) for lock in locks)
    assert run.items() <= dev.items()


def test_the_private_line_names_every_module_of_the_domain(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    barred = next(
        set(contract["forbidden_modules"]) for contract in contracts if contract["name"] == "the private line"
    )
    domain = (root / "mentor_desktop" / "domain").glob("*.py")
    seen_from_there = {"__init__", "shareable", "marks"}
    assert {
        f"mentor_desktop.domain.{file.stem}" for file in domain if file.stem not in seen_from_there
    } <= barred
