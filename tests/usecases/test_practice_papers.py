"""Every paper of the case can be printed from the practice centre, complete and in each language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mediadesk.domain.changes import Severity
from mediadesk.domain.retention import Kept
from mediadesk.domain.types import CaseId, DisputeKind, DocumentKind, Languages
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.law import load_law
from mediadesk.usecases.opening import create_desk
from mediadesk.usecases.practice import fill
from tests.desks import PASSPHRASE, TODAY, CountedIds, SetClock

KINDS = [
    DocumentKind.APPEAL_FORM, DocumentKind.CONSENT, DocumentKind.INVITATION,
    DocumentKind.AUTHORITY_CHECKLIST, DocumentKind.CONFIDENTIALITY, DocumentKind.EXTENSION,
    DocumentKind.EXTENSION_NOTICE, DocumentKind.MINUTES, DocumentKind.DISCLOSURE, DocumentKind.ACT,
    DocumentKind.INVOICE, DocumentKind.RECEIPT, DocumentKind.CASE_TERMS, DocumentKind.COVER,
    DocumentKind.INVENTORY, DocumentKind.DESTRUCTION_ACT,
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("practice") / "c"
    made, _recovery = create_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds())
    fill(made.store, made.law, cases=60, seed=1, last=TODAY)
    yield made
    made.close()


def best(desk: Desk, kind: DocumentKind) -> tuple[CaseId, int]:
    """Find the case and record of which the fewest things are missing."""
    found: list[tuple[int, CaseId, int]] = []
    for row in desk.all_cases():
        abouts = [each.id for each in desk.document_abouts(row.id, kind)] or [0]
        for about in abouts:
            findings = desk.findings(row.id, kind, Languages.BOTH, about)
            found.append((sum(f.severity is not Severity.INFO for f in findings), row.id, about))
            if found[-1][0] == 0:
                return found[-1][1:]
    return min(found)[1:]


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_of_the_practice_centre_lacks_nothing(desk: Desk, kind: DocumentKind) -> None:
    case_id, about = best(desk, kind)
    for languages in (Languages.RU, Languages.KK, Languages.BOTH):
        printed = desk.document(case_id, kind, languages, about=about)
        codes = {f.code for f in printed.findings if f.severity is not Severity.INFO}
        is_act = kind is DocumentKind.DESTRUCTION_ACT
        assert codes == ({"doc_kept_longer"} if is_act else set())
        assert not printed.is_draft
        assert printed.pages >= 1


def test_one_act_of_destruction_lists_several_closed_cases(desk: Desk) -> None:
    closed = [row.id for row in desk.all_cases() if row.ended_on and row.state.value == "closed"]
    act = desk.destruction_act(closed[:3])
    assert not act.is_draft
    assert {finding.code for finding in act.findings} == {"doc_kept_longer"}
    running = [row.id for row in desk.all_cases() if not row.ended_on]
    draft = desk.destruction_act([*closed[:1], *running[:1]])
    assert draft.is_draft
    assert "doc_not_closed" in {finding.code for finding in draft.findings}
    with pytest.raises(InputProblem):
        desk.destruction_act([])


def test_a_centre_decides_how_long_its_files_are_kept(tmp_path: Path) -> None:
    civil = Kept(kind=DisputeKind.CIVIL, ended_on=date(2026, 11, 21), has_contract=True)
    assert load_law(None).retention().until(civil) == date(2031, 11, 21)
    own = tmp_path / "custom" / "law" / "keeping.toml"
    own.parent.mkdir(parents=True)
    own.write_text("[storage]\nkeep_years = 7\n", "utf-8")
    law = load_law(tmp_path)
    assert law.retention().until(civil) == date(2033, 11, 21)
    own.write_text("[storage]\n", "utf-8")
    with pytest.raises(WorldTrouble) as caught:
        law.retention()
    assert caught.value.code is Code.RESOURCE_BAD
