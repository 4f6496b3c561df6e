"""Commands about the centre's own wordings of documents: several texts in one step."""

from dataclasses import dataclass

from mediadesk.domain.own_data import OwnTemplate, ReferenceText

__all__ = ["SaveTexts", "TakeInTexts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTexts:
    """Put texts in force and take others out, as the caller saw them."""

    texts: tuple[ReferenceText, ...] = ()
    gone: tuple[ReferenceText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInTexts(SaveTexts):
    """The same with texts that came from another office as a file, and its Word templates."""

    templates: tuple[OwnTemplate, ...] = ()
