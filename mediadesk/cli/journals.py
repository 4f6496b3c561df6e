"""The command that takes in journals."""

from mediadesk.cli.context import Context, Status

__all__ = ["take_in"]


def take_in(ctx: Context) -> Status:
    """Take in a journal, list earlier ones, or take one out again."""
    return Status.DONE
