"""What a centre keeps of its own beside cases: changed reference data and texts, Word templates."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import FormBlankId, KnownHeadingsId, OwnTemplateId, ReferenceTextId, Uid
from mediadesk.marks import N_

__all__ = ["FormBlank", "KnownHeadings", "OwnTemplate", "ReferenceText"]


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
    text: Annotated[str, Field(N_("Text"), max_len=2_000_000, multiline=True, verbatim=True)] = ""
    based_on: Annotated[str, Field(N_("Supplied edition it was made from"), max_len=64)] = ""
    ignored: Annotated[str, Field(N_("Newer supplied edition left aside"), max_len=64)] = ""
    changed_on: Annotated[date, Field(N_("Changed on"), required=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBlank:
    """A report form that came as somebody's Excel blank: the blank itself and what goes where.

    `workbook` is the blank's bytes as base64, `sha256` their hash; `cells` is the plan of its cells
    as JSON (`domain.blank_plan`). `counts_by` is a `statistics.CountingRule`, `language` of the
    texts put in is 'ru', 'kk' or 'both'. `cases_in` tells where the counted cases
    and definitions go: 'inside' as sheets of the workbook, 'beside' as a second file, or 'no'.
    """

    id: FormBlankId = FormBlankId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    code: Annotated[str, Field(N_("Short name"), max_len=40, required=True)] = ""
    title_ru: Annotated[str, Field(N_("Title, in Russian"), max_len=200, required=True)] = ""
    title_kk: Annotated[str, Field(N_("Title, in Kazakh"), max_len=200)] = ""
    recipient_ru: Annotated[str, Field(N_("Recipient, in Russian"), max_len=200)] = ""
    recipient_kk: Annotated[str, Field(N_("Recipient, in Kazakh"), max_len=200)] = ""
    counts_by: Annotated[str, Field(N_("Counted by"), max_len=20)] = "appeal"
    language: Annotated[str, Field(N_("Language of the report"), max_len=4)] = "ru"
    cases_in: Annotated[str, Field(N_("Sheet of counted cases"), max_len=10)] = "inside"
    valid_from: Annotated[date | None, Field(N_("Valid from"))] = None
    source: Annotated[str, Field(N_("Source"), max_len=500)] = ""
    made_on: Annotated[date | None, Field(N_("Changed on"))] = None
    sha256: Annotated[str, Field(N_("Hash of the blank"), max_len=64, required=True)] = ""
    cells: Annotated[str, Field(N_("What goes where"), max_len=2_000_000)] = ""
    workbook: Annotated[str, Field(N_("Blank"), max_len=4_000_000, required=True)] = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHeadings:
    """How headings of Excel journals were understood: the next journal is read in the same way.

    `fingerprint` is that of the headings, `name` shows them, `settings` is the JSON of a
    `journal_mapping.SheetShape`.
    """

    id: KnownHeadingsId = KnownHeadingsId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    fingerprint: Annotated[str, Field(N_("SHA-256"), max_len=64)] = ""
    name: Annotated[str, Field(N_("Headings of a journal"), max_len=1000)] = ""
    settings: str = "{}"
    used_on: Annotated[date, Field(N_("Last used on"), required=True)]
