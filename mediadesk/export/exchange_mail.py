"""The draft of a letter with which a paper goes out for signing: a file that mail programs open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any, Final

from mediadesk.domain.types import DocumentKind
from mediadesk.errors import Code, WorldTrouble

__all__ = ["Letter", "draft", "letter_words"]

# Python 3.11 loses spaces between the pieces of long Cyrillic subjects where it folds them.
_POLICY: Final = SMTP.clone(max_line_length=998)


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out: subject and text, to whom, and the PDF with a name without personal data."""

    subject: str
    text: str
    to: Sequence[str]
    name: str
    pdf: bytes
    sender: str = ""
    subtype: str = "pdf"
    """What is attached: `octet-stream` for a package."""


def letter_words(
    data: Mapping[str, Any],
    langs: Sequence[str],
    kind: DocumentKind,
    *,
    originals: bool,
    values: Mapping[str, str],
) -> tuple[str, str]:
    """Give subject and text in the languages, Kazakh first; `data` is `mail/exchange.toml`.

    `values` fill the places {number}, {sha256} and {office}, {office} by language as `office.kk`.
    WorldTrouble(RESOURCE_BAD) where the file is damaged.
    """
    which = "agreement" if kind is DocumentKind.AGREEMENT else "contract"
    subjects, texts = [], []
    try:
        for lang in langs:
            key = "originals_wanted" if originals else f"originals_{which}"
            told = {
                "number": values["number"],
                "sha256": values["sha256"],
                "office": values[f"office.{lang}"],
                "originals": data[key][lang],
            }
            subjects.append(_filled(data["subject"][lang], told))
            texts.append(_filled(data["body"][lang].strip(), told))
    except (KeyError, TypeError, AttributeError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name="mail/exchange.toml") from error
    return " / ".join(subjects), "\n\n———\n\n".join(texts) + "\n"


def _filled(words: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def draft(letter: Letter, now: datetime) -> bytes:
    """Write the letter as a draft that a mail program opens for sending (`X-Unsent`)."""
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = letter.subject
    if sender := _address(letter.sender):
        message["From"] = sender
    to = [address for address in map(_address, letter.to) if address is not None]
    if to:
        message["To"] = to
    message["Date"] = now
    message["X-Unsent"] = "1"
    message.set_content(letter.text, charset="utf-8", cte="base64")
    message.add_attachment(
        letter.pdf, maintype="application", subtype=letter.subtype, filename=letter.name
    )
    return message.as_bytes()


def _address(told: str) -> Address | None:
    """Read an address; None where it is none."""
    try:
        return Address(addr_spec=told.strip()) if "@" in told else None
    except (ValueError, IndexError):
        return None
