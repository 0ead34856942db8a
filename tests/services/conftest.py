"""A vault of one's own for each test, with a clock moved by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentor_desktop.services.desk import Desk
from mentor_desktop.services.vaults import Opened
from tests.support import HandClock, empty_vault


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def opened(tmp_path: Path, clock: HandClock) -> Iterator[Opened]:
    vault = empty_vault(tmp_path / "a.vault", clock)
    yield vault
    vault.close()


@pytest.fixture
def desk(opened: Opened) -> Desk:
    return opened.desk
