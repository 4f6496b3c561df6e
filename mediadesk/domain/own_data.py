"""What a centre keeps of its own beside cases: changed reference data and texts, Word templates."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import OwnTemplateId, ReferenceTextId, Uid
from mediadesk.marks import N_

__all__ = ["OwnTemplate", "ReferenceText"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceText:
    """A data file (law, calendar, list) as the centre changed it; it wins over the supplied one.

    `based_on` is the SHA-256 of the supplied file at that time, `ignored` that of a newer supplied
    edition which the centre has looked at and left.
    """

    id: ReferenceTextId = ReferenceTextId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    name: Annotated[str, Field(N_("Data file"), max_len=120, required=True)] = ""
    text: Annotated[str, Field(N_("Text"), max_len=2_000_000, multiline=True)] = ""
    based_on: Annotated[str, Field(N_("Supplied edition it was made from"), max_len=64)] = ""
    ignored: Annotated[str, Field(N_("Newer supplied edition left aside"), max_len=64)] = ""
    changed_on: Annotated[date, Field(N_("Changed on"), required=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTemplate:
    """A Word template of the centre, filled in with the values of a case in one language.

    `content` holds the bytes of the .docx in base64; `size` counts the bytes, `sha256` is theirs.
    """

    id: OwnTemplateId = OwnTemplateId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    name: Annotated[str, Field(N_("Name"), max_len=80, required=True)] = ""
    lang: Annotated[str, Field(N_("Language of the values"), max_len=2, required=True)] = "ru"
    size: int = 0
    sha256: Annotated[str, Field(N_("SHA-256"), max_len=64)] = ""
    content: Annotated[str, Field(N_("Content"), max_len=2_000_000)] = ""
    added_on: Annotated[date, Field(N_("Added on"), required=True)]
