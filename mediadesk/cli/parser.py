"""The arguments of the commands, with help in the chosen language."""

from typing import TYPE_CHECKING

from mediadesk.cli.builder import Builder, Parser
from mediadesk.cli.parser_packages import packages
from mediadesk.cli.parser_papers import PAPERS
from mediadesk.cli.parser_personal import personal
from mediadesk.cli.parser_reports import REPORT_OPTIONS
from mediadesk.cli.parser_updates import updates
from mediadesk.i18n import Translator
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["build"]

_FORMATS = ("xlsx", "pdf", "csv", "json")


def build(tr: Translator) -> Parser:
    """Build the parser of all commands in the translator's language."""
    builder = Builder(tr)
    builder.shared(builder.top, top=True)
    parts: tuple[Callable[[Builder], None], ...] = (
        _making,
        _importing,
        _reporting,
        *PAPERS,
        _looking,
        _agenda,
        packages,
        personal,
        _backups,
        _keeping,
        updates,
    )
    for part in parts:
        part(builder)
    return builder.top


def _making(b: Builder) -> None:
    init = b.add("init", N_("Make a new centre and print its recovery key"))
    b.argument(init, "--name-ru", N_("Name in Russian"), required=True, metavar="TEXT")
    b.argument(init, "--name-kk", N_("Name in Kazakh"), required=True, metavar="TEXT")
    b.argument(init, "--bin", N_("BIN"), required=True, metavar="BIN")
    b.argument(init, "--region", N_("Two-digit code of the region"), required=True, metavar="CODE")
    demo = b.add("demo", N_("Make a practice centre and do the main job in it"))
    b.argument(demo, "--cases", N_("Number of cases"), type=int, default=200, metavar="N")
    b.argument(
        demo, "--seed", N_("The same seed gives the same centre"), type=int, default=1, metavar="S"
    )
    b.argument(demo, "--year", N_("Last year of the cases"), type=int, metavar="Y")
    b.argument(demo, "--out", N_("Folder for the results"), metavar="DIR")


def _importing(b: Builder) -> None:
    imp = b.add("import", N_("Take in an Excel journal"))
    b.argument(
        imp, "file", N_("The journal: xlsx, xls, ods or csv"), nargs="?", metavar="FILE.xlsx"
    )
    b.argument(imp, "--mapping", N_("What the headings mean"), metavar="FILE.json")
    b.argument(imp, "--dry-run", N_("Only tell what would be taken in"), action="store_true")
    b.argument(imp, "--rejected", N_("Write the rejected rows here"), metavar="FILE.xlsx")
    b.argument(imp, "--save-mapping", N_("Write down what the headings mean"), metavar="FILE.json")
    b.argument(imp, "--list", N_("Show earlier imports"), action="store_true")
    b.argument(imp, "--undo", N_("Take an import out again"), type=int, metavar="ID")


def _reporting(b: Builder) -> None:
    report = b.add("report", N_("Write a report"), has_own_language=True)
    b.argument(report, "form", N_("Name of the report"), nargs="?", metavar="FORM")
    b.argument(report, "--list", N_("Show the reports there are"), action="store_true")
    b.argument(
        report, "--period", N_("2025, 2025-Q3, 2025-09 or 2025-01-01..2025-06-30"), metavar="PERIOD"
    )
    b.argument(
        report, "--lang", N_("Language of the report"), choices=("ru", "kk", "both"), dest="in_lang"
    )
    b.argument(report, "--format", N_("Kind of file"), choices=_FORMATS, default="xlsx")
    b.argument(report, "--out", N_("The file to write"), metavar="FILE")
    for name, words, kwargs in REPORT_OPTIONS:
        b.argument(report, name, words, **kwargs)
    b.argument(
        report, "--blank", N_("Take in a form that was saved from an Excel blank"), metavar="FILE"
    )
    b.argument(report, "--pack", N_("Short name of the form taken in"), metavar="NAME")
    b.argument(report, "--save-blank", N_("Write the form for another office"), metavar="FILE")


