"""Readers that need a centre: a desk with a few invented cases, and a call for each kind of file."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from mediadesk import assets
from mediadesk.errors import WorldTrouble
from mediadesk.usecases.desk import Desk
from tests.desks import PASSPHRASE, appeal, full
from tests.offices import SECRET, contents, office_desk, sent

DATA = Path(__file__).parents[1] / "data"
FORMS = ("ministry", "organisation", "funnel", "regions")
_TRIED = "forms/tried.toml"


@dataclass
class Place:
    """A centre and a folder for the input."""

    folder: Path
    desk: Desk

    def put(self, data: bytes, name: str = "in.bin") -> Path:
        """Write the input where a person would choose it."""
        path = self.folder / name
        path.write_bytes(data)
        return path


def desk_in(folder: Path) -> Place:
    """Make a centre with a case that has everything and one that has nothing."""
    desk = office_desk(folder / "centre", 1)
    full(desk)
    appeal(desk)
    return Place(folder, desk)


def state_of(place: Place) -> str:
    """Hash all that the centre keeps, but for its journal: what was printed is noted there."""
    held = {name: rows for name, rows in contents(place.desk).items() if name != "access_entry"}
    digest = hashlib.sha256(repr(sorted(held.items())).encode())
    digest.update((place.desk.centre / "centre.key.json").read_bytes())
    return digest.hexdigest()


# ---------------------------------------------------------------- workbooks


def journal(place: Place, data: bytes) -> object:
    """Read a journal and say what would become of its rows, with headings or without."""
    plan = place.desk.plan_import(place.put(data, "in.xlsx"), must_find=False)
    place.desk.write_rejected(plan, place.folder / "rejected.xlsx", _say)
    return plan


def _say(text: str, **params: object) -> str:
    return text % params if params else text


def mapping(place: Place, data: bytes) -> object:
    """Read how columns are meant, and read a journal so."""
    found = place.desk.read_mapping(place.put(data, "in.json"))
    return place.desk.plan_import(DATA / "journals" / "small.ods", found)


def mappings(place: Place) -> list[bytes]:
    """Give the mappings of true journals."""
    made = []
    for name in ("small.ods", "quarters.xls", "months.ods"):
        path = place.folder / "mapping.json"
        place.desk.save_mapping(place.desk.plan_import(DATA / "journals" / name), path)
        made.append(path.read_bytes())
    return made


def blank(place: Place, data: bytes) -> object:
    """Open somebody's blank, fill it and write it."""
    draft = place.desk.open_blank(place.put(data, "in.xlsx"))
    return place.desk.write_blank(draft, draft.targets, "2026", place.folder / "out.xlsx")


def blank_files(_place: Place) -> list[bytes]:
    """Give the blanks of the tests."""
    from tests import blanks

    return [blanks.table(), blanks.labels(), blanks.matrix()]


def blank_pack(place: Place, data: bytes) -> object:
    """Read a form that was saved from a blank."""
    from mediadesk.domain.blank_pack import from_pack

    text = data.decode("utf-8", "surrogateescape").encode("utf-8", "replace").decode()
    draft = place.desk._draft(from_pack(text, "in"))
    return place.desk.blank_values(draft, draft.targets, "2026")


def blank_packs(place: Place) -> list[bytes]:
    """Give the blanks of the tests as packs."""
    from dataclasses import replace

    from mediadesk.domain.blank_pack import to_pack
    from mediadesk.domain.blank_plan import dump_plan

    made = []
    for data in blank_files(place):
        draft = place.desk.open_blank(place.put(data, "blank.xlsx"))
        made.append(to_pack(replace(draft.form, cells=dump_plan(draft.targets))).encode())
    return made


# ---------------------------------------------------------------- texts


def texts(place: Place, data: bytes) -> object:
    """Look at a file of texts of another office."""
    return place.desk.look_at_texts(place.put(data, "in.mdtexts"))


def text_files(place: Place) -> list[bytes]:
    """Give files of one wording each, one of them with a Word template."""
    from mediadesk.domain.types import DocumentKind

    made = []
    place.desk.add_own_template("Шаблон", "ru", templates(place)[0]).result()
    for kind, names in ((DocumentKind.RECEIPT, ()), (DocumentKind.CONSENT, ("Шаблон",))):
        path = place.folder / "seed.mdtexts"
        place.desk.write_texts(path, [kind], templates=names)
        made.append(path.read_bytes())
    return made


