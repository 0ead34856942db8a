"""Brings the tables to the shape this program knows. Alembic loads only when a step is due."""

from importlib.resources import files

from sqlalchemy import Connection, text

from mentor_desktop.store.engine import Connect, make_engine

HEAD = "0005"
"""The newest revision this program knows; a test compares it with the revisions on disk."""


class NewerSchema(Exception):
    """The vault was used with a newer program; opening it here could lose what that one wrote."""


class BrokenReference(Exception):
    """A migration step left a row that refers to nothing; the step was rolled back."""


def version(c: Connection) -> str | None:
    """The revision of an opened database, None for one without tables."""
    there = c.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).scalar()
    if not there:
        return None
    return c.execute(text("SELECT version_num FROM alembic_version")).scalar()


def is_due(found: str | None) -> bool:
    """Whether steps have to run. Raises NewerSchema for a revision this program does not know."""
    if found is not None and found > HEAD:
        raise NewerSchema
    return found != HEAD


def read_beginnings(c: Connection) -> None:
    """Read the first row of each table, past every index: a damaged page there is met when a vault is opened,
    and not in the middle of a day. Raises the error of the database library."""
    tables = text("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
    for (name,) in c.execute(tables).all():
        c.exec_driver_sql(f'SELECT 1 FROM "{name}" NOT INDEXED LIMIT 1').first()


def migrate(connect: Connect, dbapi: object) -> None:
    """Run the steps that are due, all in one transaction. `connect("migration")` has foreign keys off,
    since rebuilding a parent table would otherwise delete its children."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = str(files("mentor_desktop.store").joinpath("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    engine = make_engine(connect, dbapi, "migration")  # type: ignore[arg-type]
    try:
        with engine.begin() as c:
            config.attributes["connection"] = c
            command.upgrade(config, HEAD)
            if c.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise BrokenReference
    finally:
        engine.dispose()
