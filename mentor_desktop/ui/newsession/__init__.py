"""A new session, one that was held, or another time for one that is planned: who, when, how long, where."""
