"""The course of a mediation as papers tell it: who takes part, how it ended, what was told to whom."""

from dataclasses import dataclass

from mediadesk.domain.facts_end import (
    EndFacts,
    NoticeFacts,
    OffenceFacts,
    end_facts,
    notice_facts,
    offence_facts,
)
from mediadesk.domain.facts_staff import (
    BesideFacts,
    ChangeFacts,
    MediatorFacts,
    beside_facts,
    change_facts,
    co_mediators,
)
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DocumentKind

__all__ = ["CourseFacts", "course_facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFacts:
    """What a paper tells of the course of the mediation; what it does not tell is not there."""

    topic: str = ""
    co_mediators: tuple[MediatorFacts, ...] = ()
    beside: tuple[BesideFacts, ...] = ()
    offence: OffenceFacts | None = None
    end: EndFacts | None = None
    notice: NoticeFacts | None = None
    change: ChangeFacts | None = None


def course_facts(file: CaseFile, kind: DocumentKind, record: object) -> CourseFacts:
    """Take what a paper of this kind, about this record, tells of the course of a mediation."""
    is_settling = kind in {DocumentKind.CONTRACT, DocumentKind.AGREEMENT}
    return CourseFacts(
        topic=file.case.topic if is_settling else "",
        co_mediators=co_mediators(file),
        beside=beside_facts(file) if is_settling else (),
        offence=offence_facts(file, kind),
        end=end_facts(file, kind),
        notice=notice_facts(record, file, kind),
        change=change_facts(file) if kind is DocumentKind.MEDIATOR_CHANGE else None,
    )
