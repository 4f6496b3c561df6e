"""The text of the QR mark on each page of a paper.

Grammar of the mark, ASCII except perhaps the number, parted by "|", nothing before or after:

    MD2|<number>|<kind>|<date>|<facts>|v<version>|p<page>/<pages>|<content>

- number: the number of the case or paper, perhaps empty, at most 40 signs, without "|";
- kind: of the paper, a `types.DocumentKind` or "evidence" for the sheet of evidence;
- date: YYYY-MM-DD, or "-" where the document has none;
- facts: the first 12 hexadecimal digits of the hash of the facts;
- version: of the paper, from 1; 0 for a draft, which is never registered;
- page, pages: from 1, page <= pages;
- content: the first 12 hexadecimal digits of `export.page_mark.content_hash`.

No personal data stands in it. Pages of an earlier program begin with "MD1" and have no kind; they are
read as ever.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["Mark", "code", "read_mark"]

_DIGITS: Final = 12
_NUMBER: Final = r"[1-9][0-9]{0,4}"
_MARK: Final = re.compile(
    r"(?:MD1|(?P<kinded>MD2))\|(?P<number>[^|\x00-\x1f\x7f]{0,40})"
    r"(?(kinded)\|(?P<kind>[a-z_]{1,40}))\|(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}|-)"
    r"\|(?P<facts>[0-9a-f]{12})"
    rf"\|v(?P<version>0|{_NUMBER})\|p(?P<page>{_NUMBER})/(?P<pages>{_NUMBER})"
    r"\|(?P<content>[0-9a-f]{12})"
)


def code(number: str, kind: str, day: str, facts: str) -> str:
    """Give what the marks of all pages of a paper begin with; `day` is ISO or "-", `facts` a whole hash.

    Without a kind it is the code of an earlier program.
    """
    begin = f"MD2|{number}|{kind}" if kind else f"MD1|{number}"
    return f"{begin}|{day}|{facts[:_DIGITS]}"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the mark of a page says; `facts` and `content` are beginnings of hashes, 12 digits.

    `day` is None for a document without a date, `version` 0 for a draft, `kind` "" on the pages of an
    earlier program.
    """

    number: str
    day: date | None
    facts: str
    version: int
    page: int
    pages: int
    content: str
    kind: str = ""

    @property
    def paper(self) -> tuple[str, str, date | None, str]:
        """What all pages of one paper have in common."""
        return self.number, self.kind, self.day, self.facts

    @property
    def is_draft(self) -> bool:
        """Whether the page belongs to a draft, which nobody registered."""
        return self.version == 0

    @property
    def text(self) -> str:
        """The text that stands in the QR mark."""
        day = self.day.isoformat() if self.day else "-"
        return (
            f"{code(self.number, self.kind, day, self.facts)}"
            f"|v{self.version}|p{self.page}/{self.pages}|{self.content}"
        )


def read_mark(text: str) -> Mark | None:
    """Read the text of a QR mark; None for what no page of ours carries."""
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    page, pages = int(found["page"]), int(found["pages"])
    try:
        day = None if found["day"] == "-" else date.fromisoformat(found["day"])
    except ValueError:
        return None
    if page > pages:
        return None
    return Mark(
        found["number"],
        day,
        found["facts"],
        int(found["version"]),
        page,
        pages,
        found["content"],
        found["kind"] or "",
    )
