"""Verdicts of a merge, and numbers that are missing: small facts in, answers out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.merging import GONE, NOTHING, Local, judge
from mediadesk.domain.package_records import PackageKind, Partner, ReceivedPackage, SentPackage
from mediadesk.domain.packages import (
    MergePreview,
    OfficeCard,
    PackageFacts,
    PackagePreview,
    PackageState,
    Sender,
    Verdict,
    missing_numbers,
)

OFFICE = 7
OLD, NEW, OURS = b"old", b"new", b"ours"


@pytest.mark.parametrize(
    ("here", "came", "verdict", "live"),
    [
        (NOTHING, NEW, Verdict.NEW, NEW),
        (NOTHING, GONE, Verdict.SAME, None),
        (Local(1, OLD, OLD, OFFICE), OLD, Verdict.SAME, OLD),
        (Local(1, OLD, OLD, OFFICE), NEW, Verdict.CHANGED, NEW),
        (Local(1, OLD, OLD, OFFICE), GONE, Verdict.GONE, None),
        (Local(1, GONE, None, OFFICE), NEW, Verdict.NEW, NEW),
        (Local(2, OLD, OLD, OFFICE), NEW, Verdict.OLDER, OLD),
        (Local(5, OLD, OLD, OFFICE), NEW, Verdict.OLDER, OLD),
        (Local(1, OLD, OURS, OFFICE), NEW, Verdict.CONFLICT, NEW),
        (Local(1, OLD, OURS, OFFICE), OURS, Verdict.SAME, OURS),
        (Local(1, OLD, None, OFFICE), NEW, Verdict.CONFLICT, NEW),
        (Local(1, OLD, OLD, 3), NEW, Verdict.FOREIGN, OLD),
        (Local(live=OURS), NEW, Verdict.FOREIGN, OURS),
    ],
)
def test_what_becomes_of_a_version(
    here: Local, came: bytes, verdict: Verdict, live: bytes | None
) -> None:
    judged = judge(here, OFFICE, 2, came)
    assert (judged.verdict, judged.after.live, judged.is_kept) == (verdict, live, False)


def test_ours_stays_where_somebody_decided_so_and_hides_what_came() -> None:
    judged = judge(Local(1, OLD, OURS, OFFICE), OFFICE, 2, NEW, keep=True)
    assert judged.is_kept
    assert judged.after == Local(2, OURS, OURS, OFFICE)
    assert not judged.after.is_edited
    gone = judge(Local(1, OLD, None, OFFICE), OFFICE, 2, NEW, keep=True)
    assert (gone.after.noted, gone.after.live) == (GONE, None)


@given(st.dictionaries(st.integers(1, 30), st.booleans(), max_size=12), st.integers(0, 30))
def test_no_number_is_missed_twice_nor_forgotten(numbers: dict[int, bool], until: int) -> None:
    missing = missing_numbers(numbers, until=until)
    known = [n for n in numbers if n <= until]
    first = max((n for n in known if numbers[n]), default=1)
    assert set(missing) == {n for n in range(first, max(known, default=0)) if n not in numbers}
    assert missing_numbers(numbers) == missing_numbers(numbers, until=30)


CARD = OfficeCard(
    office_uid="a" * 32, name_ru="Офис", name_kk="Кеңсе", region="27", sign_key="", box_key="",
    fingerprint="",
)  # fmt: skip


def preview(state: PackageState, sender: Sender) -> PackagePreview:
    facts = PackageFacts(
        package_uid="b" * 32, kind=PackageKind.CASES, number=1, made_at="", since_on=None,
        until_on=None, is_full=True, card=CARD, sender=sender, program="", format=1, cases=0,
        gone=0, files=0, size=0, name="", is_by_passphrase=False,
    )  # fmt: skip
    return PackagePreview(facts=facts, state=state, counts={Verdict.NEW: 2})


def test_a_preview_names_who_is_not_known_once_and_only_of_what_can_be_merged() -> None:
    ready = preview(PackageState.READY, Sender.UNKNOWN)
    found = MergePreview(
        packages=(
            ready,
            ready,
            preview(PackageState.OWN, Sender.OWN),
            preview(PackageState.READY, Sender.KNOWN),
        )
    )
    assert len(found.ready) == 3
    assert found.unknown == (CARD,)
    assert found.conflicts == ()
    assert (ready.count(Verdict.NEW), ready.count(Verdict.GONE)) == (2, 0)


def test_records_of_packages_begin_empty() -> None:
    assert Partner().is_expected
    assert SentPackage().kind is ReceivedPackage().kind is PackageKind.CASES
