"""Running a session: the clock, the agenda, notes, and what lies at hand."""
