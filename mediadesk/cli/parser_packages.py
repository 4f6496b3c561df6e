"""The arguments of the commands for packages between offices."""

from typing import Any

from mediadesk.cli.builder import Builder
from mediadesk.marks import N_

__all__ = ["packages"]


def packages(b: Builder) -> None:
    """Add the command and its actions."""
    package = b.add("package", N_("Exchange of cases with other offices"))
    actions = package.add_subparsers(
        dest="action",
        required=True,
        metavar=b.tr.text(N_("COMMAND")),
        parser_class=b.speaking,
    )
    make = b.add("make", N_("Make the next package: what changed since the last"), parent=actions)
    b.argument(make, "--to", N_("The file to write"), required=True, metavar="FILE")
    b.argument(
        make, "--for", N_("Known office that is to open it with its key; may be repeated"),
        action="append", default=[], dest="receivers", metavar="OFFICE",
    )  # fmt: skip
    b.argument(make, "--full", N_("All cases, not only what changed"), action="store_true")
    b.argument(make, "--files", N_("With files and registered copies"), action="store_true")
    inspect = b.add("inspect", N_("Show what a package says of itself"), parent=actions)
    preview = b.add("preview", N_("Show what merging would do; write nothing"), parent=actions)
    merge = b.add("merge", N_("Merge packages of other offices"), parent=actions)
    b.argument(inspect, "file", N_("The package"), metavar="FILE")
    for parser in (preview, merge):
        b.argument(parser, "files", N_("The packages"), nargs="+", metavar="FILE")
    b.argument(merge, "--dry-run", N_("Write nothing, only tell"), action="store_true")
    b.argument(
        merge, "--keep", N_("In conflicts keep what is here; else the owner's version counts"),
        action="store_true",
    )  # fmt: skip
    b.argument(
        merge, "--trust", N_("Take offices that are not known yet for known"), action="store_true"
    )
    reply, take_in = _replies(b, actions)
    for parser in (make, inspect, preview, merge, reply, take_in):
        b.argument(
            parser, "--package-passphrase-file",
            N_("File whose first line is the passphrase of the package"), metavar="FILE",
        )  # fmt: skip
    b.add("list", N_("Show the packages that were sent and merged"), parent=actions)
    undo = b.add("undo", N_("Take a merged package out again"), parent=actions)
    b.argument(undo, "id", N_("Its number in the list"), type=int, metavar="ID")
    b.add("offices", N_("Show offices, their last packages and missing numbers"), parent=actions)
    card = b.add("card", N_("Show the key of this office, or write its card"), parent=actions)
    b.argument(card, "--to", N_("The file to write"), metavar="FILE")
    trust = b.add("trust", N_("Take in the card of another office"), parent=actions)
    b.argument(trust, "file", N_("The card"), metavar="FILE")
    _answers(b, actions)
    _writing(b, actions)


def _replies(b: Builder, actions: Any) -> tuple[Any, Any]:
    """Add what sends a reply and what takes one in."""
    reply = b.add("reply", N_("Send questions and corrections back to an office"), parent=actions)
    b.argument(reply, "--to", N_("The file to write"), required=True, metavar="FILE")
    b.argument(
        reply, "--for", N_("The office it is for"), required=True, dest="receiver",
        metavar="OFFICE",
    )  # fmt: skip
    take_in = b.add("take-in", N_("Take in a reply of another office"), parent=actions)
    b.argument(take_in, "file", N_("The package"), metavar="FILE")
    b.argument(take_in, "--dry-run", N_("Write nothing, only tell"), action="store_true")
    b.argument(
        take_in, "--trust", N_("Take offices that are not known yet for known"),
        action="store_true",
    )  # fmt: skip
    return reply, take_in


def _answers(b: Builder, actions: Any) -> None:
    """Add what lists remarks and decides on them."""
    b.add("remarks", N_("Show questions and corrections in both directions"), parent=actions)
    answer = b.add("answer", N_("Decide on a question or a correction"), parent=actions)
    b.argument(answer, "id", N_("Its number in the list"), type=int, metavar="ID")
    b.argument(
        answer, "--apply", N_("Apply the correction; else it is declined"), action="store_true"
    )
    b.argument(answer, "--text", N_("What the office is told"), default="", metavar="TEXT")
    b.argument(
        answer, "--confirm", N_("Apply in spite of warnings, which are told"), action="store_true"
    )


def _writing(b: Builder, actions: Any) -> None:
    """Add what writes questions and corrections on cases of other offices."""
    listed = b.add("fields", N_("Show what of a case can be corrected"), parent=actions)
    ask = b.add("ask", N_("Write a question on a case of another office"), parent=actions)
    correct = b.add("correct", N_("Write a correction on such a case"), parent=actions)
    for parser in (listed, ask, correct):
        b.argument(parser, "number", N_("Number of the case"), metavar="NUMBER")
        b.argument(
            parser, "--office", N_("Its office, where several have this number"), default="",
            metavar="OFFICE",
        )  # fmt: skip
    b.argument(correct, "field", N_("Field, as `package fields` names it"), metavar="FIELD")
    b.argument(correct, "value", N_("Right value"), metavar="VALUE")
    for parser, words in ((ask, N_("The question")), (correct, N_("The reason"))):
        b.argument(parser, "--text", words, default="", metavar="TEXT")
