"""Makes the records of a practice copy: the figures of a centre, invented people and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, Final

from mediadesk import assets
from mediadesk.domain.case_parts import PARTS, UP
from mediadesk.domain.depersonal import words_of
from mediadesk.domain.masking import Masker, case_mask, days_of, numbered
from mediadesk.domain.model import (
    Agreement,
    Attachment,
    Case,
    DrawnIn,
    Entity,
    Instalment,
    Mediator,
    Obligation,
    Office,
    Organisation,
    Person,
    PrintedCopy,
    Screening,
    SignatureRecord,
    Task,
    Waiver,
)
from mediadesk.domain.types import OrganisationKind, Sex
from mediadesk.errors import Code, WorldTrouble
from mediadesk.usecases.practice_people import People, bin_of_nobody, iin_of_nobody

if TYPE_CHECKING:
    from mediadesk.db.reader import Reader
    from mediadesk.db.unit import Unit

__all__ = ["PracticeMaker"]

_LEFT_OUT: Final = frozenset({Screening, PrintedCopy, Attachment, Waiver})
"""What a practice copy has none of, with all that hangs on it: answers about violence, papers, files."""
_OF_CASES: Final[tuple[type[Entity], ...]] = tuple(
    cls for cls in PARTS if cls is not Case and cls not in UP and cls not in _LEFT_OUT
)
_NAMES: Final = ("representative_name", "decided_by", "present", "body_officer", "asked_of")
"""Fields that hold the name of a person."""
_EMPTY: Final = (
    *("rule", "edition", "section", "erdr_number", "court_number", "series", "facts"),
    "journal_number",
)
"""Fields whose words would say nothing invented."""
_SHORTEST: Final = 5
"""Words of fewer letters prove nothing: they are in any text."""


class PracticeMaker:
    """Writes one practice copy."""

    def __init__(self, reader: Reader, chance: Random, today: date) -> None:
        """Read what is to be copied."""
        topics = frozenset(row["code"] for row in assets.load_toml("topics.toml")["topic"])
        self.reader, self.chance = reader, chance
        self.lists = assets.load_toml("practice/people.toml")
        self.phrases = assets.load_toml("practice/phrases.toml")
        self.people = People(chance, self.lists)
        self.cases = reader.find(Case)
        self.of_case = {cls: reader.find(cls) for cls in _OF_CASES}
        self.duties = reader.find(Obligation)
        self.parts = reader.find(Instalment)
        self.taken = {each.name_ru for each in reader.find(Person)}
        self.case_of = {each.id: each.case_id for each in reader.find(Agreement)}
        self.duty_of = {each.id: self.case_of[each.agreement_id] for each in self.duties}
        self.masker = Masker(chance, self.fill, topics, self._masks(today))
        self.invented: set[str] = set()

    def _masks(self, today: date) -> dict[int, Any]:
        days: dict[int, list[date]] = {case.id: [*days_of(case)] for case in self.cases}
        rows = (row for found in self.of_case.values() for row in found)
        for row in rows:
            days.setdefault(getattr(row, "case_id", None) or 0, []).extend(days_of(row))
        for duty in self.duties:
            days[self.case_of[duty.agreement_id]] += days_of(duty)
        for part in self.parts:
            days[self.duty_of[part.obligation_id]] += days_of(part)
        return {id_: case_mask(found, today, self.chance) for id_, found in days.items()}

    def write(self, unit: Unit) -> tuple[int, int]:
        """Write every record of the copy; gives the numbers of cases and of people."""
        people = [self._person(each) for each in self.reader.find(Person)]
        bodies = [self._body(each) for each in self.reader.find(Organisation)]
        unit.personal.put(self._offices())
        unit.personal.put(self._mediators())
        unit.personal.put([*people, *bodies])
        cases = [self.masker.masked(case, case.id) for case in self.cases]
        numbers = numbered(cases, self.chance)
        unit.personal.put(replace(each, seq=numbers[each.id]) for each in cases)
        for cls in _OF_CASES:
            unit.personal.put(self._row(row) for row in self.of_case[cls])
        unit.personal.put(self.masker.masked(d, self.case_of[d.agreement_id]) for d in self.duties)
        unit.personal.put(self.masker.masked(p, self.duty_of[p.obligation_id]) for p in self.parts)
        return len(self.cases), len(people) + len(bodies)

    def _row(self, row: Any) -> Any:
        made = self.masker.masked(row, row.case_id or 0)
        if isinstance(made, Task) and made.title == "":
            made = replace(made, title=self.phrases["filler"]["ru"])
        return replace(made, copy_id=None) if isinstance(made, SignatureRecord) else made

    def fill(self, record: Entity, name: str) -> str:
        """Give invented words for a field; what names a person gets an invented name."""
        lang = "kk" if name.endswith("_kk") else "ru"
        filler: dict[str, str] = self.phrases["filler"]
        if isinstance(record, Case) and name in ("subject_ru", "subject_kk"):
            rows = [row for row in self.phrases["matter"] if row["kind"] == record.kind]
            rows = rows or self.phrases["matter"]
            return self._told(rows[record.id % len(rows)][lang])
        bare = name.removesuffix("_kk")
        if bare in _NAMES or (isinstance(record, DrawnIn) and bare == "name"):
            invented = self.people.person()
            return self._told((invented.name_kk if lang == "kk" else "") or invented.name_ru)
        if bare in ("body_name", "addressee", "name"):
            return self._told(filler[f"court_{lang}"])
        if name.endswith("iin"):
            return self._told(iin_of_nobody(self.chance, Sex.FEMALE))
        if name.endswith("phone"):
            return self._told(self.people.person().phone)
        if isinstance(record, Obligation) and name in ("what_ru", "what_kk"):
            rows = self.phrases["payment"]
            return self._told(rows[record.id % len(rows)][name])
        if name in _EMPTY:
            return ""
        return "" if name.endswith("sha256") else self._told(filler[lang])

    def _told(self, words: str) -> str:
        self.invented.add(words)
        return words

    def _person(self, real: Person) -> Person:
        for _try in range(200):
            made = self.people.person()
            if made.name_ru not in self.taken:
                break
        else:
            made = replace(made, name_ru=f"{made.name_ru} {len(self.taken)}", name_kk="")
        self.taken.add(made.name_ru)
        birth = {"month": self.chance.randint(1, 12), "day": self.chance.randint(1, 28)}
        born = real.born_on.replace(**birth) if real.born_on else None
        blank: dict[str, Any] = {
            name: "" for name in words_of(Person) if not getattr(real, name) and name != "name_kk"
        }
        found = replace(made, **{**blank, "id": real.id, "sex": real.sex, "born_on": born})
        for name in words_of(Person):
            self.invented.add(getattr(found, name))
        return found

    def _body(self, real: Organisation) -> Organisation:
        rows = [row for row in self.lists["organisation"] if row["kind"] == real.kind]
        made = self.people.organisation()
        row = self.chance.choice(rows or self.lists["organisation"])
        mark = f"-{real.id}»"
        blank = {
            name: ""
            for name in words_of(Organisation)
            if not getattr(real, name) and name != "name_kk"
        }
        found = replace(
            made,
            **{
                **blank,
                "id": real.id,
                "kind": real.kind,
                "name_ru": row["ru"].replace("»", mark),
                "name_kk": row["kk"].replace("»", mark),
                "bin": bin_of_nobody(self.chance, OrganisationKind(real.kind)) if real.bin else "",
            },
        )
        for name in words_of(Organisation):
            self.invented.add(getattr(found, name))
        return found

    def _offices(self) -> Iterator[Office]:
        sample = self.people.office()
        for number, real in enumerate(self.reader.find(Office), 1):
            mark = f" {number}" if number > 1 else ""
            made = replace(
                sample,
                id=real.id,
                region=real.region,
                name_ru=sample.name_ru + mark,
                name_kk=sample.name_kk + mark,
                bin=bin_of_nobody(self.chance),
            )
            self.invented |= {getattr(made, name) for name in words_of(Office)}
            yield made

    def _mediators(self) -> Iterator[Mediator]:
        for real in self.reader.find(Mediator):
            sample = self.people.person()
            values: dict[str, Any] = {
                **dict.fromkeys(words_of(Mediator), ""),
                "name_ru": f"{sample.name_ru} {real.id}",
                "name_kk": f"{sample.name_kk or sample.name_ru} {real.id}",
                "languages": real.languages,
                "certificate": str(real.id) if real.certificate else "",
                "phone": sample.phone if real.phone else "",
                **dict.fromkeys(("born_on", "clean_record_on", "medical_on")),
            }
            made = replace(real, **values)
            self.invented |= {getattr(made, name) for name in words_of(Mediator)}
            yield made

    def prove(self, copy: Reader) -> None:
        """Search the copy for every name, number and text of the centre; WorldTrouble(COPY_LEAKS)."""
        real = set(self._words(self.reader)) - self.invented
        if not real.isdisjoint(self._words(copy)):
            raise WorldTrouble(Code.COPY_LEAKS)

    @staticmethod
    def _words(reader: Reader) -> Iterator[str]:
        people: tuple[type[Any], ...] = (Office, Person, Organisation, Mediator, Case)
        classes: tuple[type[Any], ...] = (*people, *_OF_CASES, Obligation, Instalment)
        for cls in classes:
            names = words_of(cls)
            for row in reader.find(cls):
                for value in (getattr(row, name) for name in names):
                    if len(value) >= _SHORTEST:
                        yield value
