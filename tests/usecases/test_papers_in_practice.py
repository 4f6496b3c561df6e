"""The practice centre has what every paper of settling and of the end is printed from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediadesk.domain.changes import Severity
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from mediadesk.usecases.practice import fill
from tests.desks import PASSPHRASE, TODAY, CountedIds, SetClock

KINDS = (
    DocumentKind.AGREEMENT,
    DocumentKind.TERMINATION,
    DocumentKind.REFUSAL,
    DocumentKind.NOTICE_COURT,
    DocumentKind.NOTICE_CRIMINAL,
    DocumentKind.NOTICE_BAILIFF,
    DocumentKind.NOTICE_CHILDREN,
    DocumentKind.MEDIATOR_CHANGE,
    DocumentKind.CERTIFICATE,
    DocumentKind.ATTESTATION,
)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("papers") / "centre"
    desk, _recovery = create_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(1))
    fill(desk.store, desk.law, cases=200, seed=1, last=TODAY)
    yield desk
    desk.close()


def _is_whole(desk: Desk, case_id: int, kind: DocumentKind, languages: Languages) -> bool:
    found = desk.findings(case_id, kind, languages)
    return not any(each.severity in (Severity.BLOCKS, Severity.WARNS) for each in found)


@pytest.mark.parametrize("kind", KINDS)
def test_some_case_prints_the_paper_without_a_finding(practice: Desk, kind: DocumentKind) -> None:
    for languages in practice.document_languages(kind):
        whole = (
            row.id for row in practice.all_cases() if _is_whole(practice, row.id, kind, languages)
        )
        case_id = next(whole, None)
        assert case_id is not None, languages
        printed = practice.document(case_id, kind, languages)
        assert printed.pdf.startswith(b"%PDF")
        assert not printed.is_draft


def test_a_notice_is_offered_for_its_records_only(practice: Desk) -> None:
    """Arts. 23 and 24: the court is told by one paper, the body of a criminal case by another."""
    for row in practice.all_cases():
        court = practice.document_abouts(row.id, DocumentKind.NOTICE_COURT)
        criminal = practice.document_abouts(row.id, DocumentKind.NOTICE_CRIMINAL)
        assert not (court and criminal)
