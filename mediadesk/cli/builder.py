"""What the arguments of commands are built with: mistakes and help in the chosen language."""

import argparse
import re
from functools import partial
from typing import Any, NoReturn, cast

from mediadesk.errors import Code, InputProblem
from mediadesk.i18n import NAMES, Translator
from mediadesk.marks import N_

__all__ = ["Builder", "Parser", "told_language"]

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


class Builder:
    """Adds the commands one by one."""

    def __init__(self, tr: Translator) -> None:
        """Start with no commands."""
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

    def actions(self, parser: Parser) -> Any:
        """Let a command have commands of its own, one of which must be told; give their parent."""
        return parser.add_subparsers(
            dest="action",
            required=True,
            metavar=self.tr.text(N_("COMMAND")),
            parser_class=self.speaking,
        )

    def argument(self, parser: Parser, name: str, help_: str, **kwargs: Any) -> None:
        """Add an argument with its help."""
        parser.add_argument(name, help=self.tr.text(help_), **kwargs)
