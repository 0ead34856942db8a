import pytest
from tests.journeys.test_hostile_text import *
from tests.journeys.test_hostile_text import _fill_everything
@pytest.mark.parametrize("way", sorted(WAYS))
def test_x(desk: Desk, way) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")
    WAYS[way](desk)
    print("FILLED", way, _fill_everything(desk, "abc"))
