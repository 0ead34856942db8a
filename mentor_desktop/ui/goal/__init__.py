"""One goal: in four forms, where it stands, its steps, what shows it, and what belongs to it."""
