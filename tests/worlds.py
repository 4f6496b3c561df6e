"""A clock that stands still until told, identities that count, and an office to begin with."""

import datetime as dt
import itertools
from pathlib import Path

from mediadesk.db.store import Store
from mediadesk.db.unit import Unit
from mediadesk.domain.model import Case, Mediator, Office, Organisation, Party, Person
from mediadesk.domain.types import PartySide, Uid
from tests.personas import ABDRAKHMANOVA, QASYMOV

PASSPHRASE = "correct horse practice"
KAZAKHSTAN = dt.timezone(dt.timedelta(hours=5))
TODAY = dt.date(2026, 11, 20)


class FixedClock:
    """Stands at noon of a Friday until it is set."""

    def __init__(self, moment: dt.datetime | None = None) -> None:
        self.moment = moment or dt.datetime(2026, 11, 20, 12, tzinfo=KAZAKHSTAN)

    def now(self) -> dt.datetime:
        return self.moment

    def today(self) -> dt.date:
        return self.moment.date()


class CountingIds:
    """Gives 16 bytes that count up."""

    def __init__(self) -> None:
        self._next = itertools.count(1)

    def uid(self) -> Uid:
        return Uid(next(self._next).to_bytes(16, "big"))


def create(folder: Path, clock: FixedClock | None = None) -> tuple[Store, str]:
    """Make a new centre whose writer works at once on this thread."""
    return Store.create(
        folder, PASSPHRASE, clock=clock or FixedClock(), ids=CountingIds(), immediate=True
    )


def reopen(folder: Path, **kwargs: str) -> Store:
    """Open a centre again."""
    told = {"passphrase": PASSPHRASE, **kwargs}
    return Store.open(folder, clock=FixedClock(), ids=CountingIds(), immediate=True, **told)


def furnish(unit: Unit) -> Case:
    """Enter an office, a mediator, two people, an organisation and one case of theirs."""
    office = unit.add(Office(name_ru="Центр", name_kk="Орталық", region="43"))
    mediator = unit.add(Mediator(name_ru="Ким О. В."))
    first = unit.add(
        Person(
            name_ru=QASYMOV.full_name,
            iin=QASYMOV.iin,
            phone=QASYMOV.phone,
            address_ru=QASYMOV.address,
        )
    )
    unit.add(Person(name_ru=ABDRAKHMANOVA.full_name, iin=ABDRAKHMANOVA.iin))
    firm = unit.add(Organisation(name_ru="ТОО «Жоқ Жер»", bin="591240000015"))
    case = unit.add(
        Case(
            office_id=office.id,
            year=2026,
            seq=unit.next_seq(office.id, 2026),
            received_on=TODAY,
            mediator_id=mediator.id,
            subject_ru="Долг за поставку щебня",
        )
    )
    unit.add(Party(case_id=case.id, ord=1, side=PartySide.FIRST, person_id=first.id))
    unit.add(Party(case_id=case.id, ord=2, side=PartySide.SECOND, organisation_id=firm.id))
    return case
