"""What columns and tables are made of. Constraints stand at table level: a batch change of a table loses an
ON DELETE CASCADE that was written at a column.
"""

from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Integer, MetaData, PrimaryKeyConstraint, Table, Text
from sqlalchemy.types import UserDefinedType


class Id(UserDefinedType[bytes]):
    """16 bytes, passed through without conversion."""

    cache_ok = True

    def get_col_spec(self, **kw: Any) -> str:
        """The column's type in SQL."""
        return "BLOB"


metadata = MetaData()


def row_table(name: str, *columns: Any) -> Table:
    """A table of things of their own: id, when made and changed, on which device, when trashed (and with
    which thing, if it hangs on one), version."""
    return Table(
        name,
        metadata,
        Column("id", Id, nullable=False),
        Column("created", Integer, nullable=False),
        Column("changed", Integer, nullable=False),
        Column("device", Id, nullable=False),
        Column("deleted", Integer),
        Column("trashed_with", Id),
        Column("row_version", Integer, nullable=False, server_default="0"),
        *columns,
        PrimaryKeyConstraint("id"),
    )


def words(name: str) -> Column[str]:
    """A text that may be empty."""
    return Column(name, Text, nullable=False, server_default="")


def number(name: str) -> Column[int]:
    """A whole number, 0 if nothing else is said."""
    return Column(name, Integer, nullable=False, server_default="0")


def belongs(column: str, table: str, rule: str = "CASCADE") -> ForeignKeyConstraint:
    """The column names a row of another table, and `rule` says what happens when that one goes."""
    return ForeignKeyConstraint([column], [f"{table}.id"], ondelete=rule)
