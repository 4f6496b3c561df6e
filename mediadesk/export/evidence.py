"""The sheet of evidence of electronic signatures: all facts, the four verdicts, hashes, the statement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediadesk.domain.bilingual import Words
from mediadesk.domain.identifiers import show_phone
from mediadesk.domain.model import Office, SignatureRecord
from mediadesk.domain.signatures import SignatureFacts, Signer, WhoSigned, shown_moment
from mediadesk.domain.types import Languages
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.document import Block, Document, Span, Text, langs_of
from mediadesk.export.document import Signer as Signer_
from mediadesk.export.wording import Lang, long_date
from mediadesk.i18n import Translator
from mediadesk.marks import N_

__all__ = ["Evidence", "sheet"]


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
        code=f"MD1|{evidence.number}|{evidence.day.isoformat()}|{facts.sha256[:12]}",
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

    def _fact(self, label: str, value: object) -> Iterator[Block]:
        """Tell one fact; `value` is told as it is, a code by its label; nothing for an empty one."""
        if value in ("", None):
            return
        yield self._block(
            "block",
            {
                lang: (
                    Span(f"{self.speaks[lang].text(label)}: "),
                    Span(self.speaks[lang].value(value), bold=True),
                )
                for lang in self.langs
            },
        )

    def blocks(self) -> Iterator[Block]:
        """Tell the document, each signer, and what the sheet is worth."""
        record, facts = self.evidence.record, self.evidence.facts
        yield self._said("block", "intro")
        yield self._heading(N_("Document"))
        yield from self._fact(N_("Document"), record.kind)
        yield from self._fact(N_("SHA-256 of the document"), facts.document_sha256)
        yield from self._fact(N_("File of signatures"), self.evidence.file_name)
        yield from self._fact(N_("SHA-256 of the file of signatures"), facts.sha256)
        yield from self._fact(N_("Checked at"), shown_moment(facts.checked_at))
        yield from self._fact(N_("Program"), facts.program)
        for place, signer in enumerate(facts.signers):
            found = self.evidence.found[place] if place < len(self.evidence.found) else ()
            yield from self._signer(place + 1, signer, found)
        yield self._heading(N_("What this sheet proves"))
        yield self._said("block", "verdicts")
        yield self._said("block", "statement")

    def _signer(self, place: int, signer: Signer, found: Sequence[WhoSigned]) -> Iterator[Block]:
        heads = {
            lang: (Span(tr.text(N_("Signature %(n)s"), n=place)),)
            for lang, tr in self.speaks.items()
        }
        yield self._block("heading", heads)
        yield from self._fact(N_("Signer"), signer.name)
        yield from self._fact(N_("IIN"), signer.iin)
        yield from self._fact(N_("Organisation"), signer.organisation)
        yield from self._fact(N_("BIN"), signer.bin)
        yield self._in_case(found)
        yield from self._fact(N_("File"), signer.file)
        yield from self._fact(N_("Signature"), signer.math)
        yield from self._fact(N_("Certificate"), signer.certificate)
        yield from self._fact(N_("Revocation"), signer.revocation)
        yield from self._fact(N_("Time of signing"), shown_moment(signer.signed_at))
        yield from self._fact(N_("Source of the time"), signer.time_source)
        yield from self._fact(N_("Algorithm"), signer.algorithm)
        yield from self._fact(N_("Issued by"), signer.issuer)
        yield from self._fact(N_("Number of the certificate"), signer.serial)
        yield from self._fact(N_("Valid from"), shown_moment(signer.begins))
        yield from self._fact(N_("Valid until"), shown_moment(signer.ends))
        yield from self._fact(N_("SHA-256 of the certificate"), signer.certificate_sha256)
        for note in signer.notes:
            yield from self._fact(N_("Note"), note)

    def _in_case(self, found: Sequence[WhoSigned]) -> Block:
        texts: dict[Lang, Text] = {}
        for lang, tr in self.speaks.items():
            roles = "; ".join(tr.text(each.role) for each in found)
            told = roles or tr.text(N_("no such participant"))
            label = tr.text(N_("In this case"))
            texts[lang] = (Span(f"{label}: "), Span(told, bold=True))
        return self._block("block", texts)
