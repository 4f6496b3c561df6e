"""Invented people, organisations and mediators of the practice centre; numbers of nobody.

Identifiers are right by their check digit and lie in the future: people are born in 2099,
organisations registered in 2059.
"""

from random import Random
from typing import Any, Final

from mediadesk.domain.identifiers import check_bin, check_iin
from mediadesk.domain.model import Mediator, Office, Organisation, Person
from mediadesk.domain.types import MediatorKind, OrganisationKind, Sex

__all__ = ["People", "bin_of_nobody", "iin_of_nobody"]

_BIN_KINDS: Final = {
    OrganisationKind.LEGAL_ENTITY: "40",
    OrganisationKind.SOLE_TRADER: "60",
    OrganisationKind.STATE_BODY: "40",
}


def iin_of_nobody(random: Random, sex: Sex) -> str:
    """Give a valid IIN of somebody born in 2099."""
    while True:
        day = f"99{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
        start = f"{day}{'5' if sex is Sex.MALE else '6'}{random.randint(0, 9999):04d}"
        for digit in "0123456789":
            if check_iin(start + digit).check_digit_ok:
                return start + digit


def bin_of_nobody(random: Random, kind: OrganisationKind = OrganisationKind.LEGAL_ENTITY) -> str:
    """Give a valid BIN of something registered in 2059."""
    while True:
        month = f"59{random.randint(1, 12):02d}"
        start = f"{month}{_BIN_KINDS[kind]}{random.randint(0, 99999):05d}"
        for digit in "0123456789":
            if check_bin(start + digit).check_digit_ok:
                return start + digit


class People:
    """Makes people from the lists of `resources/practice/people.toml`."""

    def __init__(self, random: Random, lists: dict[str, Any]) -> None:
        """Keep the lists."""
        self._random = random
        self._lists = lists

    def office(self) -> Office:
        """Make the practice centre's own office."""
        return Office(**self._lists["office"], bin=bin_of_nobody(self._random))

    def mediators(self) -> tuple[Mediator, ...]:
        """Make the mediators, of every kind."""
        office = self._lists["office"]
        return tuple(
            Mediator(
                **{**row, "kind": MediatorKind(row["kind"])},
                organisation_ru=office["organisation_ru"],
                organisation_kk=office["organisation_kk"],
            )
            for row in self._lists["mediator"]
        )

    def person(self) -> Person:
        """Make a person with name, IIN, address and telephone."""
        pick = self._random.choice
        sex = pick((Sex.MALE, Sex.FEMALE))
        is_man = sex is Sex.MALE
        given = pick(self._lists["man" if is_man else "woman"])
        surname = pick(self._lists["man" if is_man else "woman"])
        father = pick(self._lists["father"])
        names = {
            lang: f"{surname[lang][1]} {given[lang][0]} {father[lang][0 if is_man else 1]}"
            for lang in ("ru", "kk")
        }
        house = self._random.randint(1, 120)
        street = pick(self._lists["street"])
        return Person(
            name_ru=names["ru"],
            name_kk="" if names["kk"] == names["ru"] else names["kk"],
            iin=iin_of_nobody(self._random, sex),
            sex=sex,
            identity_document=f"№ {self._random.randint(0, 99999):09d}, 01.01.2099",
            address_ru=f"{street['ru']}, {house}",
            address_kk=f"{street['kk']}, {house}",
            phone=self._phone(),
        )

    def organisation(self) -> Organisation:
        """Make an organisation with name, BIN and head."""
        row = self._random.choice(self._lists["organisation"])
        kind = OrganisationKind(row["kind"])
        head = self.person()
        street = self._random.choice(self._lists["street"])
        number = self._random.randint(2, 99)
        mark = f"-{number}»"
        is_trader = kind is OrganisationKind.SOLE_TRADER
        return Organisation(
            kind=kind,
            name_ru=row["ru"].replace("»", mark),
            name_kk=row["kk"].replace("»", mark),
            name_latin=row["latin"],
            bin=bin_of_nobody(self._random, kind),
            head_name=head.name_ru,
            head_post_ru="" if is_trader else self._lists["head_post"]["ru"],
            head_post_kk="" if is_trader else self._lists["head_post"]["kk"],
            address_ru=f"{street['ru']}, {number}",
            address_kk=f"{street['kk']}, {number}",
            phone=self._phone(),
        )

    def _phone(self) -> str:
        rest = self._random.randint(0, 9999)
        return f"+7 700 000 {rest // 100:02d} {rest % 100:02d}"
