"""Options of the commands of the law on personal data."""

from mediadesk.cli.builder import Builder
from mediadesk.marks import N_

__all__ = ["personal"]


def personal(b: Builder) -> None:
    """Add the commands to the parser."""
    who = b.add("person", N_("Write everything that is held of a person"), has_own_language=True)
    b.argument(who, "who", N_("IIN or full name"), metavar="PERSON")
    b.argument(who, "--out", N_("The file to write"), required=True, metavar="FILE.pdf")
    b.argument(
        who, "--lang", N_("Language of the paper"), choices=("ru", "kk", "both"), dest="in_lang"
    )
    b.argument(
        who,
        "--withdrawal",
        N_("Write the answer to the withdrawal of the consent instead"),
        action="store_true",
    )
    copies = b.add("destroyed", N_("Show destructions and the copies that still hold the data"))
    b.argument(copies, "--clean", N_("Clean the backups in this folder"), metavar="DIR")
    practice = b.add("practice-copy", N_("Make a practice copy of the centre with invented people"))
    b.argument(practice, "--to", N_("The new folder"), required=True, metavar="DIR")
    b.argument(
        practice,
        "--copy-passphrase-file",
        N_("File whose first line is the passphrase of the practice copy"),
        metavar="FILE",
    )
