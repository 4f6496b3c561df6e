"""Every reader of what others may have made: its good inputs, and how it is given one.

A reader answers with what it read or with an error of ours; everything else is a finding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fuzz import places, places_plain, places_window
from tests.fuzz.mutation import Shape

__all__ = ["PARSERS", "Parser"]

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Parser:
    """A reader: where it works, its good inputs, and the call."""

    name: str
    shape: Shape
    run: Callable[[Any, bytes], object]
    files: tuple[str, ...] = ()
    """Good inputs under tests/data, as patterns; those of tests/data/fuzz/NAME come along."""
    made: Callable[[Any], list[bytes]] = field(default=lambda _target: [])
    """Good inputs that are made when the process begins."""
    prepare: Callable[[Path], Any] = field(default=lambda place: place)
    state: Callable[[Any], object] = field(default=lambda _target: None)
    """What must be the same at the end as at the beginning."""

    def seeds(self, target: Any) -> list[bytes]:
        """Give all good inputs."""
        patterns = (*self.files, f"fuzz/{self.name}/*")
        found = [path.read_bytes() for each in patterns for path in sorted(DATA.glob(each))]
        return [*found, *self.made(target)]


_DESK: dict[str, Any] = {"prepare": places.desk_in, "state": places.state_of}

_ALL = (
    Parser("journal", "zip", places.journal, ("journals/*", "hostile/*"), **_DESK),
    Parser("journal-mapping", "json", places.mapping, made=places.mappings, **_DESK),
    Parser("blank", "zip", places.blank, made=places.blank_files, **_DESK),
    Parser("blank-pack", "json", places.blank_pack, made=places.blank_packs, **_DESK),
    Parser("texts", "toml", places.texts, made=places.text_files, **_DESK),
    Parser("template", "zip", places.template, made=places.templates, **_DESK),
    Parser("package", "bytes", places.package, ("packages/*",), places.packages, **_DESK),
    Parser(
        "package-inside", "json", places.package_inside, made=places.package_records,
        prepare=places.sender_in, state=places.sender_state,
    ),
    Parser("card", "json", places.card, made=places.cards, **_DESK),
    Parser("backup", "zip", places.backup, made=places.backups, **_DESK),
    Parser("form-pack", "toml", places.form_pack, made=places.form_packs, **_DESK),
    Parser("resource", "toml", places.resource, made=places.resources, **_DESK),
    Parser("signature", "bytes", places_plain.signature, made=places_plain.signatures),
    Parser("signed-pdf", "bytes", places_plain.signed, made=places_plain.signed_pdfs),
    Parser("certificate", "bytes", places_plain.certificate, made=places_plain.certificates),
    Parser("scan", "bytes", places_plain.scan, made=places_plain.scans),
    Parser("letterhead", "toml", places_plain.letterhead, made=places_plain.letterheads),
    Parser("settings", "json", places_plain.settings, made=places_plain.settings_files),
    Parser("key-file", "json", places_plain.key_file, made=places_plain.key_files, prepare=places_plain.folder_in),
    Parser("tries", "json", places_plain.tries, made=places_plain.tries_files),
    Parser("view", "json", places_plain.view, made=places_plain.views),
    Parser("mark", "text", places_plain.mark, made=places_plain.marks),
    Parser("typed", "text", places_plain.typed, made=places_plain.typed_words),
    Parser("search", "text", places.search, made=places.searched, **_DESK),
    Parser("command", "words", places_plain.command, made=places_plain.commands, prepare=places_plain.centre_in),
    Parser("mail", "bytes", places_window.mail, made=places_window.mails),
    Parser("preview", "bytes", places_window.preview, made=places_window.previewed),
    Parser(
        "draft", "json", places_window.draft, made=places_window.drafts, prepare=places_window.window_in,
        state=places_window.window_state,
    ),
    Parser("layout", "json", places_window.layout, made=places_window.layouts, prepare=places_window.window_in),
)  # fmt: skip

PARSERS = {each.name: each for each in _ALL}
