"""A form from a blank as one file for another office: the blank, its plan, its names; no cases."""

import base64
import hashlib
import json
import re
from binascii import Error
from dataclasses import replace
from datetime import date
from typing import Any, Final

from mediadesk.domain.own_data import FormBlank
from mediadesk.domain.statistics import CountingRule
from mediadesk.errors import Code, InputProblem

__all__ = [
    "BLANK_KIND",
    "CASES_IN",
    "LARGEST_PACK",
    "blank_bytes",
    "code_of",
    "from_data",
    "from_pack",
    "pack_data",
    "to_pack",
    "with_blank",
]

LARGEST_PACK: Final = 6 * 2**20
CASES_IN: Final = ("inside", "beside", "no")
BLANK_KIND: Final = "mediadesk-form"
"""What a form from a blank says it is."""
_VERSION: Final = 1
_LANGUAGES: Final = ("ru", "kk", "both")
_TEXTS: Final = (
    "code", "title_ru", "title_kk", "recipient_ru", "recipient_kk", "counts_by", "language",
    "cases_in", "source", "sha256", "workbook",
)  # fmt: skip
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_LATIN: Final = str.maketrans(
    dict(
        zip(
            "абвгдезийклмнопрстуфыэәғқңөұүһіё",
            "abvgdeziiklmnoprstufyeagqnouuhie",
            strict=True,
        )
    )
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "iu", "я": "ia"}
    | {"ъ": "", "ь": ""}
)


def code_of(title: str) -> str:
    """Make a short name of a title: Latin letters, figures and hyphens, for the command line."""
    latin = title.casefold().translate(_LATIN)
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:40].strip("-") or "blank"


def with_blank(form: FormBlank, data: bytes) -> FormBlank:
    """Give the form with the blank's bytes in it."""
    return replace(
        form,
        workbook=base64.b64encode(data).decode("ascii"),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def blank_bytes(form: FormBlank) -> bytes:
    """Give the bytes of the blank; InputProblem(BLANK_PACK_BAD) if they are not what was saved."""
    try:
        data = base64.b64decode(form.workbook, validate=True)
    except (Error, ValueError) as error:
        raise InputProblem(Code.BLANK_PACK_BAD, name=form.code) from error
    if hashlib.sha256(data).hexdigest() != form.sha256:
        raise InputProblem(Code.BLANK_PACK_BAD, name=form.code)
    return data


def to_pack(form: FormBlank) -> str:
    """Write a form as JSON for another office: nothing of cases or of this centre."""
    return json.dumps(pack_data(form), ensure_ascii=False, indent=1) + "\n"


def pack_data(form: FormBlank) -> dict[str, Any]:
    """Give a form as plain data: what `to_pack` writes."""
    raw: dict[str, Any] = {"kind": BLANK_KIND, "version": _VERSION}
    raw |= {name: getattr(form, name) for name in _TEXTS}
    raw["valid_from"] = form.valid_from.isoformat() if form.valid_from else ""
    raw["cells"] = json.loads(form.cells or "[]")
    return raw


def from_pack(text: str, name: str, code: str = "") -> FormBlank:
    """Read such a file; `code` is another short name for it.

    InputProblem(BLANK_PACK_BAD) for anything else; the plan is not judged here.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputProblem(Code.BLANK_PACK_BAD, name=name) from error
    return from_data(raw, name, code)


def from_data(raw: Any, name: str, code: str = "") -> FormBlank:
    """Read a form from plain data, see `from_pack`."""
    try:
        form = _read(raw, code)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputProblem(Code.BLANK_PACK_BAD, name=name) from error
    blank_bytes(form)
    return form


def _read(raw: Any, code: str) -> FormBlank:
    """Give the form; KeyError, ValueError, TypeError or AttributeError for another shape."""
    texts = {field: raw[field] for field in _TEXTS}
    if not all(isinstance(each, str) for each in texts.values()):
        raise TypeError(raw["kind"])
    texts["code"] = code or texts["code"]
    CountingRule(texts["counts_by"])
    is_known = raw["kind"] == BLANK_KIND and raw["version"] == _VERSION
    is_said = texts["language"] in _LANGUAGES and texts["cases_in"] in CASES_IN
    is_named = bool(_CODE.fullmatch(texts["code"])) and bool(texts["title_ru"].strip())
    if not (is_known and is_said and is_named):
        raise ValueError(raw["kind"])
    return FormBlank(
        **texts,
        valid_from=date.fromisoformat(raw["valid_from"]) if raw["valid_from"] else None,
        cells=json.dumps(raw["cells"], ensure_ascii=False, separators=(",", ":")),
    )