def template(place: Place, data: bytes) -> object:
    """Check a Word template and fill it in."""
    found = place.desk.template_problems(data)
    for each in found:
        assert each.kind
    return found


def templates(_place: Place) -> list[bytes]:
    """Give Word templates with all that they may hold."""
    from tests.export.own_docx_files import made

    return [
        made("{{ document.number }} {{ office.name }}", rows=(("{{ party.name }}", "{{ party.identifier }}"),)),
        made("{{#party}}", "{{ party.name }}", "{{/}}", "{{?case.court}}", "{{ case.body }}", "{{/}}"),
    ]  # fmt: skip


# ---------------------------------------------------------------- packages and backups


def package(place: Place, data: bytes) -> object:
    """Look at a package."""
    (found,) = place.desk.preview_packages([place.put(data, "in.mdpack")], SECRET).packages
    return found


def packages(place: Place) -> list[bytes]:
    """Give a package of another office."""
    with tempfile.TemporaryDirectory(dir=place.folder) as name:
        desk = office_desk(Path(name) / "other", 2)
        appeal(desk)
        data = sent(desk, Path(name)).read_bytes()
        desk.close()
    return [data]


def card(place: Place, data: bytes) -> object:
    """Read the card of an office."""
    return place.desk.read_office_card(place.put(data, "in.mdcard"))


def cards(place: Place) -> list[bytes]:
    """Give our own card."""
    path = place.folder / "seed.mdcard"
    place.desk.save_office_card(path)
    return [path.read_bytes()]


def backup(place: Place, data: bytes) -> object:
    """Hear what a backup says of itself, restore it into an empty folder, and prove it."""
    from mediadesk.db import backup as backups
    from mediadesk.db import restoring

    path = place.put(data, "in.mdbackup")
    with suppress(WorldTrouble):  # what proves it has the last word
        backups.told(path)
    with tempfile.TemporaryDirectory(dir=place.folder) as name:
        restoring.restore(Path(name) / "c", path, PASSPHRASE)
    return backups.verify(path, place.desk.store.key, place.folder)


def backups(place: Place) -> list[bytes]:
    """Give a backup whose passphrase costs little to look at."""
    data = place.desk.backup(place.folder / "seed.mdbackup").read_bytes()
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
    return [out.getvalue()]


@dataclass
class Sender:
    """An office that signs whatever it wants, and the place of the one it sends to."""

    place: Place
    records: list[Any]
    secret: str
    receiver: str


def sender_in(folder: Path) -> Sender:
    """Make both offices."""
    desk = office_desk(folder / "first", 2)
    full(desk)
    box = desk.open_package(sent(desk, folder), SECRET)
    records, (secret, _box) = [box.manifest, *box.records()], desk._keys()
    desk.close()
    place = desk_in(folder)
    return Sender(place, records, secret, place.desk.office_card().box_key)


def sender_state(sender: Sender) -> str:
    """Hash the file of the one it sends to."""
    return state_of(sender.place)


def package_records(sender: Sender) -> list[bytes]:
    """Give the records of a true package."""
    return [json.dumps([r for r in sender.records if isinstance(r, dict)]).encode()]


class _UndoneError(Exception):
    pass


def package_inside(sender: Sender, data: bytes) -> object:
    """Sign any records, look at them and merge them; the merge is taken back."""
    from mediadesk.domain.commands_packages import MergePackages
    from mediadesk.domain.packages import MergeChoices
    from mediadesk.export.package_box import write_box
    from mediadesk.usecases.merging import Part, merge_packages

    try:
        records = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(records, list) or not records:
        return None
    desk, path = sender.place.desk, sender.place.folder / "in.mdpack"
    try:
        write_box(path, records, sign_secret=sender.secret, receivers=[sender.receiver])
    except (UnicodeEncodeError, AttributeError, TypeError):
        return None  # our own writer writes no such record
    (found,) = desk.preview_packages([path]).packages
    choices = MergeChoices(trusted=frozenset([found.facts.card.office_uid]))
    cmd = MergePackages(packages=(), parts=(Part(found.facts, found.box),), choices=choices)

    def work(unit: Any) -> Any:
        merge_packages(cmd, unit, desk.law)
        unit.finish()
        raise _UndoneError

    try:
        desk.store.submit(work, command="X", params={}, undoable=False).result()
    except _UndoneError:
        return None
    return None


