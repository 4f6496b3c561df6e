"""Rules of those who take part: minors, powers of attorney, a mediator's obstacles.

Facts in, findings out, as in `domain.rules`; how heavy each one is stands in `law/rules.toml`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.conflicts import (
    PROFESSIONS,
    Occurrence,
    Role,
    matched,
    obstacles,
    people_of,
    who_is,
)
from mediadesk.domain.minors import helpers_of, is_minor
from mediadesk.domain.model import DrawnIn, Mediator, Organisation, Person
from mediadesk.domain.name_forms import stale_forms
from mediadesk.domain.powers import PeopleLaw, PowerBasis, power_of
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.rules import RULES, Rule, Rules
from mediadesk.domain.types import CaseId
from mediadesk.marks import N_

__all__ = ["PEOPLE_RULES", "drawn_in", "impartial", "joined", "name_forms", "taking_part"]

_IMPARTIAL: Final = N_("Law on mediation, art. 7")
_POWER: Final = N_("Civil Code, art. 168")

PEOPLE_RULES: Final[dict[str, Rule]] = {
    "mediator_conflict": Rule(
        N_("The mediator or a namesake takes part in this case: %(role)s"), _IMPARTIAL
    ),
    "mediator_knows_party": Rule(
        N_("The mediator or a namesake took part in a case with the same people: %(cases)s"),
        _IMPARTIAL,
    ),
    "mediator_was_party": Rule(
        N_("The mediator or a namesake took part in another case: %(cases)s"), _IMPARTIAL
    ),
    "drawn_in_takes_part": Rule(
        N_("%(name)s or a namesake takes part in this case already: %(role)s")
    ),
    "join_both_sides": Rule(N_("Both take part in one case: %(cases)s")),
    "minor_needs_specialist": Rule(
        N_("%(name)s is a minor: a teacher, a psychologist or the legal representative takes part"),
        N_("Law on mediation, art. 24(3)"),
    ),
    "power_undated": Rule(
        N_("The power of attorney has no date, such a power is void: %(name)s"), _POWER
    ),
    "power_too_long": Rule(
        N_("The power of attorney is given for more than %(years)s years: %(name)s"), _POWER
    ),
    "power_ended": Rule(N_("The power of attorney ended on %(day)s: %(name)s"), _POWER),
    "power_no_settling": Rule(
        N_("The power to settle is not named in the power of attorney: %(name)s"),
        N_("Civil Procedure Code, art. 176"),
    ),
    "name_forms_stale": Rule(
        N_("The name was changed: read its forms again, they do not fit any more")
    ),
}
RULES.update(PEOPLE_RULES)


def _found(rules: Rules, code: str, place: str, **params: object) -> Finding:
    rule = PEOPLE_RULES[code]
    severity = rules.severities.get(code, Severity.WARNS)
    return Finding(code, severity, rule.text, rule.article, place, dict(params))


def name_forms(rules: Rules, who: Person | Organisation) -> Iterator[Finding]:
    """Tell that stored forms of a name do not fit it; they are never made anew by themselves."""
    stale = stale_forms(who)
    if stale:
        yield _found(rules, "name_forms_stale", stale[0])


def taking_part(
    rules: Rules,
    law: PeopleLaw,
    file: CaseFile,
    drawn_in: Iterable[DrawnIn],
    on: date,
    *,
    is_signing: bool = False,
) -> Iterator[Finding]:
    """Judge who takes part in a step of a day: contract, session or signing.

    `is_signing` asks for the power to settle as well (Civil Procedure Code, art. 176).
    """
    helpers = tuple(drawn_in)
    for number, party in enumerate(file.parties, 1):
        place = f"party.{number}"
        if party.person and is_minor(party.person, on, law) and not helpers_of(party, helpers):
            yield _found(rules, "minor_needs_specialist", f"{place}.person", name=party.name_ru)
        yield from _power(rules, law, party, on, place, is_signing=is_signing)


def _power(
    rules: Rules, law: PeopleLaw, party: PartyFile, on: date, place: str, *, is_signing: bool
) -> Iterator[Finding]:
    power = power_of(party.party, law)
    if power is None:
        return
    name = party.party.representative_name
    if power.basis is PowerBasis.UNDATED:
        yield _found(rules, "power_undated", f"{place}.authority_on", name=name)
    if power.basis is PowerBasis.TOO_LONG:
        years = law.most_years
        yield _found(rules, "power_too_long", f"{place}.authority_until", name=name, years=years)
    if power.last_day is not None and not power.is_valid(on):
        where = f"{place}.authority_until"
        yield _found(rules, "power_ended", where, name=name, day=power.last_day)
    if is_signing and not party.party.may_settle:
        yield _found(rules, "power_no_settling", f"{place}.may_settle", name=name)


def impartial(
    rules: Rules,
    file: CaseFile,
    mediator: Mediator,
    elsewhere: Iterable[Occurrence],
    shared: frozenset[CaseId] = frozenset(),
) -> Iterator[Finding]:
    """Judge whether a mediator may have an obstacle in a case (law on mediation, art. 7).

    `elsewhere` is where the mediator or a namesake occurs, `shared` the cases in which somebody of
    this case takes part. Taking part in the case itself or with the same people warns, having been
    a party, a representative, a head or a person drawn in elsewhere informs.
    """
    here, before = obstacles(who_is(mediator), file, elsewhere)
    for role in here:
        yield _found(rules, "mediator_conflict", "case.mediator_id", role=role)
    others = tuple(each for each in before if each.at.case_id != file.case.id)
    known = _numbers(each for each in others if each.at.case_id in shared)
    if known:
        yield _found(rules, "mediator_knows_party", "case.mediator_id", cases=known)
    rest = _numbers(each for each in others if each.at.case_id not in shared)
    if rest:
        yield _found(rules, "mediator_was_party", "case.mediator_id", cases=rest)


def drawn_in(rules: Rules, record: DrawnIn, file: CaseFile) -> Iterator[Finding]:
    """Judge whether somebody drawn in for his profession is somebody's in the case itself."""
    if record.role not in PROFESSIONS:
        return
    who = who_is(record)
    there = [(each.role, each.who) for each in people_of(file) if each.role is not Role.DRAWN_IN]
    if file.mediator is not None:
        there.append((Role.MEDIATOR, who_is(file.mediator)))
    there += [(Role.CO_MEDIATOR, who_is(each)) for each in file.all(Mediator)]
    for role in dict.fromkeys(role for role, other in there if matched(who, other)):
        yield _found(rules, "drawn_in_takes_part", "name", name=record.name, role=role)


def joined(rules: Rules, both: Iterable[str]) -> Iterator[Finding]:
    """Judge the joining of two records; `both` are the numbers of cases in which both are parties."""
    cases = ", ".join(dict.fromkeys(both))
    if cases:
        yield _found(rules, "join_both_sides", "party", cases=cases)


def _numbers(found: Iterable[Occurrence]) -> str:
    return ", ".join(dict.fromkeys(each.at.number for each in found))