def _looking(b: Builder) -> None:
    search = b.add("search", N_("Find cases and people"))
    b.argument(search, "text", N_("Name, number, IIN or telephone"), metavar="TEXT")
    b.argument(search, "--limit", N_("At most so many"), type=int, default=20, metavar="N")
    cases = b.add("cases", N_("Show the register of cases"))
    b.argument(cases, "--period", N_("Appeals of a period"), metavar="PERIOD")
    b.argument(cases, "--view", N_("Saved view of the list"), metavar="NAME")
    b.argument(
        cases,
        "--filter",
        N_("A filter as KIND=VALUE; may be repeated"),
        action="append",
        default=[],
        metavar="KIND=VALUE",
    )
    b.argument(
        cases, "--sort", N_("Keys of the order, - before a key for descending"), metavar="KEYS"
    )
    b.argument(cases, "--columns", N_("Columns of the file, in their order"), metavar="NAMES")
    b.argument(cases, "--format", N_("Kind of file"), choices=("json", "xlsx", "pdf"))
    b.argument(cases, "--out", N_("The file to write"), metavar="FILE")
    terms = b.add("terms", N_("Show or write the terms of a day, a week or a month"))
    b.argument(
        terms,
        "--period",
        N_("Terms of a period, such as 2026-11 or 2026-11-23..2026-11-29; else of this week"),
        metavar="PERIOD",
    )
    b.argument(terms, "--names", N_("With the names of the parties"), action="store_true")
    b.argument(terms, "--format", N_("Kind of file"), choices=("pdf", "xlsx", "json"))
    b.argument(terms, "--out", N_("The file to write"), metavar="FILE")
    people = b.add(
        "mediators", N_("Show the mediators' register to be published"), has_own_language=True
    )
    b.argument(
        people,
        "--kind",
        N_("Kind of mediators"),
        choices=("professional", "public", "retired_judge"),
    )
    b.argument(
        people, "--lang", N_("Language of the list"), choices=("ru", "kk", "both"), dest="in_lang"
    )
    b.argument(people, "--format", N_("Kind of file"), choices=("json", "xlsx"))
    b.argument(people, "--out", N_("The file to write"), metavar="FILE")


def _agenda(b: Builder) -> None:
    dates = b.add("calendar", N_("Show the sessions of a period, or write them as a calendar file"))
    b.argument(
        dates, "--period", N_("2025, 2025-Q3, 2025-09 or 2025-01-01..2025-06-30"), metavar="PERIOD"
    )
    b.argument(dates, "--out", N_("The file to write"), metavar="FILE.ics")


def _backups(b: Builder) -> None:
    backup = b.add("backup", N_("Backups of the centre"))
    actions = b.actions(backup)
    make = b.add("make", N_("Make a backup"), parent=actions)
    b.argument(make, "--to", N_("The file to write"), metavar="FILE")
    b.add("list", N_("Show the backups"), parent=actions)
    for name, words in (
        ("verify", N_("Check a backup wholly")),
        ("restore", N_("Put a backup in the place of the centre")),
        ("practise", N_("Restore a backup in a folder of its own, check it and remove it again")),
    ):
        b.argument(b.add(name, words, parent=actions), "file", N_("The backup"), metavar="FILE")
    case = b.add(
        "case", N_("Bring one case back from a backup, or show what would change"), parent=actions
    )
    b.argument(case, "file", N_("The backup"), metavar="FILE")
    b.argument(case, "--number", N_("Number of the case"), required=True, metavar="NUMBER")
    b.argument(
        case, "--replace", N_("Bring it back, in place of what is there now"), action="store_true"
    )
    b.argument(
        case,
        "--old-passphrase-file",
        N_("File with the passphrase of the backup's time, if the key is another now"),
        metavar="FILE",
    )
    paper = b.add(
        "certificate",
        N_("Write the certificate of a year in which restoring was practised"),
        parent=actions,
        has_own_language=True,
    )
    b.argument(paper, "--year", N_("Year, else this one"), type=int, metavar="Y")
    b.argument(
        paper,
        "--lang",
        N_("Language of the certificate"),
        choices=("ru", "kk", "both"),
        dest="in_lang",
    )
    b.argument(paper, "--out", N_("The file to write"), required=True, metavar="FILE.pdf")


def _keeping(b: Builder) -> None:
    acts = b.add("journal", N_("Check the journal, or write who did what"))
    b.argument(
        acts, "--period", N_("2025, 2025-Q3, 2025-09 or 2025-01-01..2025-06-30"), metavar="PERIOD"
    )
    b.argument(acts, "--format", N_("Kind of file"), choices=("xlsx", "pdf", "csv"), default="xlsx")
    b.argument(acts, "--out", N_("The file to write"), metavar="FILE")
    out = b.add("export", N_("Give the whole centre out as open files"))
    b.argument(
        out,
        "--to",
        N_("The new folder or file; it must not exist yet"),
        required=True,
        metavar="PATH",
    )
    b.argument(
        out,
        "--format",
        N_("Folder of CSV and JSON, or one SQLite file"),
        choices=("files", "sqlite"),
        default="files",
    )
    b.argument(
        out,
        "--unprotected",
        N_("Yes, I know that anybody can read what is written"),
        action="store_true",
    )
    b.add("check", N_("Check the centre's file, its journal and its numbers"))
    rescue = b.add(
        "recover", N_("Show what can be had back of a damaged centre, or put it in place")
    )
    b.argument(
        rescue,
        "--use",
        N_("The way out to take, as it was shown; the damaged file is kept"),
        choices=("key", "log", "index", "backup", "rows", "fresh"),
    )
