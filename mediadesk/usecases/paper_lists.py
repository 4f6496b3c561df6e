"""All papers of a case at one look: what each lacks, what was registered of it, which comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mediadesk import assets
from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.document_about import About, abouts
from mediadesk.domain.document_groups import DocumentGroup
from mediadesk.domain.model import Party, PrintedCopy
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.marks import N_
from mediadesk.usecases.documents import Documents

if TYPE_CHECKING:
    from mediadesk.domain.document_copies import Receiver
    from mediadesk.domain.document_groups import Groups
    from mediadesk.domain.rows import CaseFile

__all__ = ["Paper", "PaperLists"]

_GROUPS = "documents.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A kind of document in a case.

    `needs` names (a message id) the record the case lacks for it; "" if it can be printed. `findings`
    are those of the newest record. `copies` are the registered ones, the newest first. `error` says
    that its wording cannot be used, as after an edit of the centre.
    """

    kind: DocumentKind
    group: DocumentGroup
    languages: tuple[Languages, ...] = ()
    abouts: tuple[About, ...] = ()
    needs: str = ""
    findings: tuple[Finding, ...] = ()
    copies: tuple[PrintedCopy, ...] = ()
    is_next: bool = False
    error: MediaDeskError | None = None

    @property
    def is_blocked(self) -> bool:
        """Say that it would come out as a draft."""
        return any(each.severity is Severity.BLOCKS for each in self.findings)

    @property
    def lacking(self) -> int:
        """Count what is missing or doubtful."""
        return sum(each.severity is not Severity.INFO for each in self.findings)


class PaperLists(Documents):
    """Lists the papers of a case in their groups."""

    def document_groups(self) -> Groups:
        """Give the groups of documents; WorldTrouble(RESOURCE_BAD) where their file is wrong."""
        from mediadesk.domain.document_groups import groups_from_toml

        try:
            return groups_from_toml(assets.load_toml(_GROUPS, self.shelf))
        except (KeyError, TypeError, ValueError) as error:
            raise WorldTrouble(Code.RESOURCE_BAD, name=_GROUPS) from error

    def document_receivers(
        self, case_id: int, kind: DocumentKind, about: int = 0
    ) -> tuple[Receiver, ...]:
        """Name those a copy of a document can be made for, and for whom one is made as a rule."""
        from mediadesk.domain.document_copies import receivers

        return receivers(self._facts(self.case_file(case_id), kind, about), self.document_groups())

    def papers(self, case_id: int) -> tuple[Paper, ...]:
        """List every kind of document of a case in the order it is offered."""
        from mediadesk.domain.document_groups import next_kind

        file, groups = self.case_file(case_id), self.document_groups()
        following = next_kind(groups, file)
        return tuple(
            self._paper(file, kind, group, is_next=kind is following)
            for group, kinds in groups.kinds
            for kind in kinds
        )

    def needed_record(self, file: CaseFile, kind: DocumentKind) -> str:
        """Name the record (a message id) that the case lacks for a paper; "" if it lacks none."""
        from mediadesk.domain.document_about import ABOUT
        from mediadesk.domain.document_groups import has_record
        from mediadesk.domain.history import ENTITY_NAMES

        if has_record(file, kind):
            return ""
        is_of_party = ABOUT[kind] is Party and file.parties
        return N_("Representative") if is_of_party else ENTITY_NAMES[ABOUT[kind]]

    def usual_languages(self, kind: DocumentKind) -> Languages:
        """Give the languages a paper is shown in first: side by side where it can be."""
        known = self.document_languages(kind)
        return Languages.BOTH if Languages.BOTH in known else known[0]

    def _paper(
        self, file: CaseFile, kind: DocumentKind, group: DocumentGroup, *, is_next: bool
    ) -> Paper:
        from mediadesk.domain.document_about import record_of
        from mediadesk.domain.document_copies import newest_first

        needs = self.needed_record(file, kind)
        paper = Paper(
            kind=kind,
            group=group,
            abouts=abouts(file, kind),
            needs=needs,
            copies=newest_first(copy for copy in file.copies if copy.kind is kind),
            is_next=is_next,
        )
        try:
            languages = self.usual_languages(kind)
            paper = replace(paper, languages=self.document_languages(kind))
            if needs:
                return paper
            record = record_of(file, kind)
            about = int(record.id) if record is not None else 0
            facts, _template, made = self._built(file, kind, languages, about)
            return replace(paper, findings=self._gaps(file, facts, languages, made.missing, about))
        except MediaDeskError as error:
            return replace(paper, error=error)
