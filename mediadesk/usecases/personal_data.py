"""The desk for the law on personal data: consents, requests, blocking, breaches, and their papers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediadesk import files
from mediadesk.domain.bilingual import Words, name_of
from mediadesk.domain.model import (
    Breach,
    Consent,
    Office,
    Party,
    Person,
    PersonBlock,
    PersonRequest,
)
from mediadesk.domain.model import Destruction as DestructionRow
from mediadesk.domain.personal_law import ConsentState, PersonalLaw, codes_in, consent_state
from mediadesk.domain.retention import RecordKind
from mediadesk.domain.types import CaseId, ConsentId, Languages, PersonId
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.usecases.destruction import CLEANED, Destruction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mediadesk.domain.person_answer import Line, PersonFile
    from mediadesk.export.document import Block
    from mediadesk.i18n import Translator

__all__ = ["PersonStanding", "PersonalData"]

_LANGS: Final = ("ru", "kk")
_NONE: Final = "–"
_LIST_HEADS: Final = (
    (N_("Purpose"), 3),
    (N_("Personal data"), 4),
    (N_("Ground"), 3),
    (N_("Until when"), 3),
)
_COPY_HEADS: Final = ((N_("Copy"), 4), (N_("Where it stands"), 3), (N_("Last seen on"), 2))
_ANSWER_HEADS: Final = ((N_("What it is"), 2), (N_("Value"), 3))


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """A person of cases of this office, and how it stands with the consent and with blocking."""

    id: PersonId
    name: str
    cases: int
    consent: ConsentState
    is_blocked: bool = False
    withdrawn: ConsentId = ConsentId(0)
    """The newest withdrawn consent of somebody who has none in force; 0 if there is none."""


class PersonalData(Destruction):
    """Answers questions and writes papers; saving goes by commands."""

    def personal_law(self) -> PersonalLaw:
        """Give the list of data, the terms and the words in force."""
        return self.law.personal()

    def persons_standing(self) -> tuple[PersonStanding, ...]:
        """List the persons of cases of this office, the newest first, each with the consent in force."""
        from mediadesk.db import blocking
        from mediadesk.db.reads_personal import people_of_cases

        with self.store.reader() as reader:
            people = reader.apart(lambda conn: people_of_cases(conn, self.names_in))
            blocked = reader.apart(blocking.blocked)
            consents: dict[int, list[Consent]] = {}
            for each in reader.find(Consent):
                consents.setdefault(each.person_id, []).append(each)
        soon, today = self.personal_law().soon_days, self.clock.today()

        def standing(id_: int, name: str, count: int) -> PersonStanding:
            own = consents.get(id_, [])
            state = consent_state(own, today, soon)
            gone = ConsentId(0) if state.is_given else _withdrawn(own)
            return PersonStanding(PersonId(id_), name, count, state, id_ in blocked, gone)

        return tuple(standing(*each) for each in people)

    def withdrawn_consent(self, person_id: int) -> ConsentId:
        """Give the newest consent that a person has withdrawn; InputProblem(NOT_FOUND) if none."""
        found = _withdrawn(self.consents_of(person_id))
        if not found:
            raise InputProblem(Code.NOT_FOUND, what=Consent.__name__)
        return found

    def consents_of(self, person_id: int) -> tuple[Consent, ...]:
        """List the consents of a person, the newest first."""
        with self.store.reader() as reader:
            found = reader.find(Consent, person_id=person_id)
        return tuple(sorted(found, key=lambda c: (c.given_on, c.id), reverse=True))

    def requests_of(self, person_id: int = 0) -> tuple[PersonRequest, ...]:
        """List the requests of a person, or of all: those without an answer first, by their term."""
        with self.store.reader() as reader:
            found = reader.find(PersonRequest, **({"person_id": person_id} if person_id else {}))
        return tuple(
            sorted(
                found, key=lambda r: (r.answered_on is not None, r.due_on or r.received_on, r.id)
            )
        )

    def blocks_of(self, person_id: int = 0) -> tuple[PersonBlock, ...]:
        """List the blockings of a person, or of all: those in force first."""
        with self.store.reader() as reader:
            found = reader.find(PersonBlock, **({"person_id": person_id} if person_id else {}))
        return tuple(sorted(found, key=lambda b: (b.lifted_on is not None, b.blocked_on, b.id)))

    def breaches(self) -> tuple[Breach, ...]:
        """List the breaches, the newest first."""
        with self.store.reader() as reader:
            return tuple(
                sorted(reader.find(Breach), key=lambda b: (b.found_on, b.id), reverse=True)
            )

    def person_of_data(self, person_id: int) -> Person:
        """Give a person, masked if the data are blocked; InputProblem(NOT_FOUND)."""
        return self.known(Person, person_id)

    def person_file(self, person_id: int) -> PersonFile:
        """Gather everything that is held of a person, blocked data too: they are the person's own."""
        from mediadesk.db import blocking
        from mediadesk.domain.person_answer import PersonFile

        person = self.known(Person, person_id)
        with self.store.reader() as reader:
            held = reader.apart(lambda conn: blocking.held(conn, person.id))
            parties = reader.find(Party, person_id=person_id)
            found = [(reader.case_file(CaseId(each.case_id)), each) for each in parties]
        return PersonFile(
            person=held or person,
            consents=self.consents_of(person_id),
            requests=self.requests_of(person_id),
            blocks=self.blocks_of(person_id),
            cases=tuple((file, party) for file, party in found if file is not None),
        )

    def write_person_file(
        self, person_id: int, path: Path, languages: Languages = Languages.BOTH
    ) -> tuple[Path, Path]:
        """Write what is held of a person as PDF, and beside it the same as JSON; gives both paths.

        Only the owner of the computer's account may open the files. WorldTrouble of the disk.
        """
        held = self.person_file(person_id)
        data = json.dumps(self._as_data(held), ensure_ascii=False, indent=1)
        self._write_paper(
            path, "answer", self._answer_values(held), languages, self._tables(held, languages)
        )
        beside = path.with_suffix(".json")
        with files.replacing(beside) as part:
            part.write_text(data, encoding="utf-8")
        return path, beside

    def _as_data(self, held: PersonFile) -> dict[str, object]:
        """Give the answer for other programs: sections with Russian and Kazakh labels and values."""
        from mediadesk.domain.person_answer import sections

        ru, kk = (self.translator(lang) for lang in _LANGS)
        return {
            "made_on": self.clock.today().isoformat(),
            "sections": [
                {
                    "title": {"ru": ru.text(each.title), "kk": kk.text(each.title)},
                    "of": each.of,
                    "facts": [
                        {
                            "label": {"ru": ru.text(line.label), "kk": kk.text(line.label)},
                            "value": {"ru": self._value(line, ru), "kk": self._value(line, kk)},
                        }
                        for line in each.lines
                    ],
                }
                for each in sections(held)
            ],
        }

    def _value(self, line: Line, tr: Translator) -> str:
        law = self.personal_law()
        if line.codes == "categories":
            return "; ".join(law.categories[c].of(tr.language) for c in codes_in(line.value))
        if line.codes == "purposes":
            return "; ".join(law.purposes[c].words.of(tr.language) for c in codes_in(line.value))
        if line.label == "Sum":
            return tr.money(line.value)
        return tr.value(line.value)

    def _tables(self, held: PersonFile, languages: Languages) -> dict[str, Sequence[Block]]:
        from mediadesk.domain.person_answer import sections
        from mediadesk.export import personal_papers

        ru, kk = (self.translator(lang) for lang in _LANGS)
        blocks: list[Block] = []
        heads = tuple((self._pair(text), share) for text, share in _ANSWER_HEADS)
        for number, each in enumerate(sections(held)):
            title = Words(f"{ru.text(each.title)} {each.of}", f"{kk.text(each.title)} {each.of}")
            rows = [
                (
                    Words(ru.text(line.label), kk.text(line.label)),
                    Words(self._value(line, ru), self._value(line, kk)),
                )
                for line in each.lines
            ]
            blocks += personal_papers.grid(f"section-{number}", heads, rows, languages, title)
        return {"sections": blocks}

    def _answer_values(self, held: PersonFile) -> dict[str, Words]:
        person = held.person
        return {"person": Words(person.name_ru, person.name_kk or person.name_ru)}

    def write_data_list(self, path: Path, languages: Languages = Languages.BOTH) -> None:
        """Write the list of personal data by purpose, to be approved by the head."""
        from mediadesk.export import personal_papers

        law = self.personal_law()
        rows = [
            (
                each.words,
                _joined([law.categories[code] for code in each.categories]),
                each.basis,
                each.until,
            )
            for each in law.purposes.values()
        ]
        heads = tuple((self._pair(text), share) for text, share in _LIST_HEADS)
        table = personal_papers.grid("purposes", heads, rows, languages)
        values = {
            "source": Words(law.source, law.source),
            "edition": Words(law.edition, law.edition),
        }
        self._write_paper(path, "list", values, languages, {"purposes": table})

    def write_breach_notice(
        self,
        breach_id: int,
        path: Path,
        languages: Languages = Languages.BOTH,
        *,
        to_person: bool = False,
    ) -> None:
        """Write the notice of a breach to the authorised body, or to a person concerned."""
        breach, law = self.known(Breach, breach_id), self.personal_law()
        number = str(breach.people) if breach.people is not None else ""
        values = {
            "body": law.body,
            "contact": Words(breach.contact, breach.contact),
            "found": self._day(breach.found_on),
            "happened": self._day(breach.happened_on),
            "what": Words(breach.what, breach.what_kk or breach.what),
            "categories": _joined([law.categories[code] for code in codes_in(breach.categories)]),
            "people": Words(number, number),
            "measures": Words(breach.measures, breach.measures_kk or breach.measures),
            "due": self._day(breach.due_on),
            "article": law.terms["breach"].article,
        }
        self._write_paper(
            path, "breach_person" if to_person else "breach_body", values, languages, {}
        )

    def write_withdrawal(
        self, consent_id: int, path: Path, languages: Languages = Languages.BOTH
    ) -> None:
        """Write the answer to a withdrawal with its consequences; InputProblem if there is none."""
        consent = self.known(Consent, consent_id)
        if consent.withdrawn_on is None:
            raise InputProblem(Code.NOT_FOUND, what=Consent.__name__)
        person = self.person_file(consent.person_id)
        values = {
            **self._answer_values(person),
            "withdrawn": self._day(consent.withdrawn_on),
            "consequences": _joined(list(self.personal_law().withdrawal), " "),
        }
        self._write_paper(path, "withdrawal", values, languages, {})

    def write_destroyed(
        self, destruction_id: int, path: Path, languages: Languages = Languages.BOTH
    ) -> None:
        """Write the annex of the act: what was destroyed, and which copies still hold it."""
        from mediadesk.export import personal_papers

        done = self.known(DestructionRow, destruction_id)
        copies = self.copies_standing()
        heads = tuple((self._pair(text), share) for text, share in _COPY_HEADS)
        rows = [
            (Words(c.name, c.name), self._pair(c.standing.label), self._day(c.seen_on))
            for c in copies
        ]
        table = personal_papers.grid("copies", heads, rows, languages)
        words = personal_papers.load("destroyed", self.shelf).words
        holding = any(each.standing not in CLEANED for each in copies)
        values = {
            "on": self._day(done.done_on),
            "reason": Words(done.reason, done.reason),
            "numbers": Words(done.numbers or _NONE, done.numbers or _NONE),
            "records": self._record_words(done),
            "standing": words["holding" if holding else "clean"],
        }
        self._write_paper(path, "destroyed", values, languages, {"copies": table})

    def _record_words(self, done: DestructionRow) -> Words:
        """Say which records outside of case files were destroyed: kinds and marks."""
        keeps, told = self.retention().records, []
        for kind, uids in done.records.items():
            keep = keeps.get(RecordKind(kind))
            words = keep.words if keep else Words(kind, kind)
            marks = ", ".join(uid[-8:] for uid in uids)
            told.append(Words(f"{words.ru}: {marks}", f"{words.kk}: {marks}"))
        return _joined(told) if told else Words(_NONE, _NONE)

    def _pair(self, text: str) -> Words:
        ru, kk = (self.translator(lang) for lang in _LANGS)
        return Words(ru.text(text), kk.text(text))

    def _day(self, day: object) -> Words:
        ru, kk = (self.translator(lang) for lang in _LANGS)
        return Words(ru.value(day), kk.value(day))

    def _write_paper(
        self,
        path: Path,
        code: str,
        values: dict[str, Words],
        languages: Languages,
        grids: dict[str, Sequence[Block]],
    ) -> None:
        from mediadesk.export import document_words, pdf, personal_papers

        with self.store.reader() as reader:
            office = reader.find(Office)[0]
        own = {
            "office": Words(office.name_ru, name_of(office, "kk")),
            "bin": Words(office.bin, office.bin),
            "today": self._day(self.clock.today()),
        }
        words = personal_papers.load(code, self.shelf)
        filled = personal_papers.Filled({**own, **values}, grids)
        signer = document_words.load(self.shelf).of("signer", "head")
        made = personal_papers.paper(
            words, filled, office, self.clock.today(), languages, f"personal_{code}", signer
        )
        with files.replacing(path) as part:
            part.write_bytes(pdf.render(made))


def _withdrawn(consents: Sequence[Consent]) -> ConsentId:
    """Name the newest consent that was withdrawn; 0 if none was."""
    gone = [(each.withdrawn_on, each.id) for each in consents if each.withdrawn_on is not None]
    return max(gone)[1] if gone else ConsentId(0)


def _joined(words: Sequence[Words], glue: str = "; ") -> Words:
    return Words(glue.join(w.ru for w in words), glue.join(w.kk for w in words))
