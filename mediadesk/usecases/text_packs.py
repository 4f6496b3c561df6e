"""Wordings taken to another office as a file: written, looked through clause by clause, taken in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.bilingual import Words
from mediadesk.errors import Code, InputProblem
from mediadesk.files import replacing, trouble
from mediadesk.usecases.wordings import Wordings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.model import ReferenceText
    from mediadesk.domain.types import DocumentKind
    from mediadesk.domain.wording_differences import Difference
    from mediadesk.domain.wordings import Draft
    from mediadesk.usecases.offered_texts import OfferedTexts

__all__ = ["TextPacks"]


class TextPacks(Wordings):
    """Writes and takes in files of wordings."""

    def write_texts(self, path: Path, kinds: Collection[DocumentKind] = ()) -> tuple[str, ...]:
        """Write the wordings in force of these kinds (none: all) and name them.

        WorldTrouble where the file cannot be written; what was there stays then.
        """
        import tomli_w

        from mediadesk.domain.wording_tree import tree_of
        from mediadesk.export import texts_file

        chosen = [each for each in self.wording_sets() if not kinds or each.kind in kinds]
        office = self.office()
        data = texts_file.write(
            [
                (each.kind, each.edition, tomli_w.dumps(tree_of(self.wording(each.kind))))
                for each in chosen
            ],
            Words(office.name_ru, office.name_kk) if office else Words("", ""),
            self.clock.today(),
        )
        with replacing(path) as part:
            part.write_bytes(data)
        return tuple(each.name for each in chosen)

    def look_at_texts(self, path: Path) -> OfferedTexts:
        """Read a file and compare it with the wordings in force; nothing is changed.

        WorldTrouble(TEXTS_FILE_BAD) if it is no such file, or damaged.
        """
        from mediadesk.domain import wording_differences
        from mediadesk.export import texts_file
        from mediadesk.usecases.offered_texts import OfferedText, OfferedTexts

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
        return OfferedTexts(found.office, found.program, found.made_on, tuple(texts))

    def take_in_texts(
        self, offered: OfferedTexts, chosen: Mapping[DocumentKind, Collection[str]]
    ) -> Future[Outcome]:
        """Put the chosen clauses of each kind in force, all in one step.

        InputProblem(WORDING_BAD) where a wording could not be used with them; nothing is changed
        then.
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
        if not texts:
            raise InputProblem(Code.NOT_FOUND, what="")
        return self.execute(TakeInTexts(texts=tuple(texts), gone=tuple(gone)))


def _bare(draft: Draft) -> Draft:
    """Give a wording of another office without what concerned only its file."""
    return replace(draft, rest={k: v for k, v in draft.rest.items() if k != "retired"})
