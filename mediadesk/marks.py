"""Markers that make words findable for translators; they translate nothing."""

__all__ = ["NN_", "N_"]


def N_(message: str) -> str:  # noqa: N802  (the name gettext tools look for)
    """Mark a message for extraction and return it unchanged."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Mark a message with a plural for extraction and return both forms."""
    return one, many
