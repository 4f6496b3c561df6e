"""Registered copies: what was printed, saved or sent is kept with its bytes and given again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.changes import Severity
from mediadesk.domain.checks import demand
from mediadesk.domain.codes import CopyWay
from mediadesk.domain.model import PrintedCopy
from mediadesk.domain.types import CaseId
from mediadesk.errors import Code, Conflict, InputProblem, MediaDeskError, RuleBroken, WorldTrouble
from mediadesk.marks import N_
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from mediadesk.db.unit import Unit
    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.commands import RegisterCopy
    from mediadesk.domain.paper_versions import Comparison
    from mediadesk.export.document import Document
    from mediadesk.usecases.handling import Done
    from mediadesk.usecases.law import Law
    from mediadesk.usecases.printed import Printed

__all__ = ["Copies", "copy_command", "register_copy"]


def register_copy(cmd: RegisterCopy, unit: Unit, law: Law) -> Done:
    """Keep a copy with its bytes; the same one for the same person and way is registered once.

    Conflict(STALE) if the version it was made as is taken by something else meanwhile, or the bytes
    are not those of the hash.
    """
    from mediadesk.domain.document_copies import same_version
    from mediadesk.usecases.handling import Done, load_case

    load_case(unit, cmd.case_id)
    found = unit.find(
        PrintedCopy, case_id=cmd.case_id, kind=cmd.kind, languages=cmd.languages, about=cmd.about
    )
    size = _keep(cmd, unit)
    for each in found:
        if (each.sha256, each.for_whom, each.way) == (cmd.sha256, cmd.for_whom, cmd.way):
            unit.save(replace(each, size=each.size or size))
            return Done(each.id, N_("This copy is registered already"))
    version = same_version(found, cmd.said)[1]
    if cmd.said and cmd.version != version:
        raise Conflict(Code.STALE)
    made = unit.add(
        demand(
            PrintedCopy(
                case_id=cmd.case_id,
                kind=cmd.kind,
                languages=cmd.languages,
                printed_at=unit.clock.now().isoformat(timespec="seconds"),
                template=cmd.template,
                facts=cmd.facts,
                sha256=cmd.sha256,
                about=cmd.about,
                version=version,
                copy=cmd.copy,
                copies=cmd.copies,
                for_whom=cmd.for_whom,
                way=cmd.way,
                printed_by=cmd.printed_by,
                said=cmd.said,
                size=size,
            )
        )
    )
    return Done(made.id, N_("The copy is registered"))


def _keep(cmd: RegisterCopy, unit: Unit) -> int:
    """Put the bytes of a copy into the file and give their number."""
    if cmd.content is None:
        return 0
    unit.contents.put(cmd.sha256, cmd.content.pieces())
    return sum(len(piece) for piece in cmd.content.pieces())


def copy_command(
    case_id: int, printed: Printed, way: CopyWay = CopyWay.PRINTED, for_whom: str = ""
) -> RegisterCopy:
    """Give the command that registers what was printed."""
    from mediadesk.domain.commands import RegisterCopy
    from mediadesk.usecases.attaching import BytesContent

    return RegisterCopy(
        case_id=CaseId(case_id),
        kind=printed.kind,
        languages=printed.languages,
        template=printed.template,
        facts=printed.facts,
        sha256=printed.sha256,
        about=printed.about,
        version=printed.version,
        copy=printed.copy,
        copies=printed.copies,
        for_whom=for_whom,
        way=way,
        said=printed.said,
        content=BytesContent(printed.pdf),
    )


class Copies(Questions):
    """Registers copies, gives them again byte for byte, and compares their versions."""

    def copies(self, case_id: int) -> tuple[PrintedCopy, ...]:
        """List the registered copies of a case, the newest first."""
        from mediadesk.domain.document_copies import newest_first

        return newest_first(self.case_file(case_id).copies)

    def copy(self, copy_id: int) -> PrintedCopy:
        """Give what is known of a registered copy; InputProblem(NOT_FOUND) if there is none."""
        return self.known(PrintedCopy, copy_id)

    def register_copy(
        self,
        case_id: int,
        printed: Printed,
        way: CopyWay = CopyWay.PRINTED,
        for_whom: str = "",
    ) -> Future[Outcome]:
        """Register what was printed, saved or sent; its bytes are kept in the centre's file.

        RuleBroken for a draft: it is no document yet.
        """
        if printed.is_draft:
            blocking = tuple(f for f in printed.findings if f.severity is Severity.BLOCKS)
            raise RuleBroken(Code.RULE, blocking)
        command = copy_command(case_id, printed, way, for_whom)
        return self.execute(replace(command, printed_by=self.store.operator))

    def register_copies(
        self, case_id: int, made: Sequence[tuple[Printed, str]], way: CopyWay = CopyWay.PRINTED
    ) -> Future[Outcome]:
        """Register several copies with the name each is for; gives the future of the last one."""
        futures = [self.register_copy(case_id, printed, way, whom) for printed, whom in made]
        return futures[-1]

    def reprint(self, copy_id: int) -> bytes:
        """Give a registered copy again, byte for byte.

        Its kept bytes are given whatever changed in the program. A copy of an earlier program, which
        kept none, is made anew: Conflict(COPY_DIFFERS) where that would not be the same, as after a
        change of wording or fonts.
        """
        copy = self.copy(copy_id)
        self.demand_usable(self.case_file(copy.case_id))
        if copy.size:
            try:
                return self._kept(copy.sha256)
            except MediaDeskError as error:
                if error.code is not Code.ATTACHMENT_DAMAGED:
                    raise
        from mediadesk.export import pdf

        data = pdf.render(self._made(copy))
        if hashlib.sha256(data).hexdigest() != copy.sha256:
            if copy.size:
                raise WorldTrouble(Code.ATTACHMENT_DAMAGED)
            raise Conflict(Code.COPY_DIFFERS)
        return data

    def _kept(self, sha256: str) -> bytes:
        with self.store.reader() as reader:
            return b"".join(reader.content(sha256))

    def _made(self, copy: PrintedCopy) -> Document:
        """Build the document of a copy from its facts in its wording of today."""
        from mediadesk.domain import fact_json
        from mediadesk.export import paper_packs, papers

        template = paper_packs.load(copy.template, self.shelf)
        made = papers.build(fact_json.from_json(copy.facts), template, copy.languages)
        if not copy.said:
            return made
        return replace(made, version=copy.version, copy=copy.copy, copies=copy.copies)

    def compare_copies(self, older_id: int, newer_id: int) -> Comparison:
        """Say what differs between two registered versions, in each language both have.

        InputProblem(NOT_FOUND) if they are not two of the same kind of paper of one case.
        """
        from mediadesk.domain.paper_versions import Comparison, compare
        from mediadesk.export import paper_text

        older, newer = self.copy(older_id), self.copy(newer_id)
        if (older.case_id, older.kind) != (newer.case_id, newer.kind):
            raise InputProblem(Code.NOT_FOUND, what=str(newer_id))
        one, other = self._made(older), self._made(newer)
        clauses = [
            clause
            for lang in one.langs
            if lang in other.langs
            for clause in compare(lang, paper_text.lines(one, lang), paper_text.lines(other, lang))
        ]
        is_exact = all(
            copy.said in ("", paper_text.said(made))
            for copy, made in ((older, one), (newer, other))
        )
        return Comparison(older.version, newer.version, tuple(clauses), is_exact)

    def earlier_version(self, copy: PrintedCopy) -> PrintedCopy | None:
        """Give a copy of the version before, in the same languages; None for the first version."""
        from mediadesk.domain.document_copies import of_paper

        own = of_paper(self.case_file(copy.case_id).copies, copy.kind, copy.about, copy.languages)
        older = [each for each in own if each.version < copy.version]
        return max(older, key=lambda each: (each.version, each.id)) if older else None
