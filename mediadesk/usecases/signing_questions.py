"""Signing as the window and the commands ask for it: papers out, signatures and scans back."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from mediadesk import __version__, assets
from mediadesk.domain.codes import AttachmentKind
from mediadesk.domain.model import Attachment, PrintedCopy, SignatureRecord, TrustedRoot
from mediadesk.domain.types import Languages
from mediadesk.errors import Code, InputProblem
from mediadesk.files import trouble
from mediadesk.usecases.copies import Copies

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.domain.commands import SaveRecord
    from mediadesk.domain.commands_signing import FileSignature
    from mediadesk.domain.page_marks import Mark
    from mediadesk.domain.rows import CaseFile
    from mediadesk.domain.scans import ScanReport
    from mediadesk.domain.signatures import SignatureFacts
    from mediadesk.export.signature_check import Trust

__all__ = ["Signing"]

_LARGEST = 64 * 2**20


class Signing(Copies):
    """Checks signatures and scans off line; nothing here holds a key or changes the file."""

    def read_file(self, path: Path) -> bytes:
        """Read a file of this computer that is to be checked; WorldTrouble says why not."""
        try:
            if path.stat().st_size > _LARGEST:
                raise InputProblem(
                    Code.FILE_TOO_BIG, name=path.name, limit=self.law.files.largest // 2**20
                )
            return path.read_bytes()
        except OSError as error:
            raise trouble(error, path.name) from error

    def trusted_roots(self) -> tuple[TrustedRoot, ...]:
        """List the certificates of authorities that the centre took in."""
        with self.store.reader() as reader:
            return tuple(reader.find(TrustedRoot))

    def roots_in(self, data: bytes) -> tuple[TrustedRoot, ...]:
        """Read certificates of authorities from a file, to be looked at before they are trusted.

        WorldTrouble(CERTIFICATE_UNREADABLE) where there is none; InputProblem(BAD_VALUE) where they
        are no authority's.
        """
        from mediadesk.export.cms import certificates_in
        from mediadesk.export.signature_check import describe

        found = [each for each in certificates_in(data) if each.is_authority]
        if not found:
            raise InputProblem(Code.BAD_VALUE, field="certificate", label="CA")
        return tuple(
            TrustedRoot(
                name=describe(each).name or describe(each).organisation or each.sha256[:16],
                sha256=each.sha256,
                certificate=base64.b64encode(each.whole).decode("ascii"),
                valid_until=each.ends.date(),
            )
            for each in found
        )

    def _trust(self) -> Trust:
        from mediadesk.export.cms import certificates_in
        from mediadesk.export.signature_check import Trust

        pins = assets.load_toml("signatures.toml", self.shelf).get("pins", [])
        own = self.trusted_roots()
        known = [certificates_in(base64.b64decode(each.certificate))[0] for each in own]
        names = {*(each.sha256 for each in own), *(str(pin).lower() for pin in pins)}
        return Trust(tuple(known), frozenset(names))

    def check_signatures(self, data: bytes, document: bytes | None = None) -> SignatureFacts:
        """Check a file of signatures or a signed PDF against a document.

        It takes a while: call it beside the window's work. WorldTrouble: SIGNATURE_UNREADABLE,
        SIGNATURE_MISSING, SIGNATURE_TOO_BIG.
        """
        from mediadesk.domain.signatures import SignatureFacts
        from mediadesk.export.pdf_signed import check_pdf, is_pdf
        from mediadesk.export.signature_check import check_cms

        now, is_signed_pdf = self.clock.now(), is_pdf(data)
        check = check_pdf if is_signed_pdf else check_cms
        signers = check(data, document, self._trust(), now)
        return SignatureFacts(
            is_pdf=is_signed_pdf,
            sha256=hashlib.sha256(data).hexdigest(),
            document_sha256=hashlib.sha256(document).hexdigest() if document is not None else "",
            checked_at=now.isoformat(timespec="seconds"),
            program=f"MediaDesk {__version__}",
            signers=tuple(signers),
        )

    def check_signatures_of(self, copy_id: int, data: bytes) -> SignatureFacts:
        """Check a file of signatures against a registered copy, byte for byte as it went out."""
        return self.check_signatures(data, self.reprint(copy_id))

    def check_scan(self, data: bytes) -> ScanReport:
        """Read the marks of a scan and find the registered copy they name, if it is of this centre.

        WorldTrouble(SCAN_UNREADABLE) where it is neither a PDF nor a picture.
        """
        from mediadesk.export.scan_marks import read_scan

        report = read_scan(data)
        if report.mark is None:
            return report
        with self.store.reader() as reader:
            case_id = reader.case_id_of(report.mark.number)
            copies = reader.find(PrintedCopy, case_id=case_id) if case_id else ()
        mark = report.mark
        fitting = [c for c in copies if _hash(c.facts).startswith(mark.facts)]
        best = max(fitting, key=lambda c: _likeness(c, mark), default=None)
        return replace(report, copy_id=best.id if best else 0, case_id=case_id or 0)

    def evidence_sheet(self, record_id: int, languages: Languages = Languages.BOTH) -> bytes:
        """Make the sheet of evidence of a recorded electronic signature as PDF.

        InputProblem(NOT_FOUND) where there is no such record, or it holds no facts.
        """
        from mediadesk.domain.signatures import facts_from_json, who_signed
        from mediadesk.export import evidence, pdf

        with self.store.reader() as reader:
            record = reader.get(SignatureRecord, record_id)
        facts = facts_from_json(record.facts) if record else None
        if record is None or facts is None:
            raise InputProblem(Code.NOT_FOUND, what=str(record_id))
        file = self.case_file(record.case_id)
        told = evidence.Evidence(
            number=file.case.number,
            record=record,
            facts=facts,
            found=[who_signed(each, file) for each in facts.signers],
            office=file.office,
            file_name=_bare_name(record, file),
            day=self.clock.today(),
            words=assets.load_toml("signatures.toml", self.shelf),
        )
        return pdf.render(evidence.sheet(told, languages))

    def exchange_letter(
        self, copy_id: int, languages: Languages, *, originals: bool = False
    ) -> tuple[str, bytes]:
        """Make the draft of a letter with a registered copy: its name, and the file for a mail program.

        Subject and names hold the case's number alone. WorldTrouble(RESOURCE_BAD) for damaged words.
        """
        from mediadesk.export import exchange_mail as mail
        from mediadesk.export.document import langs_of

        copy = self.copy(copy_id)
        file, data = self.case_file(copy.case_id), self.reprint(copy_id)
        office, name = file.office, self.copy_name(copy)
        subject, text = mail.letter_words(
            assets.load_toml("mail/exchange.toml", self.shelf),
            langs_of(languages),
            copy.kind,
            originals=originals,
            values={
                "number": file.case.number,
                "sha256": hashlib.sha256(data).hexdigest(),
                "office.ru": _lines(office.name_ru, office.phone, office.email),
                "office.kk": _lines(office.name_kk, office.phone, office.email),
            },
        )
        letter = mail.Letter(subject, text, addresses(file), name, data, office.email)
        return name.replace(".pdf", ".eml"), mail.draft(letter, self.clock.now())

    def recheck(self, record_id: int) -> SignatureFacts:
        """Check a recorded electronic signature again, with the certificates trusted today.

        InputProblem(NOT_FOUND) where the record or its file is gone.
        """
        with self.store.reader() as reader:
            record = reader.get(SignatureRecord, record_id)
            if record is None:
                raise InputProblem(Code.NOT_FOUND, what=str(record_id))
            data = b"".join(reader.content(record.file_sha256))
        document = self.reprint(record.copy_id) if record.copy_id else None
        return self.check_signatures(data, document)

    def signing_command(
        self,
        record: SignatureRecord,
        path: Path | None,
        acknowledged: tuple[str, ...] = (),
    ) -> FileSignature | SaveRecord:
        """Give the command that records a signing, with the file of this computer that proves it."""
        from mediadesk.domain.commands import SaveRecord
        from mediadesk.domain.commands_signing import FileSignature
        from mediadesk.usecases.attaching import FileContent

        if path is None:
            return SaveRecord(record=record, acknowledged=acknowledged)
        is_mail = path.suffix.lower() in (".eml", ".msg")
        return FileSignature(
            record=record,
            name=path.name,
            content=FileContent(path),
            kind=AttachmentKind.MAIL if is_mail else AttachmentKind.SIGNED,
            acknowledged=acknowledged,
        )

    def addresses_of(self, file: CaseFile) -> tuple[str, ...]:
        """Give the e-mail addresses of the parties, each once."""
        return addresses(file)

    def day_of(self, moment: str) -> date | None:
        """Give the day in Kazakhstan of an ISO moment; None for an empty or a future one."""
        if not moment:
            return None
        day = datetime.fromisoformat(moment).astimezone(self.clock.now().tzinfo).date()
        return day if day <= self.clock.today() else None

    def copy_name(self, copy: PrintedCopy) -> str:
        """Propose a name for a registered copy without personal data: number, kind, language."""
        number = self.case_file(copy.case_id).case.number.replace("/", "-")
        return f"{number}-{copy.kind.value}-{copy.languages.value}.pdf"


def addresses(file: CaseFile) -> tuple[str, ...]:
    """Give the e-mail addresses of the parties, each once."""
    found = ((p.person or p.organisation) for p in file.parties)
    return tuple(dict.fromkeys(who.email for who in found if who is not None and who.email))


def _likeness(copy: PrintedCopy, mark: Mark) -> tuple[bool, bool, int]:
    """Order copies of the same facts: what was said, its version, the newest."""
    is_said = bool(copy.said) and copy.said.startswith(mark.content)
    return is_said, copy.version == mark.version, copy.id


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _bare_name(record: SignatureRecord, file: CaseFile) -> str:
    """Name the file of signatures as it is kept with the case."""
    names = [a.name for a in file.all(Attachment) if a.sha256 == record.file_sha256]
    return names[0] if names else ""
