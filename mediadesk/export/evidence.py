"""The sheet of evidence of electronic signatures: all facts, the four verdicts, hashes, the statement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediadesk.domain import page_marks
from mediadesk.domain.bilingual import Words
from mediadesk.domain.identifiers import show_phone
from mediadesk.domain.model import Office, SignatureRecord
from mediadesk.domain.signatures import SignatureFacts, Signer, WhoSigned, shown_moment
from mediadesk.domain.types import Languages
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.document import Block, Column, Document, Grid, Span, Text, langs_of
from mediadesk.export.document import Signer as Signer_
from mediadesk.export.wording import Lang, long_date
from mediadesk.i18n import Translator
from mediadesk.marks import N_

__all__ = ["Evidence", "sheet"]

Row = tuple[Mapping[Lang, Text], Mapping[Lang, Text]]

_WHAT, _TOLD = 3, 7  # shares of the width


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sheet tells: the record, its facts, who the signers are in the case, the office."""

    number: str
    record: SignatureRecord
    facts: SignatureFacts
    found: Sequence[Sequence[WhoSigned]]
    office: Office
    file_name: str
    day: date
    words: Mapping[str, Any]


def sheet(evidence: Evidence, languages: Languages) -> Document:
    """Make the sheet; WorldTrouble(RESOURCE_BAD) where its words are damaged."""
    langs = langs_of(languages)
    maker = _Sheet(evidence, langs)
    office, facts = evidence.office, evidence.facts
    phone = show_phone(office.phone)
    contacts = (
        ", ".join(part for part in (address, phone, office.email) if part)
        for address in (office.address_ru, office.address_kk)
    )
    return Document(
        number=evidence.number,
        title=maker.words("title"),
        letterhead=Words(office.name_ru, office.name_kk),
        contacts=Words(*contacts),
        place={lang: (Span(office.city_kk if lang == "kk" else office.city_ru),) for lang in langs},
        date={lang: (Span(long_date(evidence.day, lang)),) for lang in langs},
        languages=languages,
        blocks=tuple(maker.blocks()),
        signers=(Signer_(maker.words("maker"), Words("", "")),),
        code=page_marks.code(evidence.number, "evidence", evidence.day.isoformat(), facts.sha256),
        template="evidence",
    )


class _Sheet:
    """Makes the blocks, each in every language of the sheet."""

    def __init__(self, evidence: Evidence, langs: tuple[Lang, ...]) -> None:
        self.evidence = evidence
        self.langs = langs
        self.speaks = {lang: Translator(lang) for lang in langs}
        self._count = 0

    def words(self, name: str) -> Words:
        """Give words of the data file."""
        try:
            told = self.evidence.words["sheet"][name]
            return Words(told["ru"], told["kk"])
        except (KeyError, TypeError) as error:
            raise WorldTrouble(Code.RESOURCE_BAD, name="signatures.toml") from error

    def _block(self, style: str, texts: Mapping[Lang, Text]) -> Block:
        self._count += 1
        return Block(id=f"b{self._count}", style=style, number="", texts=texts)

    def _said(self, style: str, name: str) -> Block:
        words = self.words(name)
        return self._block(style, {lang: (Span(words.of(lang)),) for lang in self.langs})

    def _heading(self, label: str) -> Block:
        return self._block(
            "heading", {lang: (Span(self.speaks[lang].text(label)),) for lang in self.langs}
        )

    def _row(self, label: str, value: object) -> Iterator[Row]:
        """Tell one fact; `value` is told as it is, a code by its label; nothing for an empty one."""
        if value not in ("", None):
            yield self._cells(label, {lang: tr.value(value) for lang, tr in self.speaks.items()})

    def _cells(self, label: str, told: Mapping[Lang, str]) -> Row:
        names = {lang: (Span(tr.text(label)),) for lang, tr in self.speaks.items()}
        return names, {lang: (Span(words),) for lang, words in told.items()}

    def _table(self, rows: Iterator[Row]) -> Block:
        self._count += 1
        columns = (Column(self.words("what"), _WHAT), Column(self.words("told"), _TOLD))
        grid = Grid(columns, tuple(rows))
        return Block(id=f"b{self._count}", style="table", number="", texts={}, grid=grid)

    def blocks(self) -> Iterator[Block]:
        """Tell the document, each signer, and what the sheet is worth."""
        facts = self.evidence.facts
        yield self._said("plain", "intro")
        yield self._heading(N_("Document"))
        yield self._table(self._document())
        for place, signer in enumerate(facts.signers):
            found = self.evidence.found[place] if place < len(self.evidence.found) else ()
            heads = {
                lang: (Span(tr.text(N_("Signature %(n)s"), n=place + 1)),)
                for lang, tr in self.speaks.items()
            }
            yield self._block("heading", heads)
            yield self._table(self._signer(signer, found))
        yield self._heading(N_("What this sheet proves"))
        yield self._said("plain", "verdicts")
        yield self._said("plain", "statement")

    def _document(self) -> Iterator[Row]:
        record, facts = self.evidence.record, self.evidence.facts
        yield from self._row(N_("Document"), record.kind)
        yield from self._row(N_("SHA-256 of the document"), facts.document_sha256)
        yield from self._row(N_("File of signatures"), self.evidence.file_name)
        yield from self._row(N_("SHA-256 of the file of signatures"), facts.sha256)
        yield from self._row(N_("Checked at"), shown_moment(facts.checked_at))
        yield from self._row(N_("Program"), facts.program)

    def _signer(self, signer: Signer, found: Sequence[WhoSigned]) -> Iterator[Row]:
        yield from self._row(N_("Signer"), signer.name)
        yield from self._row(N_("IIN"), signer.iin)
        yield from self._row(N_("Organisation"), signer.organisation)
        yield from self._row(N_("BIN"), signer.bin)
        yield self._cells(N_("In this case"), self._in_case(found))
        yield from self._row(N_("File"), signer.file)
        yield from self._row(N_("Signature"), signer.math)
        yield from self._row(N_("Certificate"), signer.certificate)
        yield from self._row(N_("Revocation"), signer.revocation)
        yield from self._row(N_("Time of signing"), shown_moment(signer.signed_at))
        yield from self._row(N_("Source of the time"), signer.time_source)
        yield from self._row(N_("Algorithm"), signer.algorithm)
        yield from self._row(N_("Issued by"), signer.issuer)
        yield from self._row(N_("Number of the certificate"), signer.serial)
        yield from self._row(N_("Valid from"), shown_moment(signer.begins))
        yield from self._row(N_("Valid until"), shown_moment(signer.ends))
        yield from self._row(N_("SHA-256 of the certificate"), signer.certificate_sha256)
        for note in signer.notes:
            yield from self._row(N_("Note"), note)

    def _in_case(self, found: Sequence[WhoSigned]) -> dict[Lang, str]:
        """Tell who the signer is in the case, and where the certificate has another name."""
        texts: dict[Lang, str] = {}
        for lang, tr in self.speaks.items():
            roles = "; ".join(tr.text(each.role) for each in found)
            if found and not all(each.is_alike for each in found):
                words = N_("The number is that of %(who)s, but the certificate has another name")
                roles = tr.text(words, who=roles)
            texts[lang] = roles or tr.text(N_("no such participant"))
        return texts
