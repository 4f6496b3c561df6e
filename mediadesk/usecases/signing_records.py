"""What must be true of a record of signing or a trusted certificate before it is saved."""

import base64
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mediadesk.domain.model import PrintedCopy, SignatureRecord, TrustedRoot
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.handling import load
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["prepare_root", "prepare_signature"]

_WHAT: Final = "PrintedCopy"


def prepare_signature(
    record: SignatureRecord, stored: SignatureRecord | None, unit: "Unit", law: Law
) -> SignatureRecord:
    """Demand that the registered copy is of the same case; facts and hashes never change."""
    if record.copy_id is not None:
        copy = load(unit, PrintedCopy, record.copy_id)
        if copy.case_id != record.case_id:
            raise InputProblem(Code.NOT_FOUND, what=_WHAT)
        record = replace(record, kind=copy.kind)
    if stored is None:
        return record
    return replace(
        record,
        way=stored.way,
        facts=stored.facts,
        document_sha256=stored.document_sha256,
        file_sha256=record.file_sha256 or stored.file_sha256,
    )


def prepare_root(
    record: TrustedRoot, stored: TrustedRoot | None, unit: "Unit", law: Law
) -> TrustedRoot:
    """Read what the certificate itself says; the same one is trusted once.

    WorldTrouble(CERTIFICATE_UNREADABLE) for bytes that are none.
    """
    from mediadesk.export.cms import certificates_in

    try:
        data = base64.b64decode(record.certificate, validate=True)
    except ValueError as error:
        raise InputProblem(Code.BAD_VALUE, field="certificate") from error
    found = certificates_in(data)[0]
    if any(each.id != record.id for each in unit.find(TrustedRoot, sha256=found.sha256)):
        raise InputProblem(Code.REFERENCE_EXISTS, name=record.name)
    return replace(
        record,
        sha256=found.sha256,
        valid_until=found.ends.date(),
        added_on=stored.added_on if stored else unit.clock.today(),
    )
