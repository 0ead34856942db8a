"""Nobody's words reach the log or the terminal: not from errors of any thread, not from Qt."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qCritical, qDebug, qInstallMessageHandler, qWarning
from PySide6.QtGui import QPainter, QPixmap

from mentor_desktop.services.logs import Log
from mentor_desktop.ui import faults

MARK = "zzcanaryzz"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Log, list[str]]]:
    for hook in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, hook, getattr(sys, hook))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    former = qInstallMessageHandler(None)
    told: list[str] = []
    made = Log(tmp_path / "logs")
    faults.install(told.append, made)
    yield made, told
    qInstallMessageHandler(former)


def test_an_error_of_a_thread_is_told_and_kept_without_its_words(
    log: tuple[Log, list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    kept, told = log

    def fail() -> None:
        secret = f"{MARK} in a frame"
        raise ValueError(secret)

    worker = threading.Thread(target=fail)
    worker.start()
    worker.join()
    assert told == ["ValueError"]
    assert kept.text().endswith("Z error ValueError\n")
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("qapp")
def test_what_qt_says_is_kept_as_its_level_alone(
    log: tuple[Log, list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    kept, told = log
    qWarning(f"{MARK} shown in a field")
    qCritical(MARK)
    qDebug(MARK)
    QPainter().drawText(0, 0, MARK)
    QPixmap(f"/no/{MARK}.png").toImage()
    text = kept.text()
    assert "toolkit level=warning" in text
    assert "toolkit level=critical" in text
    assert MARK not in text
    assert not told
    assert capfd.readouterr() == ("", "")
