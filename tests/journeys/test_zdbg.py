from tests.journeys.desk import Desk
from tests.journeys.steps import *
def test_x(desk: Desk) -> None:
    first_run(desk)
    add_first_person(desk, "Amara Okafor", "Nairobi")
    plan_session(desk, "Amara Okafor")
    try:
        print(prepare_from_today(desk))
        run_fifty_minutes(desk)
        desk.window.grab().save("/tmp/jrn/a.png")
        print(close_session(desk))
    finally:
        desk.window.grab().save("/tmp/jrn/b.png")
    print(desk.words())
