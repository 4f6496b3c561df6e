"""The wordings of documents as a centre edits them: in force, supplied, newer; shown on a sample.

What is saved is an own edition in the centre's file. It wins over every update; an edition that a
registered copy names stays there, out of force.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from mediadesk import assets
from mediadesk.domain.model import PrintedCopy, ReferenceText
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.i18n import Translator
from mediadesk.usecases.questions import Questions
from mediadesk.usecases.reference import ReferenceState

if TYPE_CHECKING:
    from concurrent.futures import Future

    from mediadesk.domain import wording_differences
    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.document_facts import DocumentFacts
    from mediadesk.domain.wording_problems import Problem, Vocabulary
    from mediadesk.domain.wordings import Draft
    from mediadesk.export.letterhead import Letterhead
    from mediadesk.export.paper_packs import Template

__all__ = ["WordingSet", "Wordings", "letterhead_is_sound"]

_LETTERHEAD: Final = "letterhead.toml"
_RETIRED: Final = "retired"


@dataclass(frozen=True, slots=True)
class WordingSet:
    """The wording of one kind of document: whose edition is in force, and since when."""

    kind: DocumentKind
    name: str
    edition: str
    source: str
    state: ReferenceState
    changed_on: date | None = None


class Wordings(Questions):
    """Shows, changes and gives back wordings and the letterhead."""

    def wording_sets(self) -> tuple[WordingSet, ...]:
        """List the wordings in the order of the kinds of documents."""
        own = self._own_texts()
        return tuple(self._wording_set(kind, own) for kind in DocumentKind)

    def _wording_set(self, kind: DocumentKind, own: dict[str, ReferenceText]) -> WordingSet:
        from mediadesk.export import paper_packs

        name = paper_packs.latest(kind, self.shelf)
        table = assets.load_toml(f"templates/{name}.toml", self.shelf)
        stored = own.get(f"templates/{name}.toml")
        state = ReferenceState.SUPPLIED
        if stored is not None:
            known = (stored.based_on, stored.ignored)
            state = ReferenceState.OWN if _sum(kind) in known else ReferenceState.NEWER
        return WordingSet(
            kind,
            name,
            str(table.get("edition", "")) or name.rpartition("/")[2],
            str(table.get("source", "")),
            state,
            stored.changed_on if stored else None,
        )

    def wording(self, kind: DocumentKind) -> Draft:
        """Give the wording in force."""
        from mediadesk.export import paper_packs

        name = f"templates/{paper_packs.latest(kind, self.shelf)}.toml"
        return _draft(name, assets.load_toml(name, self.shelf))

    def supplied_wording(self, kind: DocumentKind) -> Draft:
        """Give the newest wording that came with the program."""
        name = _supplied(kind)
        return _draft(name, assets.load_toml(name))

    def wording_vocabulary(self) -> Vocabulary:
        """Give the closed lists of placeholders and conditions with the words for them."""
        from mediadesk.export import paper_packs

        return paper_packs.vocabulary()

    def wording_problems(self, kind: DocumentKind, draft: Draft) -> tuple[Problem, ...]:
        """Find what is wrong with a wording, and which clauses of the law it lacks."""
        from mediadesk.domain.wording_problems import law_problems, problems
        from mediadesk.export import paper_packs

        items = paper_packs.law_items(self.shelf).items
        supplied = [clause.id for clause in self.supplied_wording(kind).clauses]
        found = problems(draft, paper_packs.vocabulary())
        return (
            *found,
            *(() if any(not each.is_warning for each in found) else _head_problems(kind, draft)),
            *_glyphs(draft),
            *law_problems(
                draft, supplied, [(i.article, i.clauses) for i in items if i.document is kind]
            ),
        )

    def wording_differences(self, kind: DocumentKind) -> tuple[wording_differences.Difference, ...]:
        """Compare the wording in force with the newest supplied one."""
        from mediadesk.domain import wording_differences

        return wording_differences.differences(self.wording(kind), self.supplied_wording(kind))

    def wording_page(
        self, kind: DocumentKind, draft: Draft, languages: Languages, case_id: int = 0
    ) -> bytes:
        """Print a wording as it is being edited, as a draft: whole on the sample, or of a case.

        InputProblem(WORDING_BAD) where it has a problem, (NOT_IN_LANGUAGE) where it lacks the
        language.
        """
        from mediadesk.export import document_words, letterhead, paper_sample, papers, pdf

        template = self._template(kind, draft)
        if languages not in template.languages:
            raise InputProblem(Code.NOT_IN_LANGUAGE)
        template = replace(
            template,
            letterhead=letterhead.load(self.shelf),
            words=document_words.load(self.shelf),
        )
        if case_id:
            return pdf.render(
                papers.build(self._wording_facts(kind, case_id), template, languages), draft=True
            )
        sample = paper_sample.facts(kind)
        speakers = {lang: Translator(lang) for lang in ("ru", "kk", "en")}
        shown = paper_sample.whole(template, sample, lambda msg, lang: speakers[lang].text(msg))
        return pdf.render(papers.build(sample, shown, languages), draft=True)

    def _template(self, kind: DocumentKind, draft: Draft) -> Template:
        from mediadesk.domain.wording_tree import tree_of
        from mediadesk.export import paper_packs

        if any(not each.is_warning for each in self.wording_problems(kind, draft)):
            raise InputProblem(Code.WORDING_BAD)
        try:
            return paper_packs.read(f"{kind.value}/{draft.edition}", tree_of(draft))
        except (KeyError, TypeError, ValueError, WorldTrouble) as error:
            raise InputProblem(Code.WORDING_BAD) from error

    def _wording_facts(self, kind: DocumentKind, case_id: int) -> DocumentFacts:
        from mediadesk.domain import document_facts

        file = self.case_file(case_id)
        return document_facts.facts_of(file, kind, term=self.term(file), today=self.clock.today())

    def save_wording(self, kind: DocumentKind, draft: Draft) -> Future[Outcome]:
        """Put the centre's wording in force; InputProblem(WORDING_BAD) while it has a problem."""
        from mediadesk.domain.commands_texts import SaveTexts

        texts, gone = self._put(kind, draft)
        return self.execute(SaveTexts(texts=texts, gone=gone))

    def _put(
        self, kind: DocumentKind, draft: Draft
    ) -> tuple[tuple[ReferenceText, ...], tuple[ReferenceText, ...]]:
        """Give the texts to save and to take out for a wording that comes into force."""
        import tomli_w

        from mediadesk.domain.wording_tree import tree_of

        self._template(kind, draft)
        stored = self._in_force(kind)
        is_named = stored is not None and self._is_registered(stored)
        retired = self._retired(stored) if stored is not None and is_named else None
        record = stored if stored is not None and not is_named else None
        if record is None:
            edition = self._next_edition(kind)
            name = f"templates/{kind.value}/{edition}.toml"
        else:
            name = record.name
            edition = name.rpartition("/")[2].removesuffix(".toml")
        base = edition.partition("+")[0]
        rest = {key: value for key, value in draft.rest.items() if key != _RETIRED}
        made = replace(draft, edition=edition, base=base, rest=rest)
        saved = ReferenceText(
            id=record.id if record else ReferenceText(changed_on=self.clock.today()).id,
            rev=record.rev if record else 0,
            name=name,
            text=tomli_w.dumps(tree_of(made)),
            based_on=stored.based_on if stored else _sum(kind),
            ignored=stored.ignored if stored else "",
            changed_on=self.clock.today(),
        )
        return ((saved, retired) if retired else (saved,)), ()

    def wording_supplied_again(self, kind: DocumentKind) -> Future[Outcome]:
        """Give the supplied wording its force back; the own one can be had again by undoing."""
        from mediadesk.domain.commands_texts import SaveTexts

        stored = self._demand_in_force(kind)
        if self._is_registered(stored):
            return self.execute(SaveTexts(texts=(self._retired(stored),)))
        return self.execute(SaveTexts(gone=(stored,)))

    def leave_newer_wording(self, kind: DocumentKind) -> Future[Outcome]:
        """Keep the own wording although a newer one was supplied; it is not offered again."""
        from mediadesk.domain.commands_texts import SaveTexts

        stored = self._demand_in_force(kind)
        return self.execute(SaveTexts(texts=(replace(stored, ignored=_sum(kind)),)))

    def _retired(self, stored: ReferenceText) -> ReferenceText:
        """Give a text out of force: only for copies that name it."""
        import tomllib

        import tomli_w

        table = {_RETIRED: True, **tomllib.loads(stored.text)}
        return replace(stored, text=tomli_w.dumps(table))

    def _is_registered(self, stored: ReferenceText) -> bool:
        """Tell whether a registered copy names this edition."""
        name = stored.name.removeprefix("templates/").removesuffix(".toml")
        with self.store.reader() as reader:
            return any(copy.template == name for copy in reader.find(PrintedCopy))

    def _next_edition(self, kind: DocumentKind) -> str:
        """Name the next own edition: that of the supplied wording and a number."""
        folder = f"templates/{kind.value}/"
        numbers = [
            int(number)
            for name in self._own_texts()
            if name.startswith(folder)
            and (number := name.removesuffix(".toml").rpartition("+")[2]).isdecimal()
        ]
        base = _supplied(kind).rpartition("/")[2].removesuffix(".toml")
        return f"{base}+{max(numbers, default=0) + 1}"

    def _in_force(self, kind: DocumentKind) -> ReferenceText | None:
        from mediadesk.export import paper_packs

        return self._own_texts().get(f"templates/{paper_packs.latest(kind, self.shelf)}.toml")

    def _demand_in_force(self, kind: DocumentKind) -> ReferenceText:
        stored = self._in_force(kind)
        if stored is None:
            raise InputProblem(Code.NOT_FOUND, what=kind.value)
        return stored

    def _own_texts(self) -> dict[str, ReferenceText]:
        with self.store.reader() as reader:
            return {each.name: each for each in reader.find(ReferenceText)}

    def letterhead(self) -> Letterhead:
        """Give the centre's own letterhead; an empty one where it has none."""
        from mediadesk.export import letterhead

        return letterhead.load(self.shelf) or letterhead.Letterhead()

    def save_letterhead(self, head: Letterhead) -> Future[Outcome]:
        """Put a letterhead on all documents; an empty one takes the own one away.

        InputProblem(PICTURE_BAD) for a logo that cannot be drawn, (WORDING_BAD) for signs that
        cannot be printed.
        """
        from mediadesk.domain.commands_texts import SaveTexts
        from mediadesk.export import letterhead

        if head.logo and not letterhead.is_picture(head.logo):
            raise InputProblem(Code.PICTURE_BAD, limit=letterhead.LOGO_BYTES // 1000)
        if not letterhead_is_sound(head):
            raise InputProblem(Code.WORDING_BAD)
        if head == letterhead.Letterhead():
            stored = self._own_texts().get(_LETTERHEAD)
            return self.execute(SaveTexts(gone=(stored,) if stored else ()))
        return self.execute(SaveTexts(texts=(self._letterhead_record(head),)))

    def _letterhead_record(self, head: Letterhead) -> ReferenceText:
        """Give the text that keeps a letterhead: the one there is, changed, or a new one."""
        import tomli_w

        from mediadesk.export import letterhead

        today = self.clock.today()
        record = self._own_texts().get(_LETTERHEAD)
        record = record or ReferenceText(name=_LETTERHEAD, changed_on=today)
        return replace(record, text=tomli_w.dumps(letterhead.to_tree(head)), changed_on=today)


def letterhead_is_sound(head: Letterhead) -> bool:
    """Tell whether each of its words is there in both languages and can be printed."""
    return all(
        bool(words.ru.strip()) is bool(words.kk.strip())
        and not _lacking("".join((words.ru, words.kk, words.en)))
        for words in (head.lines, head.contacts)
    )


def _draft(name: str, table: dict[str, object]) -> Draft:
    from mediadesk.domain.wording_tree import BadShape, draft_of

    try:
        return draft_of(table)
    except BadShape as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=f"{name}: {error.place}") from error


