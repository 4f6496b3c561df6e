"""The centre's own Word templates: checked when they come in, filled in for a case."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain.model import OwnTemplate
from mediadesk.domain.types import DocumentKind
from mediadesk.errors import Code, InputProblem
from mediadesk.files import trouble
from mediadesk.i18n import Translator
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.document_facts import DocumentFacts
    from mediadesk.export.docx_guard import TemplateProblem
    from mediadesk.export.wording import Lang

__all__ = ["TEMPLATE_LANGS", "OwnTemplates"]

TEMPLATE_LANGS: Final = ("ru", "kk")
"""Languages that the values of a template can be in."""
_SPOKEN: Final = ("ru", "kk", "en")


class OwnTemplates(Questions):
    """Keeps the Word templates of the centre and fills them in."""

    def own_templates(self) -> tuple[OwnTemplate, ...]:
        """List the templates by name."""
        with self.store.reader() as reader:
            return tuple(sorted(reader.find(OwnTemplate), key=lambda each: each.name.casefold()))

    def own_template(self, name: str) -> OwnTemplate:
        """Give a template by its name; InputProblem(NOT_FOUND)."""
        found = next((each for each in self.own_templates() if each.name == name), None)
        if found is None:
            raise InputProblem(Code.NOT_FOUND, what=name[:80])
        return found

    def read_template(self, path: Path) -> bytes:
        """Read a file to be checked; WorldTrouble where it cannot be read. At most a little too much."""
        from mediadesk.export import docx_guard

        try:
            with path.open("rb") as file:
                return file.read(docx_guard.BYTES + 1)
        except OSError as error:
            raise trouble(error, path.name) from error

    def template_problems(self, data: bytes) -> tuple[TemplateProblem, ...]:
        """Find all that is wrong with a Word template; it is also filled in with the sample."""
        from mediadesk.export import docx_guard, own_docx, paper_sample
        from mediadesk.export.document_words import Source

        found = own_docx.check(data, _aliases())
        if found:
            return found
        try:
            sample = Source(paper_sample.facts(DocumentKind.AGREEMENT))
            own_docx.fill(data, sample, "ru", _aliases())
        except (ValueError, KeyError, TypeError):
            return (docx_guard.TemplateProblem(kind=docx_guard.TemplateKind.NOT_DOCX),)
        return ()

    def add_own_template(self, name: str, lang: str, data: bytes) -> Future[Outcome]:
        """Keep a template; one of the same name gets the new content.

        InputProblem: TEMPLATE_BAD if there is a problem with it, BAD_VALUE for a language there is not.
        """
        from mediadesk.domain.commands import SaveRecord

        if lang not in TEMPLATE_LANGS:
            raise InputProblem(Code.BAD_VALUE, field="lang")
        if self.template_problems(data):
            raise InputProblem(Code.TEMPLATE_BAD)
        return self.execute(SaveRecord(record=self._template_record(name, lang, data)))

    def _template_record(self, name: str, lang: str, data: bytes) -> OwnTemplate:
        """Give the record of a template: the one of this name with the new content, or a new one."""
        told = " ".join(name.split())
        stored = next((each for each in self.own_templates() if each.name == told), None)
        return replace(
            stored or OwnTemplate(name=told, added_on=self.clock.today()),
            lang=lang,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            content=base64.b64encode(data).decode("ascii"),
            added_on=self.clock.today(),
        )

    def remove_own_template(self, template: OwnTemplate) -> Future[Outcome]:
        """Take a template out; it can be had again by undoing."""
        from mediadesk.domain.commands import RemoveRecord

        return self.execute(RemoveRecord(record=template))

    def own_document(self, template: OwnTemplate, case_id: int) -> tuple[bytes, tuple[str, ...]]:
        """Fill a template in for a case: the .docx and the placeholders that had no value."""
        from mediadesk.export import document_words, own_docx

        lang: Lang = "kk" if template.lang == "kk" else "ru"
        data = base64.b64decode(template.content)
        self.demand_usable(self.case_file(case_id))
        words = document_words.load(self.shelf)
        source = document_words.Source(self._all_facts(case_id), words)
        made = own_docx.fill(data, source, lang, _aliases())
        return made.data, made.missing

    def template_names(self, language: str) -> tuple[tuple[str, str, str, bool], ...]:
        """List what a template may fill in: group, words, name, and whether it is repeated.

        The words, with `_` between them, may stand in a template as well as the name.
        """
        from mediadesk.export import paper_packs

        tr, known = Translator(language), paper_packs.vocabulary()
        return tuple(
            (
                tr.text(known.groups.get(group, "")) or group,
                tr.text(words),
                name,
                group in known.each,
            )
            for name, words in known.placeholders.items()
            for group in (name.partition(".")[0],)
        )

    def template_sample(self, language: str) -> bytes:
        """Give a Word file to begin with: how to write a template, and all that it may fill in."""
        from mediadesk.export import own_docx_sample

        tr = Translator(language)
        return own_docx_sample.render(self.template_names(language), tr.text)

    def _all_facts(self, case_id: int) -> DocumentFacts:
        """Give all that the papers of a case could say, dated today."""
        from mediadesk.domain import document_facts
        from mediadesk.domain.document_about import ABOUT

        file = self.case_file(case_id)
        today, term = self.clock.today(), self.term(file)
        made: Any = document_facts.facts_of(file, DocumentKind.INVITATION, term=term, today=today)
        for kind in ABOUT:
            other = document_facts.facts_of(file, kind, term=term, today=today)
            found = {each.name: getattr(other, each.name) for each in fields(other)}
            lacking = {k: v for k, v in found.items() if v and not getattr(made, k)}
            made = replace(made, **lacking)
        facts: DocumentFacts = replace(made, dated_on=today)
        return facts


@lru_cache(maxsize=1)
def _aliases() -> Mapping[str, tuple[str, ...]]:
    """Name placeholders, conditions and groups by their words in every language."""
    from mediadesk.export import own_docx_pieces, paper_packs

    known = paper_packs.vocabulary()
    found: dict[str, dict[str, None]] = {}
    for tr in map(Translator, _SPOKEN):
        for name, words in (*known.placeholders.items(), *known.conditions.items()):
            group = tr.text(known.groups.get(name.partition(".")[0], ""))
            for told in (tr.text(words), f"{group} {tr.text(words)}"):
                found.setdefault(own_docx_pieces.normal(told), {})[name] = None
        for name, words in known.groups.items():
            found.setdefault(own_docx_pieces.normal(tr.text(words)), {})[name] = None
    return {told: tuple(names) for told, names in found.items() if told}
