"""The handler of signing: the record with the file that proves it, in one transaction."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.commands import AttachFile, SaveRecord
from mediadesk.domain.commands_signing import FileSignature
from mediadesk.domain.model import Attachment
from mediadesk.marks import N_
from mediadesk.usecases import attaching, records
from mediadesk.usecases.handling import Done, load
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["file_signature"]


def file_signature(cmd: FileSignature, unit: "Unit", law: Law) -> Done:
    """Keep the file and the record that names it; the errors are those of both."""
    case_id = cmd.record.case_id
    kept = attaching.attach_file(
        AttachFile(
            case_id=case_id,
            name=cmd.name,
            content=cmd.content,
            kind=cmd.kind,
            title=cmd.title,
            acknowledged=cmd.acknowledged,
        ),
        unit,
        law,
    )
    record = replace(cmd.record, file_sha256=load(unit, Attachment, kept.id).sha256)
    saved = records.save_record(SaveRecord(record=record, acknowledged=cmd.acknowledged), unit, law)
    return Done(saved.id, N_("The signing is recorded"), findings=saved.findings)