def _head_problems(kind: DocumentKind, draft: Draft) -> tuple[Problem, ...]:
    """Find what is wrong with who signs and the like, which is not edited in the window."""
    from mediadesk.domain.wording_problems import Problem, ProblemKind
    from mediadesk.domain.wording_tree import tree_of
    from mediadesk.export import paper_packs

    try:
        paper_packs.read(kind.value, tree_of(draft))
    except (KeyError, TypeError, ValueError, WorldTrouble):
        return (Problem(kind=ProblemKind.SHAPE, word=", ".join(sorted(draft.rest))[:80]),)
    return ()


def _supplied(kind: DocumentKind) -> str:
    """Name the newest file that came with the program."""
    found = assets.names(f"templates/{kind.value}")
    if not found:
        raise WorldTrouble(Code.RESOURCE_BAD, name=f"templates/{kind.value}")
    return found[-1]


def _sum(kind: DocumentKind) -> str:
    """Give the SHA-256 of the newest supplied file."""
    return hashlib.sha256((assets.root("resources") / _supplied(kind)).read_bytes()).hexdigest()


def _lacking(text: str) -> str:
    """Name the signs of a text that the font of documents lacks; "" for none."""
    from mediadesk.export import pdf_fonts

    pdf_fonts.prepare()
    try:
        pdf_fonts.require_glyphs(text)
    except WorldTrouble as error:
        if error.code is not Code.GLYPH_MISSING:
            raise
        return str(error.params["signs"])
    return ""


def _glyphs(draft: Draft) -> tuple[Problem, ...]:
    """Find the clauses with a sign that the font lacks."""
    from mediadesk.domain.wording_problems import Problem, ProblemKind

    found = []
    for lang, text in draft.title.items():
        if signs := _lacking(_printed(text)):
            found.append(Problem(kind=ProblemKind.GLYPH, lang=lang, word=signs))
    for section in draft.sections:
        first = section.clauses[0].id if section.clauses else ""
        for lang, text in section.title.items():
            if signs := _lacking(_printed(text)):
                found.append(Problem(kind=ProblemKind.GLYPH, clause=first, lang=lang, word=signs))
        for clause in section.clauses:
            texts = [part.words for part in clause.parts]
            texts += [words for each in clause.columns for words in (each.title, each.cell)]
            for lang in draft.langs:
                whole = "".join(words.get(lang, "") for words in texts)
                if signs := _lacking(_printed(whole)):
                    found.append(
                        Problem(kind=ProblemKind.GLYPH, clause=clause.id, lang=lang, word=signs)
                    )
    return tuple(found)


def _printed(text: str) -> str:
    """Give a text without the signs that are told as unprintable anyway."""
    return "".join(c for c in text if c.isprintable())
