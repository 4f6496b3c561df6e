"""What queries of lists share."""

from datetime import date

__all__ = ["LIST", "day"]

LIST = " FROM cases c JOIN case_index i ON i.case_id = c.id AND c.trashed_on IS NULL"


def day(text: str | None) -> date | None:
    """Read a stored date."""
    return date.fromisoformat(text) if text else None
