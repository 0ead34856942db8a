"""Sessions: all of them, by week, and what can be done with each."""
