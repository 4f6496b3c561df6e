"""Readers that need no centre: signatures, scans, settings, keys, and what people type."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.desks import PASSPHRASE, CountedIds, SetClock, appeal
from tests.offices import office_desk

DOCUMENT = b"Paper of nobody. " * 20
TODAY = date(2026, 11, 21)


# ---------------------------------------------------------------- signatures and scans


def signature(_place: Path, data: bytes) -> object:
    """Check a file of signatures; one made of other bytes never holds for this document."""
    from mediadesk.export.signature_check import Trust, check_cms
    from tests.signing import NOW

    found = check_cms(data, b"another document", Trust(), NOW)
    assert not any(each.holds for each in found), "a signature holds for another document"
    return found


def signatures(_place: Path) -> list[bytes]:
    """Give signatures of all kinds."""
    from tests.signing import Wish, cms, opened_lengths, person

    good = cms(DOCUMENT, person())
    return [
        good,
        cms(DOCUMENT, person(), wish=Wish(attached=True)),
        cms(DOCUMENT, person(kind="gost")),
        cms(DOCUMENT, person(kind="ec")),
        opened_lengths(good),
    ]


def signed(_place: Path, data: bytes) -> object:
    """Check a signed PDF against another document."""
    from mediadesk.export.pdf_signed import check_pdf
    from mediadesk.export.signature_check import Trust
    from mediadesk.usecases.practice_files import page
    from tests.signing import NOW

    return check_pdf(data, page(), Trust(), NOW)


def signed_pdfs(_place: Path) -> list[bytes]:
    """Give a PDF with one signature and one with two."""
    from mediadesk.usecases.practice_files import page
    from tests.signing import person, signed_pdf

    one = signed_pdf(page(), person())
    return [one, signed_pdf(one, person("991231500016", serial=9), 9_001)]


def certificate(_place: Path, data: bytes) -> object:
    """Read certificates that are to be trusted."""
    from mediadesk.export.cms import certificates_in

    return certificates_in(data)


def certificates(_place: Path) -> list[bytes]:
    """Give root certificates."""
    from tests.signing import root

    return [root().certificate, root("gost").certificate]


def scan(_place: Path, data: bytes) -> object:
    """Read the marks of a scan."""
    from mediadesk.export.scan_marks import read_scan

    return read_scan(data)


def scans(_place: Path) -> list[bytes]:
    """Give small scans: a PDF and pictures of several kinds, with a mark on them."""
    from io import BytesIO

    import zxingcpp
    from PIL import Image

    from mediadesk.usecases.practice_files import page

    text = "2026/0001-contract-1-abcd|v1|p1/2|0123456789ab"
    code: Any = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    mark = Image.fromarray(code.to_image(scale=4)) if hasattr(code, "to_image") else None
    sheet = Image.new("L", (300, 400), 255)
    if mark is not None:
        sheet.paste(mark, (40, 40))
    made = [page()]
    for kind in ("PNG", "JPEG", "TIFF", "BMP", "GIF"):
        out = BytesIO()
        sheet.save(out, kind)
        made.append(out.getvalue())
    return made


def letterhead(_place: Path, data: bytes) -> object:
    """Read a letterhead with its picture, as it stands in a file of others."""
    from mediadesk.export import letterhead as heads

    return heads._parsed(data.decode("utf-8", "replace"))


def letterheads(place: Path) -> list[bytes]:
    """Give letterheads with pictures."""
    import tomli_w

    from mediadesk.domain.bilingual import Words
    from mediadesk.export.letterhead import Letterhead, to_tree

    pictures = [each for each in scans(place) if each[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0")]
    lines = Words("Центр", "Орталық")
    return [tomli_w.dumps(to_tree(Letterhead(lines, lines, logo))).encode() for logo in pictures]


# ---------------------------------------------------------------- files beside the centre


def settings(place: Path, data: bytes) -> object:
    """Read the settings of a centre and write them again."""
    from mediadesk import config

    (place / "settings.json").write_bytes(data)
    found = config.load(place)
    config.save(place, found)
    assert config.load(place) == found
    return found


def settings_files(_place: Path) -> list[bytes]:
    """Give settings with a layout."""
    layout = {"window": "AdnQywAD", "table.cases": {"shown": ["number"]}, "door": "Кто-то"}
    good = {"language": "kk", "theme": "dark", "zoom": 110, "lock_minutes": 5, "layout": layout}
    return [json.dumps(good).encode()]


def folder_in(place: Path) -> Path:
    """Make a centre and leave it closed."""
    desk = office_desk(place / "centre", 1)
    desk.close()
    return place


def key_file(place: Path, data: bytes) -> object:
    """Stand at the door of a centre whose key file is this, and try to come in."""
    from mediadesk.usecases.opening import has_key_parts, open_desk, people_at_door

    centre = place / "centre"
    (centre / "centre.key.json").write_bytes(data)
    (centre / "centre.tries.json").unlink(missing_ok=True)
    people, _parts = people_at_door(centre), has_key_parts(centre)
    who = people[0] if people else ""
    desk = open_desk(centre, PASSPHRASE, clock=SetClock(), ids=CountedIds(9_000), user=who)
    desk.close()
    return None


def key_files(place: Path) -> list[bytes]:
    """Give the key file, once with little work for the passphrase, and one of several people."""
    good = json.loads((place / "centre" / "centre.key.json").read_text("utf-8"))
    slots = [{**each, "n": 16} for each in good["slots"]]
    cheap = {**good, "slots": slots, "generation": 2}
    named = [{**slots[0], "user": f"{n}" * 16, "name": name} for n, name in ((1, "Айна"), (2, "Б"))]
    return [
        json.dumps(each).encode() for each in (good, cheap, {**good, "slots": [*named, slots[1]]})
    ]


def tries(place: Path, data: bytes) -> object:
    """Count a try where this is what was counted before."""
    from mediadesk.db import tries as counted

    (place / counted.TRIES_FILE).write_bytes(data)
    before = counted.begin(place, "passphrase", SetClock().now())
    counted.forget(place, "passphrase")
    return before


def tries_files(_place: Path) -> list[bytes]:
    """Give counted tries."""
    at = SetClock().now()
    rows = {
        "passphrase": [3, at.isoformat()],
        "recovery": [7, (at - timedelta(hours=2)).isoformat()],
    }
    return [json.dumps(rows).encode()]


# ---------------------------------------------------------------- words


def view(_place: Path, data: bytes) -> object:
    """Read a saved view and ask with it."""
    from mediadesk.domain.views import read_view, write_view

    found = read_view(data.decode("utf-8", "surrogateescape"))
    assert read_view(write_view(found)) == found
    return found


def views(_place: Path) -> list[bytes]:
    """Give saved views."""
    filters = {"state": ["open", "mediation"], "mediator": ["1"], "text": ["Қас"], "year": ["2026"]}
    good = {"filters": filters, "sort": [["number", True]], "columns": ["number", "parties"]}
    return [json.dumps(good).encode()]


def mark(_place: Path, data: bytes) -> object:
    """Read the text of a page's mark, as any paper may carry it."""
    from mediadesk.domain.page_marks import read_mark
    from mediadesk.domain.scans import judge_scan

    return judge_scan([read_mark(data.decode("utf-8", "replace"))])


