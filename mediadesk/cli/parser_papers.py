"""The arguments of the commands for papers: documents, their texts, files of a case, signatures."""

from mediadesk.cli.builder import Builder
from mediadesk.domain.codes import AttachmentKind
from mediadesk.marks import N_

__all__ = ["PAPERS"]


def _documents(b: Builder) -> None:
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
    b.argument(paper, "--template", N_("Name of an own Word template"), default="", metavar="NAME")
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


def _texts(b: Builder) -> None:
    kept = b.add("texts", N_("Texts of documents: own editions, files for another office"))
    actions = b.actions(kept)
    b.add("list", N_("Show the texts there are"), parent=actions)
    export = b.add("export", N_("Write texts into a file for another office"), parent=actions)
    taking = b.add("import", N_("Take texts in from a file"), parent=actions)
    check = b.add("check", N_("Check the texts in force, or a file"), parent=actions)
    for parser in (export, taking):
        b.argument(parser, "file", N_("The file of texts"), metavar="FILE.mdtexts")
        b.argument(
            parser, "--kind", N_("Kind of document; may be repeated, else all"),
            action="append", default=[], metavar="KIND",
        )  # fmt: skip
        b.argument(parser, "--letterhead", N_("With the letterhead"), action="store_true")
        b.argument(
            parser, "--template", N_("With this Word template of the centre; may be repeated"),
            action="append", default=[], metavar="NAME",
        )  # fmt: skip
    b.argument(
        taking, "--leave-out", N_("Leave a clause out, as KIND/CLAUSE; may be repeated"),
        action="append", default=[], metavar="KIND/CLAUSE",
    )  # fmt: skip
    b.argument(
        taking, "--confirm", N_("Take it in; without this only the differences are shown"),
        action="store_true",
    )  # fmt: skip
    b.argument(check, "file", N_("The file of texts"), nargs="?", metavar="FILE")


def _files(b: Builder) -> None:
    kept = b.add("files", N_("Files kept with a case"))
    actions = b.actions(kept)
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


def _signing(b: Builder) -> None:
    kept = b.add("signatures", N_("Check electronic signatures off line"))
    actions = b.actions(kept)
    check = b.add("check", N_("Check a file of signatures or a signed PDF"), parent=actions)
    b.argument(check, "file", N_("The file of signatures, or the signed PDF"), metavar="FILE")
    b.argument(check, "--document", N_("The PDF that went out to be signed"), metavar="FILE.pdf")
    b.argument(check, "--case", N_("Number of the case, such as 2026/0001"), metavar="CASE")
    trust = b.add("trust", N_("Trust the certificate of an authority"), parent=actions)
    b.argument(trust, "file", N_("The certificate"), metavar="FILE")
    b.argument(trust, "--sha256", N_("Its published hash, 64 digits"), metavar="HASH")
    scans = b.add("scan", N_("Scans of our pages"))
    inner = b.actions(scans)
    told = b.add("check", N_("Tell which paper a scan is and what is missing"), parent=inner)
    b.argument(told, "file", N_("The scan: a PDF or a picture"), metavar="FILE")


PAPERS = (_documents, _texts, _files, _signing)
"""Each adds its commands to the builder."""
