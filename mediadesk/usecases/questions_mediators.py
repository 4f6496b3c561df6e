"""Questions about mediators: the list, a card, who could take a case, the list to publish."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from mediadesk.domain import mediator_rules
from mediadesk.domain.bilingual import name_of
from mediadesk.domain.mediator_rules import MediatorState
from mediadesk.domain.model import Mediator, Training
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rows_mediators import (
    Candidate,
    Load,
    MediatorCard,
    MediatorRow,
    RegisterLine,
)
from mediadesk.domain.types import CaseState, MediatorId, MediatorKind
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.questions import SOON_DAYS, Questions

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.domain.changes import Finding

__all__ = ["MediatorQuestions"]

_MOST_CASES = 200


class MediatorQuestions(Questions):
    """What the register of mediators asks; nothing here changes the file."""

    def mediator_rows(self, language: str = "ru") -> tuple[MediatorRow, ...]:
        """List the mediators by name with state and load; names in the language if entered."""
        today = self.clock.today()
        law, rules = self.law.mediators.on(today), self.law.rules(today)
        with self.store.reader() as reader:
            loads = reader.mediator_loads(today, today + timedelta(days=SOON_DAYS))
        found = []
        for each in self.mediators():
            load = loads.get(each.id, Load())
            kazakh = language == "kk"
            found.append(
                MediatorRow(
                    id=each.id,
                    name=name_of(each, language),
                    kind=each.kind,
                    state=mediator_rules.state_of(each, today, law),
                    certificate=each.certificate,
                    certificate_until=each.certificate_until,
                    languages=each.languages,
                    specialisation=(each.specialisation_kk if kazakh else "")
                    or each.specialisation_ru,
                    running=load.running,
                    received=load.received,
                    mediator=each,
                    findings=tuple(rules.mediator(each)),
                )
            )
        return tuple(found)

    def mediator_card(self, mediator_id: int) -> MediatorCard:
        """Give a mediator with trainings, load and cases; InputProblem(NOT_FOUND) if there is none."""
        today = self.clock.today()
        who = MediatorId(mediator_id)
        with self.store.reader(snapshot=True) as reader:
            mediator = reader.get(Mediator, who)
            if mediator is None:
                raise InputProblem(Code.NOT_FOUND, what=Mediator.__name__)
            trainings = reader.find(Training, mediator_id=who)
            loads = reader.mediator_loads(today, today + timedelta(days=SOON_DAYS))
            case_ids = reader.mediator_cases(who)
            running = CaseQuery(ids=case_ids, states=(CaseState.OPEN, CaseState.MEDIATION))
            cases = reader.cases(self._named(running), 0, _MOST_CASES)
        law = self.law.mediators.on(today)
        hours: Counter[int] = Counter()
        for each in trainings:
            hours[each.held_on.year] += each.hours
        return MediatorCard(
            mediator=mediator,
            state=mediator_rules.state_of(mediator, today, law),
            suspended_until=mediator_rules.suspended_until(mediator, law),
            wanted=law.of(mediator.kind),
            load=loads.get(who, Load()),
            trainings=tuple(sorted(trainings, key=lambda t: (t.held_on, t.id), reverse=True)),
            hours=tuple(sorted(hours.items(), reverse=True)),
            cases=cases,
            case_ids=case_ids,
            findings=self.mediator_findings(mediator),
        )

    def mediator_findings(self, mediator: Mediator) -> tuple[Finding, ...]:
        """Say what the law thinks of a mediator's entry today."""
        return tuple(self.law.rules(self.clock.today()).register_entry(mediator))

    def mediator_hindrances(self, mediator: Mediator) -> tuple[Finding, ...]:
        """Say what keeps a mediator from cases today."""
        return tuple(self.law.rules(self.clock.today()).mediator(mediator))

    def candidates(self, case_id: int) -> tuple[Candidate, ...]:
        """List the mediators who have not left: those nothing speaks against first, least busy first.

        `ties` name the cases in which somebody with the same IIN or name was a party or a
        representative.
        """
        from mediadesk.domain import assignments

        today = self.clock.today()
        law = self.law.mediators.on(today)
        file = self.case_file(case_id)
        there = {each.mediator_id for each in assignments.helpers(file)}
        if file.case.opened_on is not None:
            there.add(file.case.mediator_id)
        all_ = self.mediators()
        with self.store.reader() as reader:
            loads = reader.mediator_loads(today, today + timedelta(days=SOON_DAYS))
            sides = reader.sides(
                [m.iin for m in all_], [name for m in all_ for name in (m.name_ru, m.name_kk)]
            )
        found = []
        for each in all_:
            state = mediator_rules.state_of(each, today, law)
            if state is MediatorState.LEFT:
                continue
            own = {each.iin, each.name_ru, each.name_kk} - {""}
            ties = dict.fromkeys(number for number, who in sides if own & who)
            found.append(
                Candidate(
                    mediator=each,
                    state=state,
                    load=loads.get(each.id, Load()),
                    speaks=mediator_rules.speaks(each, file.case.language),
                    ties=tuple(ties),
                    is_in_case=each.id in there,
                )
            )
        return tuple(sorted(found, key=lambda c: (not c.fits, c.load.running)))

    def published_mediators(self, kind: MediatorKind | None = None) -> tuple[RegisterLine, ...]:
        """Give what is published of those who have not left (arts. 14(3), 16(3)): nothing private."""
        today = self.clock.today()
        law = self.law.mediators.on(today)
        found = []
        for each in self.mediators():
            is_left = mediator_rules.state_of(each, today, law) is MediatorState.LEFT
            if is_left or kind not in (None, each.kind):
                continue
            until = mediator_rules.suspended_until(each, law)
            is_over = until is not None and until < today
            found.append(
                RegisterLine(
                    kind=each.kind,
                    name_ru=each.name_ru,
                    name_kk=each.name_kk or each.name_ru,
                    register_number=each.register_number,
                    address_ru=each.address_ru,
                    address_kk=each.address_kk or each.address_ru,
                    contacts=each.contacts,
                    specialisation_ru=each.specialisation_ru,
                    specialisation_kk=each.specialisation_kk or each.specialisation_ru,
                    languages=each.languages,
                    certificate=each.certificate
                    if law.of(each.kind).publishes_certificate
                    else None,
                    suspended_from=None if is_over else each.suspended_from,
                    suspended_until=None if is_over else until,
                )
            )
        return tuple(found)

    def write_mediator_list(
        self, path: Path, lang: str = "both", kind: MediatorKind | None = None
    ) -> int:
        """Write the list to publish as a workbook, whole or not at all; give how many stand in it.

        `lang` is ru, kk or both: each language has sheets of its own.
        """
        from mediadesk.export.mediator_list import write_mediator_list

        office = self.office()
        lines = self.published_mediators(kind)
        names = (office.name_ru, office.name_kk) if office else ("", "")
        languages = ("kk", "ru") if lang == "both" else (lang,)
        write_mediator_list(lines, path, languages, centre=names, made_on=self.clock.today())
        return len(lines)
