"""A known office sends nonsense: refused with our own sentence, the file stays as it was."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.domain.commands_packages import MergePackages
from mediadesk.domain.packages import MergeChoices, PackageState
from mediadesk.errors import Code, MediaDeskError
from mediadesk.export.package_box import write_box
from mediadesk.export.package_keys import new_keys, public_keys
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.merging import Part, merge_packages
from tests.desks import appeal, full
from tests.offices import SECRET, office_desk, sent


@dataclass(frozen=True)
class Sender:
    """An office that can sign whatever it wants, and the coordinator it sends to."""

    centre: Desk
    records: tuple[Any, ...]
    secrets: tuple[str, str]
    folder: Path
    other: dict[str, Any]

    def write(self, records: list[Any]) -> Path:
        """Sign any records."""
        path = self.folder / "made.mdpack"
        card = self.centre.office_card()
        write_box(path, records, sign_secret=self.secrets[0], receivers=[card.box_key])
        return path


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    """Make an office with a full case and one that has gone, and a coordinator with two cases."""
    folder = tmp_path_factory.mktemp("hostile")
    desk = office_desk(folder / "first", 1)
    full(desk)
    path = sent(desk, folder)
    box = desk.open_package(path, SECRET)
    secrets = desk._keys()
    records = (box.manifest, *box.records())
    desk.close()
    centre = office_desk(folder / "centre", 2)
    appeal(centre)
    with centre.store.reader() as reader:
        own = reader.packages().live("case", [1])[1].bundle
    yield Sender(centre, records, secrets, folder, own)
    centre.close()


class _Undone(Exception):
    pass


def _merged_and_undone(desk: Desk, cmd: MergePackages, unit: Any) -> None:
    merge_packages(cmd, unit, desk.law)
    unit.finish()
    raise _Undone


def tried(sender: Sender, path: Path) -> Code | None:
    """Merge a file and roll back; gives the code of the refusal, None if it was merged."""
    desk = sender.centre
    before = state(desk)
    try:
        preview = desk.preview_packages([path])
        (found,) = preview.packages
        trusted = frozenset([found.facts.card.office_uid])
        cmd = MergePackages(
            packages=(),
            parts=(Part(found.facts, found.box),),
            choices=MergeChoices(trusted=trusted),
        )

        desk.store.submit(
            lambda unit: _merged_and_undone(desk, cmd, unit), command="X", params={}, undoable=False
        ).result()
    except _Undone:
        return None
    except MediaDeskError as error:
        return error.code
    finally:
        assert state(desk) == before
    pytest.fail("it was not undone")


def state(desk: Desk) -> str:
    """Hash the encrypted file and its log."""
    digest = hashlib.sha256()
    for name in ("centre.db", "centre.db-wal"):
        path = desk.centre / name
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def test_what_was_not_touched_is_merged(sender: Sender) -> None:
    assert tried(sender, sender.write(list(sender.records))) is None


VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "x", "'; DROP TABLE cases; --", "\0", "../../x", "0" * 32, "2026-13-40", "9" * 9])
    | st.text(max_size=5)
    | st.lists(st.integers(), max_size=2)
    | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
)  # fmt: skip


def _rows(records: list[Any]) -> list[dict[str, Any]]:
    found = [each for each in (records[0], records[0].get("card")) if isinstance(each, dict)]
    for record in records[1:]:
        if isinstance(record, dict) and isinstance(record.get("record"), dict):
            found.append(record["record"])
            for rows in filter(lambda told: isinstance(told, list), record["record"].values()):
                found += [row for row in rows or () if isinstance(row, dict)]
    return found


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_change_of_a_record_is_merged_or_refused_in_our_words(
    sender: Sender, data: st.DataObject
) -> None:
    records = copy.deepcopy(list(sender.records))
    for _turn in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(_rows(records)))
        key = data.draw(st.sampled_from(sorted(row)) if row else st.just("uid"))
        change = data.draw(st.sampled_from(["set", "drop", "add", "swap", "twice", "cut"]))
        if change == "set":
            row[key] = data.draw(VALUES)
        elif change == "drop":
            row.pop(key, None)
        elif change == "add":
            row[data.draw(st.sampled_from(["id", "rev", "sealed", "x", "iin", "rowid"]))] = 1
        elif change == "swap" and len(records) > 3:
            a, b = (data.draw(st.integers(1, len(records) - 1)) for _each in range(2))
            records[a], records[b] = records[b], records[a]
        elif change == "twice":
            records.append(copy.deepcopy(data.draw(st.sampled_from(records[1:]))))
        elif len(records) > 2:
            del records[data.draw(st.integers(1, len(records) - 1))]
    tried(sender, sender.write(records))


def _case(sender: Sender) -> tuple[list[Any], dict[str, Any]]:
    records = copy.deepcopy(list(sender.records))
    return records, next(r["record"] for r in records[1:] if "cases" in r.get("record", {}))


def test_a_case_of_ours_is_not_changed_by_another_office(sender: Sender) -> None:
    records, case = _case(sender)
    case["cases"][0]["uid"] = sender.other["cases"][0]["uid"]
    assert tried(sender, sender.write(records)) is None
    (found,) = sender.centre.preview_packages([sender.write(records)]).packages
    assert [item.verdict.value for item in found.items] == ["foreign"]


def test_a_row_of_ours_cannot_be_taken_over(sender: Sender) -> None:
    records, case = _case(sender)
    case["party"][0]["uid"] = sender.other["party"][0]["uid"]
    assert tried(sender, sender.write(records)) is Code.PACKAGE_BAD


@pytest.mark.parametrize(
    "table", ["screening", "journal", "sealed_note", "secret", "office", "task"]
)
def test_tables_that_do_not_travel_are_refused(sender: Sender, table: str) -> None:
    records, case = _case(sender)
    case[table] = [{"uid": "ab" * 16}]
    assert tried(sender, sender.write(records)) is Code.PACKAGE_BAD


def test_a_file_that_no_case_names_or_other_bytes_are_refused(sender: Sender) -> None:
    for sha256 in ("../../centre.db", "ab" * 32, hashlib.sha256(b"abc").hexdigest()):
        records = [{**sender.records[0], "files": 1}, *sender.records[1:]]
        records += [{"file": sha256, "size": 3}, b"abc"]
        assert tried(sender, sender.write(records)) is Code.PACKAGE_BAD
    records, case = _case(sender)
    case["attachment"] = [{"uid": "cd" * 16, "name": "x", "sha256": "ab" * 32, "size": 3}]
    records[0]["files"] = 1
    records += [{"file": "ab" * 32, "size": 3}, b"abc"]
    assert tried(sender, sender.write(records)) is Code.PACKAGE_BAD


def test_another_office_cannot_speak_for_the_one_we_know(sender: Sender) -> None:
    desk = sender.centre
    card = desk.preview_packages([sender.write(list(sender.records))]).packages[0].facts.card
    desk.know_office(card).result()
    secrets = new_keys()
    sign_key, _box_key = public_keys(*secrets)
    records = copy.deepcopy(list(sender.records))
    records[0]["sign_key"] = records[0]["card"]["sign_key"] = sign_key
    path = sender.folder / "forged.mdpack"
    write_box(path, records, sign_secret=secrets[0], receivers=[desk.office_card().box_key])
    (found,) = desk.preview_packages([path]).packages
    assert found.state is PackageState.FORGED
    assert tried(sender, path) is Code.PACKAGE_FORGED
