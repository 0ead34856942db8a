from tests.journeys.desk import Desk
from tests.journeys.steps import *

def test_x(desk: Desk) -> None:
    first_run(desk)
    add_first_person(desk, "Amara Okafor", "Nairobi")
    plan_session(desk, "Amara Okafor")
    print(desk.focused(), desk.words())
    desk.window.grab().save("/tmp/jrn/a.png")
