"""Follow-ups: everything owed by anyone, worked through by keys; and a promise added from anywhere."""
