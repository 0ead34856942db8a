"""The cost of a guess: strong where it ships, bounded where it is read."""

from collections.abc import Callable

import pytest

from mentor_desktop.vault import NotEnoughMemory, Work, calibrate
from mentor_desktop.vault.work import derive

MIB = 1024


def takes(ms_per_mib_and_pass: float) -> Callable[[Work], float]:
    return lambda work: work.memory_kib / MIB * work.passes * ms_per_mib_and_pass


def test_the_shipped_cost_is_never_below_the_floor() -> None:
    work = calibrate(target_ms=1)
    assert work.memory_kib >= 64 * MIB
    assert work.passes >= 3
    assert 1 <= work.lanes <= 4
    assert work.within_bounds()


def test_a_usual_machine_gets_much_memory_and_the_rest_in_passes() -> None:
    work = calibrate(750, timed=takes(0.5))  # 384 ms for 256 MiB and three passes
    assert (work.memory_kib, work.passes) == (256 * MIB, 6)


def test_a_slow_machine_gives_up_memory_before_time() -> None:
    assert calibrate(750, timed=takes(2.0)).memory_kib == 128 * MIB
    slowest = calibrate(750, timed=takes(100.0))
    assert (slowest.memory_kib, slowest.passes) == (64 * MIB, 3)


def test_a_very_quick_machine_stays_within_what_a_reader_accepts() -> None:
    assert calibrate(750, timed=takes(0.0001)).passes == 20


def test_too_little_memory_lowers_the_memory_and_then_is_told() -> None:
    def only(limit: int) -> Callable[[Work], float]:
        def timed(work: Work) -> float:
            if work.memory_kib > limit:
                raise NotEnoughMemory("Argon2id memory")
            return 700.0

        return timed

    assert calibrate(750, timed=only(64 * MIB)).memory_kib == 64 * MIB
    with pytest.raises(NotEnoughMemory):
        calibrate(750, timed=only(32 * MIB))


@pytest.mark.parametrize(
    "work",
    [
        Work(8, 1, 1),
        Work(19 * MIB - 1, 2, 1),
        Work(1024 * MIB + 1, 1, 1),
        Work(2**31, 1, 1),
        Work(64 * MIB, 0, 1),
        Work(64 * MIB, 21, 1),
        Work(64 * MIB, 3, 0),
        Work(64 * MIB, 3, 17),
        Work(-64 * MIB, 3, 1),
    ],
)
def test_costs_outside_the_bounds_are_never_spent(work: Work) -> None:
    with pytest.raises(ValueError, match="bounds"):
        derive(bytearray(b"x" * 20), bytes(16), work)
