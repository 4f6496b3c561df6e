"""Wordings, letterhead and Word templates taken to another office as a file, and taken in from one."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.bilingual import Words
from mediadesk.errors import Code, InputProblem
from mediadesk.files import replacing, trouble
from mediadesk.usecases.own_templates import OwnTemplates
from mediadesk.usecases.wordings import Wordings, letterhead_is_sound

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.model import ReferenceText
    from mediadesk.domain.types import DocumentKind
    from mediadesk.domain.wording_differences import Difference
    from mediadesk.domain.wordings import Draft
    from mediadesk.export.texts_file import PackedTemplate
    from mediadesk.usecases.offered_texts import OfferedTemplate, OfferedTexts

__all__ = ["TextPacks"]


class TextPacks(Wordings, OwnTemplates):
    """Writes and takes in files of wordings."""

    def write_texts(
        self,
        path: Path,
        kinds: Collection[DocumentKind] | None = None,
        *,
        with_letterhead: bool = False,
        templates: Collection[str] = (),
    ) -> tuple[str, ...]:
        """Write the wordings in force of these kinds (None: all) and name them.

        With them go the centre's letterhead, if wanted and if it has one, and the Word templates of
        these names. InputProblem(NOT_FOUND) where nothing is left to write.

        WorldTrouble where the file cannot be written; what was there stays then.
        """
        import tomli_w

        from mediadesk.domain.wording_tree import tree_of
        from mediadesk.export import texts_file
        from mediadesk.export.letterhead import Letterhead

        chosen = [each for each in self.wording_sets() if kinds is None or each.kind in kinds]
        own = [each for each in self.own_templates() if each.name in templates]
        head = self.letterhead() if with_letterhead else None
        head = None if head == Letterhead() else head
        if not chosen and not own and head is None:
            raise InputProblem(Code.NOT_FOUND, what="")
        office = self.office()
        data = texts_file.write(
            [
                (each.kind, each.edition, tomli_w.dumps(tree_of(self.wording(each.kind))))
                for each in chosen
            ],
            Words(office.name_ru, office.name_kk) if office else Words("", ""),
            self.clock.today(),
            head,
            [texts_file.PackedTemplate(t.name, t.lang, base64.b64decode(t.content)) for t in own],
        )
        with replacing(path) as part:
            part.write_bytes(data)
        heads = ("letterhead",) if head else ()
        return (*(each.name for each in chosen), *heads, *(each.name for each in own))

    def look_at_texts(self, path: Path) -> OfferedTexts:
        """Read a file and compare it with the wordings in force; nothing is changed.

        WorldTrouble(TEXTS_FILE_BAD) if it is no such file, or damaged.
        """
        from mediadesk.domain import wording_differences
        from mediadesk.export import texts_file
        from mediadesk.usecases.offered_texts import OfferedHead, OfferedText, OfferedTexts

        try:
            with path.open("rb") as file:
                data = file.read(texts_file.BYTES + 1)
        except OSError as error:
            raise trouble(error, path.name) from error
        found = texts_file.read(data, path.name)
        texts = []
        for packed in found.texts:
            draft = packed.draft
            wrong = packed.problems
            differences: tuple[Difference, ...] = ()
            if draft is not None:
                draft = _bare(draft)
                wrong = self.wording_problems(packed.kind, draft)
                differences = wording_differences.differences(self.wording(packed.kind), draft)
            texts.append(OfferedText(packed.kind, packed.edition, draft, differences, wrong))
        head = None
        if found.head is not None:
            is_sound = letterhead_is_sound(found.head)
            head = OfferedHead(found.head, found.head == self.letterhead(), is_sound)
        templates = tuple(map(self._offered, found.templates))
        told = found.office, found.program, found.made_on
        return OfferedTexts(*told, tuple(texts), head, templates)

    def _offered(self, packed: PackedTemplate) -> OfferedTemplate:
        """Compare a template with ours of its name, and find what is wrong with it."""
        from mediadesk.domain.wording_differences import ClauseChange
        from mediadesk.usecases.offered_texts import OfferedTemplate

        ours = {each.name: each for each in self.own_templates()}.get(packed.name)
        change = ClauseChange.NEW
        if ours is not None:
            same = (base64.b64decode(ours.content), ours.lang) == (packed.data, packed.lang)
            change = ClauseChange.SAME if same else ClauseChange.CHANGED
        wrong = self.template_problems(packed.data)
        return OfferedTemplate(packed.name, packed.lang, packed.data, change, wrong)

    def take_in_texts(
        self,
        offered: OfferedTexts,
        chosen: Mapping[DocumentKind, Collection[str]],
        *,
        with_letterhead: bool = False,
        templates: Collection[str] = (),
    ) -> Future[Outcome]:
        """Put the chosen clauses of each kind in force, all in one step with what else is wanted.

        InputProblem(WORDING_BAD) where a wording or the letterhead could not be used, (TEMPLATE_BAD)
        where a Word template could not; nothing is changed then.
        """
        from mediadesk.domain import wording_differences
        from mediadesk.domain.commands_texts import TakeInTexts

        texts: list[ReferenceText] = []
        gone: list[ReferenceText] = []
        for each in offered.texts:
            clauses = chosen.get(each.kind, ())
            if not clauses or each.draft is None:
                continue
            if not each.is_usable:
                raise InputProblem(Code.WORDING_BAD)
            ours = self.wording(each.kind)
            is_whole = {d.clause for d in each.changes} <= set(clauses)
            draft = (
                replace(each.draft, rest={**ours.rest, **each.draft.rest})
                if is_whole
                else wording_differences.taken(ours, each.draft, clauses)
            )
            put, out = self._put(each.kind, draft)
            texts += put
            gone += out
        if with_letterhead and offered.head is not None:
            if not offered.head.is_usable:
                raise InputProblem(Code.WORDING_BAD)
            texts.append(self._letterhead_record(offered.head.head))
        wanted = [each for each in offered.templates if each.name in templates]
        if not all(each.is_usable for each in wanted):
            raise InputProblem(Code.TEMPLATE_BAD)
        kept = tuple(self._template_record(each.name, each.lang, each.data) for each in wanted)
        if not texts and not kept:
            raise InputProblem(Code.NOT_FOUND, what="")
        cmd = TakeInTexts(texts=tuple(texts), gone=tuple(gone), templates=kept)
        return self.execute(cmd)


def _bare(draft: Draft) -> Draft:
    """Give a wording of another office without what concerned only its file."""
    return replace(draft, rest={k: v for k, v in draft.rest.items() if k != "retired"})
