"""The tables and everything that reads or writes them: SQLAlchemy Core, no ORM.

The only place that knows the tables. It is handed a `connect` function and imports nothing of vault.
One file a thing with `load_*` and `save_*` and one projection a screen; domain classes stay plain.
"""
