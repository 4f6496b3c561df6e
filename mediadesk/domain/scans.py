"""What the marks on the pages of a scan tell: which paper, which version, what is missing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.page_marks import Mark
from mediadesk.marks import N_

__all__ = ["ScanReport", "judge_scan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanReport:
    """A scan as it was understood: the paper most pages are of, and what is wrong with it."""

    sheets: int
    mark: Mark | None = None
    marks: tuple[Mark | None, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    copy_id: int = 0
    case_id: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether every page of one paper is there, once, and nothing else."""
        return self.mark is not None and all(f.severity is Severity.INFO for f in self.findings)


_TEXTS: Final = {
    "scan_unknown": N_("No sheet carries a mark of this program: the scan is not recognised"),
    "scan_unmarked": N_("Sheets on which no mark was found: %(sheets)s"),
    "scan_missing": N_("Missing pages: %(pages)s of %(total)s"),
    "scan_doubled": N_("Pages that are there more than once: %(pages)s"),
    "scan_other_paper": N_("Sheet %(sheet)s is of another paper: case %(number)s, %(date)s"),
    "scan_other_version": N_("Sheet %(sheet)s is of version %(version)s of the same paper"),
    "scan_other_text": N_("Sheet %(sheet)s has another text than the other sheets"),
    "scan_draft": N_("These are pages of a draft, which was never registered"),
    "scan_order": N_("The pages do not lie in their order"),
}
_INFORMS: Final = frozenset({"scan_order"})


def _found(code: str, **params: object) -> Finding:
    weight = Severity.INFO if code in _INFORMS else Severity.WARNS
    return Finding(code, weight, _TEXTS[code], place="scan", params=params)


def judge_scan(marks: Sequence[Mark | None]) -> ScanReport:
    """Tell of a scan, sheet by sheet, which paper it is and what does not fit."""
    known = [mark for mark in marks if mark is not None]
    if not known:
        return ScanReport(sheets=len(marks), marks=tuple(marks), findings=(_found("scan_unknown"),))
    papers = Counter((*mark.paper, mark.version) for mark in known)
    most = papers.most_common(1)[0][0]
    main = next(mark for mark in known if (*mark.paper, mark.version) == most)
    return ScanReport(
        sheets=len(marks),
        mark=main,
        marks=tuple(marks),
        findings=(*_strangers(marks, main), *_pages(marks, main)),
    )


def _strangers(marks: Sequence[Mark | None], main: Mark) -> Iterator[Finding]:
    blank = [str(place) for place, mark in enumerate(marks, 1) if mark is None]
    if blank:
        yield _found("scan_unmarked", sheets=", ".join(blank))
    for place, mark in enumerate(marks, 1):
        if mark is None:
            continue
        if mark.paper[:3] != main.paper[:3]:
            yield _found("scan_other_paper", sheet=place, number=mark.number, date=mark.day or "-")
        elif mark.version != main.version:
            yield _found("scan_other_version", sheet=place, version=mark.version)
        elif mark.facts != main.facts or mark.content != main.content:
            yield _found("scan_other_text", sheet=place)


def _pages(marks: Sequence[Mark | None], main: Mark) -> Iterator[Finding]:
    if not main.version:
        yield _found("scan_draft")
    own = [
        m for m in marks if m is not None and (*m.paper, m.version) == (*main.paper, main.version)
    ]
    total = max(mark.pages for mark in own)
    places = [mark.page for mark in own]
    missing = sorted(set(range(1, total + 1)) - set(places))
    if missing:
        yield _found("scan_missing", pages=", ".join(map(str, missing)), total=total)
    doubled = sorted(page for page, count in Counter(places).items() if count > 1)
    if doubled:
        yield _found("scan_doubled", pages=", ".join(map(str, doubled)))
    if places != sorted(places):
        yield _found("scan_order")
