"""The bilingual settlement agreement against bare reportlab platypus with the same blocks.

Ours is the wording and the PDF: facts put into the clauses, the check of every letter against the
font, page head and foot, a QR mark on every page, signatures, outline and structure. The floor is
given the finished texts and sets them with platypus alone: the same fonts in the same sizes, a table
of two columns, one row a clause, nothing else. The whole way from the saved case, with the gaps the
law sees, is told beside it.
"""

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

from benchmarks import data
from benchmarks.harness import Result, alternate, timed
from mediadesk.db.store import Store
from mediadesk.domain import document_facts
from mediadesk.domain.model import Agreement, Obligation
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.export import paper_packs, papers, pdf, pdf_fonts
from mediadesk.export.document import Document
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.law import load_law
from mediadesk.usecases.practice import fill

__all__ = ["run"]

_GOAL = 1.3


@cache
def _fonts() -> tuple[str, str]:
    """Register the same two fonts as the library itself keeps them; give their names."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (pdf_fonts.REGULAR, pdf_fonts.BOLD):
        made: Any = pdfmetrics.getFont(name)
        pdfmetrics.registerFont(TTFont(f"Bare{name}", made.face.filename))
    return f"Bare{pdf_fonts.REGULAR}", f"Bare{pdf_fonts.BOLD}"


def _bare(document: Document) -> bytes:
    """Set the blocks of a document with platypus alone."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    from mediadesk.export import page_words

    size = page_words.SIZES[len(document.langs)]
    regular, bold = _fonts()
    plain = ParagraphStyle("plain", fontName=regular, fontSize=size, leading=1.25 * size)
    clause = ParagraphStyle("clause", plain, alignment=TA_JUSTIFY, spaceAfter=3)
    heading = ParagraphStyle("heading", plain, fontName=bold)
    lines = [[Paragraph(escape(words.of(lang)), heading) for lang in document.langs]
             for words in (document.letterhead, document.contacts, document.title)]  # fmt: skip
    for block in document.blocks:
        look = {"clause": clause, "heading": heading}.get(block.style, plain)
        lines.append(
            [
                Paragraph(
                    f"{block.number} "
                    + "".join(escape(span.text) for span in block.texts[lang]).replace(
                        "\n", "<br/>"
                    ),
                    look,
                )
                for lang in document.langs
            ]
        )
    lines.extend(
        [
            Paragraph(escape(f"{signer.role.of(lang)} {signer.name.of(lang)}"), plain)
            for lang in document.langs
        ]
        for signer in document.signers
    )
    target = BytesIO()
    template = SimpleDocTemplate(target, pagesize=A4, invariant=1)
    width = template.width / len(document.langs)
    template.build([Table(lines, colWidths=[width] * len(document.langs), splitInRow=1)])
    return target.getvalue()


def _case_with_agreement(desk: Desk) -> int:
    """Find the case whose agreement has the most obligations."""
    with desk.store.reader() as reader:
        duties = [duty.agreement_id for duty in reader.find(Obligation)]
        longest = max(sorted(set(duties)), key=duties.count)
        found = reader.get(Agreement, longest)
    return int(found.case_id) if found else 0


def run(*, fast: bool) -> list[Result]:
    """Measure one agreement of the practice centre, the longest there is, in both languages."""
    pairs = 2 if fast else 25
    kind, both = DocumentKind.AGREEMENT, Languages.BOTH
    with TemporaryDirectory() as name:
        folder = Path(name) / "centre"
        clock, law = data.FixedClock(), load_law()
        store, _recovery = Store.create(
            folder, data.OPENED_BY, clock=clock, ids=data.NewIds(), immediate=True
        )
        desk = Desk(store, clock=clock, ids=data.NewIds(), centre=folder, law=law)
        try:
            fill(store, law, cases=40, last=date(2026, 2, 27))
            case_id = _case_with_agreement(desk)
            file = desk.case_file(case_id)
            facts = document_facts.facts_of(file, kind, term=desk.term(file))
            template = paper_packs.load(paper_packs.latest(kind))
            made = papers.build(facts, template, both)
            printed = desk.document(case_id, kind, both)
            low, high = alternate(
                lambda: timed(lambda: _bare(made)),
                lambda: timed(lambda: pdf.render(papers.build(facts, template, both))),
                pairs,
            )
            whole = median(timed(lambda: desk.document(case_id, kind, both)) for _ in range(pairs))
        finally:
            desk.close()
    detail = (
        f"{high:.1f} ms, bare reportlab {low:.1f}, from the saved case {whole:.1f}; {len(made.blocks)} blocks,"
        f" {len(file.obligations)} obligations, {printed.pages} pages, {len(printed.pdf) // 1024} KiB"
    )
    return [Result("agreement: Kazakh and Russian side by side", high / low, _GOAL, "x", detail)]
