"""The keys of this office and the cards of others: made here, exchanged as small files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mediadesk import __version__
from mediadesk.domain.model import Office, Partner
from mediadesk.domain.packages import USUAL_FORMAT, OfficeCard, Sender
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.db.unit import Unit
    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.package_records import PackageKind
    from mediadesk.domain.packages import SendingPlan
    from mediadesk.export.package_box import Box

__all__ = ["PackageKeys", "know"]


class PackageKeys(Base):
    """Knows who this office is to others, and who others are."""

    def office_card(self) -> OfficeCard:
        """Give the card of this office; its keys are made when it is asked for the first time.

        InputProblem(CENTRE_MISSING) in a centre that was not set up.
        """
        sign, box = self._keys()
        from mediadesk.export.package_keys import card_of, public_keys

        with self.store.reader() as reader:
            found = reader.find(Office)
        if not found:
            raise InputProblem(Code.CENTRE_MISSING)
        office = found[0]
        sign_key, box_key = public_keys(sign, box)
        return card_of(
            {
                "office_uid": office.uid.hex(),
                "name_ru": office.name_ru[:400],
                "name_kk": office.name_kk[:400],
                "region": office.region,
                "sign_key": sign_key,
                "box_key": box_key,
            }
        )

    def _manifest(self, kind: PackageKind, card: OfficeCard, plan: SendingPlan) -> dict[str, Any]:
        """Say what a package of this office is: the first record of its box (see ADR 25)."""
        from mediadesk.export.package_keys import as_data

        return {
            "package": self.ids.uid().hex(),
            "kind": kind.value,
            "number": plan.number,
            "made_at": self.clock.now().isoformat(timespec="seconds"),
            "since": plan.since_on.isoformat() if plan.since_on else None,
            "until": plan.until_on.isoformat(),
            "full": plan.is_full,
            "program": __version__,
            "format": USUAL_FORMAT,
            "card": as_data(card),
            "sign_key": card.sign_key,
            "cases": plan.changed,
            "gone": plan.gone,
            "files": plan.files,
        }

    def _keys(self) -> tuple[str, str]:
        """Give the secret keys of this office: for signing and for opening."""
        with self.store.reader() as reader:
            found = reader.packages().keys()
        if found is None:
            from mediadesk.db.package_reads import keep_keys
            from mediadesk.export.package_keys import new_keys

            sign, box = new_keys()
            self.store.apart(lambda conn: keep_keys(conn, sign, box)).result()
            with self.store.reader() as reader:
                found = reader.packages().keys()
        if found is None:
            raise WorldTrouble(Code.FILE_DAMAGED)
        return found

    def save_office_card(self, path: Path) -> OfficeCard:
        """Write the card of this office to a file; there is nothing secret in it."""
        from mediadesk.export.package_keys import write_card

        card = self.office_card()
        write_card(path, card)
        return card

    def read_office_card(self, path: Path) -> OfficeCard:
        """Read the card of another office; WorldTrouble(CARD_BAD), FILE_MISSING."""
        from mediadesk.export.package_keys import read_card

        return read_card(path)

    def know_office(self, card: OfficeCard) -> Future[Outcome]:
        """Make an office known after its fingerprint was compared; its key may be a new one."""
        from mediadesk.domain.commands import SaveRecord

        known = next((p for p in self.known_offices() if p.office_uid == card.office_uid), None)
        return self.execute(SaveRecord(record=partner_of(card, known, self.clock.today())))

    def known_offices(self) -> tuple[Partner, ...]:
        """List the offices whose keys are known, by name."""
        with self.store.reader() as reader:
            found = reader.find(Partner)
        return tuple(sorted(found, key=lambda each: each.name_ru))

    def find_office(self, name: str) -> Partner:
        """Find a known office by a part of its name or by its identity; InputProblem(NOT_FOUND)."""
        told = name.strip().casefold()
        known = self.known_offices()
        exact = [
            p for p in known if told in (p.office_uid, p.name_ru.casefold(), p.name_kk.casefold())
        ]
        found = exact or [
            p
            for p in known
            if told and (told in p.name_ru.casefold() or told in p.name_kk.casefold())
        ]
        if len(found) != 1:
            raise InputProblem(Code.NOT_FOUND, what=name[:80])
        return found[0]

    def sender_of(self, office_uid: str, sign_key: str) -> Sender:
        """Tell what is known of an office that signed with this key."""
        with self.store.reader() as reader:
            own = reader.find(Office)
            known = reader.find(Partner, office_uid=office_uid)
        if own and own[0].uid.hex() == office_uid:
            return Sender.OWN
        if not known:
            return Sender.UNKNOWN
        return Sender.KNOWN if known[0].sign_key == sign_key else Sender.OTHER_KEY

    def open_package(self, path: Path, passphrase: str = "") -> Box:
        """Open a package with this office's key or with a passphrase and check it wholly.

        WorldTrouble: PACKAGE_FOREIGN, PACKAGE_BAD, PACKAGE_NEWER, PACKAGE_PASSPHRASE,
        PACKAGE_NOT_FOR_US, FILE_MISSING.
        """
        from mediadesk.export.package_box import open_box

        return open_box(path, passphrase=passphrase, box_secret=self._keys()[1])


def partner_of(card: OfficeCard, known: Partner | None, today: object) -> Partner:
    """Make the record of a known office from its card."""
    from dataclasses import replace
    from datetime import date

    base = known or Partner()
    return replace(
        base,
        office_uid=card.office_uid,
        name_ru=card.name_ru,
        name_kk=card.name_kk,
        region=card.region,
        sign_key=card.sign_key,
        box_key=card.box_key,
        added_on=today if isinstance(today, date) else None,
    )


def know(unit: Unit, card: OfficeCard) -> None:
    """Make an office known within a merge, the first time it is met."""
    if not unit.find(Partner, office_uid=card.office_uid):
        unit.add(partner_of(card, None, unit.clock.today()))
