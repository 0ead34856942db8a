"""What a mentor does, one verb a function: no Qt, no SQL.

Each verb takes the `Desk` (the opened store, the clocks, this device) first and returns what changed.
"""
