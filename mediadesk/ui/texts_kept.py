"""Unfinished work on the wordings, kept in the encrypted file until it is saved or given up."""

from mediadesk.domain.types import DocumentKind
from mediadesk.domain.wording_tree import BadShape, draft_of, tree_of
from mediadesk.domain.wordings import Draft
from mediadesk.ui.context import Ctx

__all__ = ["KeptDrafts"]


class KeptDrafts:
    """One draft for every kind of document."""

    def __init__(self, ctx: Ctx) -> None:
        """Keep the context."""
        self.ctx = ctx

    def find(self, kind: DocumentKind) -> Draft | None:
        """Give the unfinished work on a kind; None if there is none."""
        kept = self.ctx.desk.draft(f"wording:{kind.value}")
        if not kept:
            return None
        try:
            return draft_of(kept["tree"])
        except (BadShape, KeyError, TypeError, AttributeError):
            return None

    def put(self, kind: DocumentKind, draft: Draft) -> None:
        """Keep a draft."""
        self.ctx.desk.keep_draft(f"wording:{kind.value}", {"tree": tree_of(draft)})

    def drop(self, kind: DocumentKind) -> None:
        """Forget the draft."""
        if self.ctx.desk.draft(f"wording:{kind.value}") is not None:
            self.ctx.desk.drop_draft(f"wording:{kind.value}")
