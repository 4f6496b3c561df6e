"""One rule of the law in words; the rules themselves stand in `rules` and its neighbours."""

from dataclasses import dataclass

__all__ = ["Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what to say (a message id with named places) and the article it stands on."""

    text: str
    article: str = ""