# ---------------------------------------------------------------- the centre's own data


def form_pack(place: Place, data: bytes) -> object:
    """Put a form pack into the centre's folder and write its report."""
    path = place.desk.centre / "custom" / _TRIED
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    try:
        place.desk.report("tried", "2026")
        return place.desk.write_report("tried", "2026", "both", "xlsx", place.folder / "out.xlsx")
    finally:
        path.unlink()


def form_packs(_place: Place) -> list[bytes]:
    """Give the supplied form packs."""
    return [(assets.root("resources") / f"forms/{name}.toml").read_bytes() for name in FORMS]


def search(place: Place, data: bytes) -> object:
    """Search for anything."""
    return place.desk.search(data.decode("utf-8", "replace"))


def searched(_place: Place) -> list[bytes]:
    """Give words that are searched for."""
    words = (
        "Қасымов",
        "2026/0001",
        "kasymov aidar",
        "rfcsvjd",
        "870 1 234",
        '"а" OR б*',
        "NEAR(a b)",
    )
    return [each.encode() for each in words]


RESOURCES: dict[str, Any] = {
    "law/": lambda desk: _law(desk),
    "calendar/": lambda desk: _law(desk),
    "files.toml": lambda desk: _law(desk),
    "codes.toml": lambda desk: desk.code_book(),
    "topics.toml": lambda desk: (desk.topics("ru"), desk._vocabulary()),
    "currencies.toml": lambda desk: desk.currencies("kk"),
    "indicators.toml": lambda desk: desk.report("summary", "2026"),
    "regions.toml": lambda desk: (desk._vocabulary(), desk.region_name("27", "ru")),
    "rates.toml": lambda desk: desk._vocabulary(),
    "recipients.toml": lambda desk: desk._vocabulary(),
    "journals/": lambda desk: desk.plan_import(DATA / "journals" / "small.ods"),
    "clauses.toml": lambda desk: desk.clause_library(),
    "documents.toml": lambda desk: desk.document_groups(),
    "referrals.toml": lambda desk: desk.referrals(),
    "reporting.toml": lambda desk: desk._outside_rules(),
    "doubts.toml": lambda desk: desk.doubts("summary", "2026"),
    "offices.toml": lambda desk: desk.offices_view(),
    "signatures.toml": lambda desk: desk.trusted_roots(),
    "blank-words.toml": lambda desk: desk.open_blank(desk.centre.parent / "blank.xlsx"),
    "templates/": lambda desk: [desk.wording(each.kind) for each in desk.wording_sets()],
}
"""Who reads which of the centre's own data."""


def _law(desk: Desk) -> object:
    from mediadesk.usecases.law import load_law

    law = load_law(desk.centre)
    return law.screening(), desk.session_stages(), desk.reference_sets("ru")


def resource(place: Place, data: bytes) -> object:
    """Put data into the centre's folder under the name its first line tells, and let it be read."""
    head, _, body = data.partition(b"\n")
    name = head.decode("utf-8", "replace").removeprefix("# ")
    reader = next((read for start, read in RESOURCES.items() if name.startswith(start)), None)
    if reader is None or name not in _resource_names():
        return None
    path = place.desk.centre / "custom" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    try:
        return reader(place.desk)
    finally:
        path.unlink()


def _resource_names() -> list[str]:
    root = assets.root("resources")
    names = (str(path.relative_to(root)) for path in sorted(root.rglob("*.toml")))
    return [name for name in names if name.startswith(tuple(RESOURCES))]


def resources(place: Place) -> list[bytes]:
    """Give the supplied data, each with its name before it."""
    place.put(blank_files(place)[0], "blank.xlsx")
    root = assets.root("resources")
    return [
        b"# " + name.encode() + b"\n" + (root / name).read_bytes() for name in _resource_names()
    ]
