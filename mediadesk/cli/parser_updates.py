"""The arguments of the commands about the program itself: its proof, its parts, its updates."""

from mediadesk.cli.builder import Builder
from mediadesk.marks import N_

__all__ = ["updates"]


def updates(b: Builder) -> None:
    """Add the commands."""
    proof = b.add("self-test", N_("Prove that the program works on this computer"))
    b.argument(
        proof,
        "--report",
        N_("Show the window as well and write a report without personal data here"),
    )
    about = b.add("about", N_("Tell the version, where everything lies, and the licences"))
    b.argument(about, "--licences", N_("Show the licences of everything that is shipped"),
               action="store_true")  # fmt: skip
    update = b.add("update", N_("Install a new version from a stick, or go back to the older one"))
    actions = b.actions(update)
    look = b.add("look", N_("Check a release and show what is new; change nothing"), parent=actions)
    install = b.add(
        "install", N_("Check a release, back up, and install the new version"), parent=actions
    )
    for parser in (look, install):
        b.argument(parser, "place", N_("Folder of the release, or a file in it"), metavar="PATH")
    back = b.add("back", N_("Go back to the older version with its backup"), parent=actions)
    b.argument(
        back, "--confirm", N_("Yes, lose what was entered since; else it is only told"),
        action="store_true",
    )  # fmt: skip
