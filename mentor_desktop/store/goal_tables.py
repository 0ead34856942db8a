"""The tables of goals, their steps, what happened to them, and what shows how they come on."""

from sqlalchemy import CheckConstraint, Column, Float, Index, Integer, PrimaryKeyConstraint, Table, Text

from mentor_desktop.store.columns import Id, belongs, metadata, row_table, words

goal = row_table(
    "goal",
    Column("relationship", Id, nullable=False),
    Column("whose", Text, nullable=False, server_default="[]"),
    Column("audience", Text),
    words("aim"),
    words("why"),
    Column("measure", Text, nullable=False),
    words("unit"),
    Column("baseline", Float),
    Column("target", Float),
    Column("target_date", Text),
    words("obstacle"),
    words("plan"),
    words("options"),
    words("strengths"),
    Column("confidence", Integer),
    Column("weight", Integer),
    words("thoughts"),
    Column("state", Text, nullable=False),  # as the events have it now, for lists
    belongs("relationship", "relationship"),
    CheckConstraint("confidence BETWEEN 0 AND 10"),
    CheckConstraint("weight BETWEEN 1 AND 5"),
)
Index("goal_by_relationship", goal.c.relationship, goal.c.deleted, goal.c.state)

goal_step = row_table(
    "goal_step",
    Column("goal", Id, nullable=False),
    Column("position", Integer, nullable=False),
    words("text"),
    Column("after", Id),
    Column("due", Text),
    Column("done", Integer),
    belongs("goal", "goal"),
    belongs("after", "goal_step", "SET NULL"),
)
Index("goal_step_by_goal", goal_step.c.goal, goal_step.c.position)
Index("goal_step_by_after", goal_step.c.after, sqlite_where=goal_step.c.after.is_not(None))

goal_event = Table(
    "goal_event",
    metadata,
    Column("seq", Integer, nullable=False),
    Column("goal", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("state", Text),
    Column("value", Float),
    words("why"),
    Column("other", Id),
    Column("session", Id),
    PrimaryKeyConstraint("seq"),
    belongs("goal", "goal"),
    belongs("session", "session", "SET NULL"),
)
Index("goal_event_by_goal", goal_event.c.goal, goal_event.c.seq)
Index("goal_event_by_session", goal_event.c.session, sqlite_where=goal_event.c.session.is_not(None))

evidence = row_table(
    "evidence",
    Column("goal", Id, nullable=False),
    Column("at", Integer, nullable=False),
    words("text"),
    Column("note", Id),
    Column("promise", Id),
    Column("value", Float),
    Column("audience", Text),
    belongs("goal", "goal"),
    belongs("note", "note", "SET NULL"),
    belongs("promise", "promise", "SET NULL"),
)
Index("evidence_by_goal", evidence.c.goal, evidence.c.at)
Index("evidence_by_note", evidence.c.note, sqlite_where=evidence.c.note.is_not(None))
Index("evidence_by_promise", evidence.c.promise, sqlite_where=evidence.c.promise.is_not(None))

goal_link = Table(
    "goal_link",
    metadata,
    Column("goal", Id, nullable=False),
    Column("kind", Text, nullable=False),  # promise, part
    Column("thing", Id, nullable=False),
    PrimaryKeyConstraint("kind", "thing"),  # a promise or a part belongs to one goal
    belongs("goal", "goal"),
)
Index("goal_link_by_goal", goal_link.c.goal)
