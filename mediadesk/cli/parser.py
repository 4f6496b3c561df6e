"""The arguments of the commands, with help in the chosen language."""

import argparse
import re
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, cast

from mediadesk.domain.codes import AttachmentKind
from mediadesk.errors import Code, InputProblem
from mediadesk.i18n import NAMES, Translator
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Parser", "build", "told_language"]

_FORMATS = ("xlsx", "pdf", "csv", "json")
_MISTAKES = (
    (r"the following arguments are required: (.*)", N_("missing: %(what)s")),
    (r"argument (.*?): expected .*", N_("a value is missing after %(what)s")),
    (r"argument .*?: invalid choice: (.*?) \(.*", N_("unknown: %(what)s")),
    (r"argument .*?: invalid .*? value: (.*)", N_("not a number: %(what)s")),
    (r"unrecognized arguments: (.*)", N_("unknown: %(what)s")),
    (r"ambiguous option: (\S+) .*", N_("unknown: %(what)s")),
)


class Parser(argparse.ArgumentParser):
    """A parser that speaks the chosen language and never leaves the program by itself."""

    def __init__(self, *, tr: Translator, **kwargs: Any) -> None:
        """Keep the translator; the words of the help are translated here."""
        super().__init__(**{**kwargs, "add_help": False, "allow_abbrev": False})
        self.tr = tr
        self._positionals.title = tr.text(N_("What"))
        self._optionals.title = tr.text(N_("Options"))
        self.add_argument(
            "-h", "--help", action="help", help=tr.text(N_("Show this help and finish"))
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments as our own error."""
        for pattern, text in _MISTAKES:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                message = self.tr.text(text, what=found[1][:80])
                break
        raise InputProblem(Code.USAGE, detail=message)

    def format_usage(self) -> str:
        """Write the usage with its word translated."""
        return super().format_usage().replace("usage:", self.tr.text(N_("Usage:")), 1)

    def format_help(self) -> str:
        """Write the help with the word of the usage translated."""
        return super().format_help().replace("usage:", self.tr.text(N_("Usage:")), 1)


def told_language(argv: list[str]) -> str:
    """Find the language told before the command, so that even mistakes are said in it."""
    for place, word in enumerate(argv):
        if word == "--lang" and place + 1 < len(argv):
            return argv[place + 1] if argv[place + 1] in NAMES else ""
        if word.startswith("--lang="):
            return word[7:] if word[7:] in NAMES else ""
        if not word.startswith("-") and (place == 0 or argv[place - 1] != "--centre"):
            return ""
    return ""


class _Builder:
    """Adds the commands one by one."""

    def __init__(self, tr: Translator) -> None:
        self.tr = tr
        self.speaking = cast("type[Parser]", partial(Parser, tr=tr))
        self.top = Parser(
            prog="mediadesk",
            tr=tr,
            description=tr.text(
                N_("Desk of a mediation centre. Without a command the window opens.")
            ),
        )
        self.commands: Any = self.top.add_subparsers(
            dest="command",
            metavar=tr.text(N_("COMMAND")),
            title=tr.text(N_("Commands")),
            parser_class=self.speaking,
        )

    def shared(self, parser: Parser, *, has_own_language: bool = False, top: bool = False) -> None:
        """Add the options every command takes, before it or behind it."""
        default: Any = None if top else argparse.SUPPRESS
        text = self.tr.text
        parser.add_argument(
            "--centre", metavar="DIR", default=default, help=text(N_("Folder of the centre"))
        )
        parser.add_argument(
            "--passphrase-file",
            metavar="FILE",
            default=default,
            help=text(N_("File whose first line is the passphrase")),
        )
        parser.add_argument(
            "--json",
            action="store_true",
            default=False if top else argparse.SUPPRESS,
            help=text(N_("Give one JSON object instead of words")),
        )
        if not has_own_language:
            parser.add_argument(
                "--lang",
                choices=tuple(NAMES),
                default=default,
                help=text(N_("Language of messages")),
            )

    def add(
        self, name: str, help_: str, *, has_own_language: bool = False, parent: Any = None
    ) -> Parser:
        """Add a command."""
        words = self.tr.text(help_)
        parser: Parser = (parent or self.commands).add_parser(name, help=words, description=words)
        self.shared(parser, has_own_language=has_own_language)
        return parser

    def argument(self, parser: Parser, name: str, help_: str, **kwargs: Any) -> None:
        """Add an argument with its help."""
        parser.add_argument(name, help=self.tr.text(help_), **kwargs)


def build(tr: Translator) -> Parser:
    """Build the parser of all commands in the translator's language."""
    builder = _Builder(tr)
    builder.shared(builder.top, top=True)
    parts: tuple[Callable[[_Builder], None], ...] = (
        _making,
        _importing,
        _reporting,
        _documents,
        _files,
        _signing,
        _looking,
        _agenda,
        _keeping,
    )
    for part in parts:
        part(builder)
    return builder.top


def _making(b: _Builder) -> None:
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


def _importing(b: _Builder) -> None:
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


def _reporting(b: _Builder) -> None:
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


def _documents(b: _Builder) -> None:
    paper = b.add("document", N_("Print a document of a case"), has_own_language=True)
    b.argument(paper, "kind", N_("Kind of document"), nargs="?", metavar="KIND")
    b.argument(
        paper, "case", N_("Number of the case, such as 2026/0001"), nargs="?", metavar="CASE"
    )
    b.argument(paper, "--list", N_("Show the documents there are"), action="store_true")
    b.argument(
        paper,
        "--lang",
        N_("Language of the document"),
        choices=("ru", "kk", "both", "en"),
        dest="in_lang",
    )
    b.argument(
        paper,
        "--of",
        N_("Which session, invitation, party or notice: its number in the list; else the newest"),
        type=int,
        default=0,
        metavar="N",
    )
    b.argument(
        paper,
        "--format",
        N_("Kind of file: the PDF is the record, Word a working copy"),
        choices=("pdf", "docx"),
    )
    b.argument(paper, "--out", N_("The file to write, or the folder"), metavar="FILE")
    b.argument(paper, "--register", N_("Keep what is written as a copy"), action="store_true")
    b.argument(paper, "--view", N_("For every case of a view of the list"), metavar="NAME")
    b.argument(
        paper, "--all", N_("Every document in every language, into a folder"), action="store_true"
    )
    b.argument(paper, "--case", N_("With --all: on this case only"), dest="case_told", metavar="N")
    whole = b.add(
        "casefile", N_("Write the whole file of a case as one PDF"), has_own_language=True
    )
    b.argument(whole, "case", N_("Number of the case, such as 2026/0001"), metavar="CASE")
    b.argument(
        whole,
        "--lang",
        N_("Language of cover and contents"),
        choices=("ru", "kk", "both"),
        dest="in_lang",
    )
    b.argument(whole, "--out", N_("The file to write"), required=True, metavar="FILE")


def _files(b: _Builder) -> None:
    kept = b.add("files", N_("Files kept with a case"))
    actions = kept.add_subparsers(
        dest="action",
        required=True,
        metavar=b.tr.text(N_("COMMAND")),
        parser_class=b.speaking,
    )
    number = N_("Number of the case, such as 2026/0001")
    b.argument(
        b.add("list", N_("Show the files of a case"), parent=actions),
        "case",
        number,
        metavar="CASE",
    )
    attach = b.add("attach", N_("Add a file to a case"), parent=actions)
    b.argument(attach, "case", number, metavar="CASE")
    b.argument(attach, "file", N_("The file to add"), metavar="FILE")
    kinds = tuple(each.value for each in AttachmentKind)
    b.argument(attach, "--kind", N_("Kind of file"), choices=kinds, default="scan")
    b.argument(attach, "--title", N_("What it is"), default="", metavar="TEXT")
    b.argument(
        attach, "--version-of", N_("Number of the file it is a new version of"), type=int,
        metavar="ID",
    )  # fmt: skip
    b.argument(attach, "--confirm", N_("Add it although there is a warning"), action="store_true")
    copies = b.add("copies", N_("Show the registered copies of a case"), parent=actions)
    b.argument(copies, "case", number, metavar="CASE")
    again = b.add("reprint", N_("Write a registered copy again, byte for byte"), parent=actions)
    b.argument(again, "case", number, metavar="CASE")
    b.argument(again, "id", N_("Number of the copy, see the list"), type=int, metavar="ID")
    b.argument(again, "--out", N_("The file to write"), required=True, metavar="FILE")
    extract = b.add("extract", N_("Write a file of a case out"), parent=actions)
    b.argument(extract, "case", number, metavar="CASE")
    b.argument(extract, "id", N_("Number of the file, see the list"), type=int, metavar="ID")
    b.argument(extract, "--out", N_("The file to write"), required=True, metavar="FILE")


def _signing(b: _Builder) -> None:
    kept = b.add("signatures", N_("Check electronic signatures off line"))
    actions = kept.add_subparsers(
        dest="action",
        required=True,
        metavar=b.tr.text(N_("COMMAND")),
        parser_class=b.speaking,
    )
    check = b.add("check", N_("Check a file of signatures or a signed PDF"), parent=actions)
    b.argument(check, "file", N_("The file of signatures, or the signed PDF"), metavar="FILE")
    b.argument(check, "--document", N_("The PDF that went out to be signed"), metavar="FILE.pdf")
    b.argument(check, "--case", N_("Number of the case, such as 2026/0001"), metavar="CASE")
    trust = b.add("trust", N_("Trust the certificate of an authority"), parent=actions)
    b.argument(trust, "file", N_("The certificate"), metavar="FILE")
    b.argument(trust, "--sha256", N_("Its published hash, 64 digits"), metavar="HASH")
    scans = b.add("scan", N_("Scans of our pages"))
    inner = scans.add_subparsers(
        dest="action",
        required=True,
        metavar=b.tr.text(N_("COMMAND")),
        parser_class=b.speaking,
    )
    told = b.add("check", N_("Tell which paper a scan is and what is missing"), parent=inner)
    b.argument(told, "file", N_("The scan: a PDF or a picture"), metavar="FILE")


def _looking(b: _Builder) -> None:
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


def _agenda(b: _Builder) -> None:
    dates = b.add("calendar", N_("Show the sessions of a period, or write them as a calendar file"))
    b.argument(
        dates, "--period", N_("2025, 2025-Q3, 2025-09 or 2025-01-01..2025-06-30"), metavar="PERIOD"
    )
    b.argument(dates, "--out", N_("The file to write"), metavar="FILE.ics")


def _keeping(b: _Builder) -> None:
    backup = b.add("backup", N_("Backups of the centre"))
    actions = backup.add_subparsers(
        dest="action",
        required=True,
        metavar=b.tr.text(N_("COMMAND")),
        parser_class=b.speaking,
    )
    make = b.add("make", N_("Make a backup"), parent=actions)
    b.argument(make, "--to", N_("The file to write"), metavar="FILE")
    b.add("list", N_("Show the backups"), parent=actions)
    for name, words in (
        ("verify", N_("Check a backup wholly")),
        ("restore", N_("Put a backup in the place of the centre")),
    ):
        b.argument(b.add(name, words, parent=actions), "file", N_("The backup"), metavar="FILE")
    b.add("check", N_("Check the centre's file, its journal and its numbers"))
    b.add("self-test", N_("Prove that the program works on this computer"))