def marks(_place: Path) -> list[bytes]:
    """Give marks."""
    return [b"2026/0001-contract-20261104-abcd|v1|p1/2|0123456789ab", b"A-1|v0|p2/2|ffffffffffff"]


def typed(_place: Path, data: bytes) -> object:
    """Read what somebody types into any field."""
    from mediadesk.domain import identifiers, page_ranges, parsing, periods
    from mediadesk.domain.text import clean, fold
    from mediadesk.errors import MediaDeskError

    text = data.decode("utf-8", "surrogatepass" if _is_whole(data) else "replace")
    parsing.parse_date(text, TODAY)
    parsing.parse_amount_tiyn(text)
    parsing.parse_time(text)
    fold(clean(text))
    for reader in (identifiers.check_iin, identifiers.check_bin, identifiers.normal_phone):
        reader(text)
    try:
        page_ranges.pages_told(text, 30)
    except MediaDeskError:
        return periods.parse_period(text)
    return None


def _is_whole(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def typed_words(_place: Path) -> list[bytes]:
    """Give what people type."""
    words = (
        "05.03.2026", "5 марта 2026 г.", "+30", "бүгін", "2026-03-05", "1 200 000,50 тг", "1,5 млн",
        "14:30", "9.05", "900101300017", "8 (701) 123-45-67", "2026-Q3", "2025-01-01..2025-06-30", "1-3, 5",
        "12 тыс. 500", "44927", "қараша 2026", "сегодня",
    )  # fmt: skip
    return [each.encode() for each in words]


# ---------------------------------------------------------------- commands


def centre_in(place: Path) -> Path:
    """Make a closed centre with little work for its passphrase, and a folder to write into."""
    desk = office_desk(place / "centre", 1)
    appeal(desk)
    desk.close()
    os.environ["MEDIADESK_PASSPHRASE"] = PASSPHRASE
    os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = str(place)
    os.environ.pop("MEDIADESK_PACKAGE_PASSPHRASE", None)
    data = Path(__file__).parents[1] / "data"
    shutil.copy(data / "journals" / "small.ods", place / "in.ods")
    shutil.copy(data / "hostile" / "cut.xls", place / "in.xls")
    return place


def command(place: Path, data: bytes) -> object:
    """Give a command; the exit status is one of those that are promised."""
    from mediadesk.cli.run import run
    from mediadesk.cli.status import Status

    words = data.decode("utf-8", "surrogatepass" if _is_whole(data) else "replace").split("\n")
    if {"demo", "self-test"} & set(words):
        return None
    words = [each.replace("\0", "") for each in words]  # no system passes it on
    if any(".." in each or each.startswith(("/", "~")) or "=/" in each for each in words):
        return None  # a command writes where it is told: not outside the folder of the test
    argv = ["--centre", str(place / "centre"), *words]
    status = run(
        argv, clock=SetClock(), ids=CountedIds(70_000), usual=lambda: place / "centre",
        window=lambda _centre, _language, _file: 0,
    )  # fmt: skip
    report = sorted((place / "centre" / "logs").glob("crash-*"))
    told = report[-1].read_text("utf-8") if report else ""
    for each in report:
        each.unlink()
    assert status != Status.BUG, f"{argv[2:]}\n{told}"
    return status


def commands(_place: Path) -> list[bytes]:
    """Give commands, one argument a line."""
    lines = (
        "cases", "cases --period 2026 --filter state=open --sort -number", "search Қасымов --limit 5",
        "cases --columns number,parties --format xlsx --out out.xlsx", "report --list", "check",
        "report ministry --period 2026-Q3 --lang both --format pdf --out out.pdf", "journal",
        "import in.ods --dry-run --rejected rejected.xlsx", "import --list", "import --undo 1",
        "terms --period 2026-11 --names --format json", "mediators --kind court --format json",
        "document contract 2026/0001 --lang ru --out out.pdf", "document --list", "backup list",
        "casefile 2026/0001 --out out.pdf", "files list 2026/0001", "texts list", "scan in.xls",
        "signatures in.xls", "calendar --period 2026 --out out.ics", "package list", "package card",
        "package inspect in.xls", "backup verify in.xls", "export --to out --unprotected", "--help",
        "texts check in.xls", "package trust in.xls", "init --name-ru А --name-kk Ә --bin 1 --region 27",
    )  # fmt: skip
    return ["\n".join(each.split(" ")).encode() for each in lines]
