"""What may be kept with a case as a file: names, types, sizes; facts in, findings out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.text import clean
from mediadesk.marks import N_

__all__ = ["FileRules", "clean_name", "ending", "file_rules_from_toml", "judge_file"]

_MEGABYTE: Final = 2**20
_LONGEST_NAME: Final = 200
_BAD_SIGNS: Final = frozenset('<>:"/\\|?*')
_UNKNOWN: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class FileRules:
    """Sizes in bytes, endings of programs, types by ending, days a file taken out is kept."""

    largest: int = 25 * _MEGABYTE
    total: int = 2048 * _MEGABYTE
    warn_percent: int = 80
    programs: frozenset[str] = frozenset()
    types: Mapping[str, str] = field(default_factory=dict)
    keep_days: int = 30

    def media_type(self, name: str) -> str:
        """Give the type of a file by the ending of its name."""
        return self.types.get(ending(name), _UNKNOWN)


def file_rules_from_toml(data: Mapping[str, Any]) -> FileRules:
    """Read `files.toml`; KeyError, TypeError or ValueError where it is damaged."""
    told = data["files"]
    rules = FileRules(
        largest=int(told["largest_mb"]) * _MEGABYTE,
        total=int(told["total_mb"]) * _MEGABYTE,
        warn_percent=int(told["warn_percent"]),
        programs=frozenset(str(each).lower() for each in told["programs"]),
        types={str(name).lower(): str(value) for name, value in told["types"].items()},
        keep_days=int(data["trash"]["keep_days"]),
    )
    if min(rules.largest, rules.total, rules.keep_days) < 1:
        raise ValueError(rules)
    return rules


def clean_name(name: str) -> str:
    """Give a name of a file without folders, control characters and signs no disk takes.

    What is left of an empty name is `file`; a long one is cut before its ending.
    """
    bare = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    bare = "".join("_" if sign in _BAD_SIGNS else sign for sign in clean(bare)).strip(" .")
    if not bare:
        return "file"
    if len(bare) <= _LONGEST_NAME:
        return bare
    stem, dot, last = bare.rpartition(".")
    if not dot or len(last) > 10:
        return bare[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(last) - 1]}.{last}"


def ending(name: str) -> str:
    """Give the ending of a file's name in small letters, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def judge_file(name: str, total: int, rules: FileRules, same: str = "") -> Iterator[Finding]:
    """Say what is to be thought of a file that is taken in.

    `total` is the size of all files with it, in bytes; `same` names a file of the case with the
    same content.
    """
    if ending(name) in rules.programs:
        yield Finding(
            "file_is_program",
            Severity.WARNS,
            N_("%(name)s is a program or may hold one. Keep it only if you know where it is from"),
            place="attachment.name",
            params={"name": name},
        )
    if same:
        yield Finding(
            "file_is_there",
            Severity.INFO,
            N_("The case has a file with the same content already: %(name)s"),
            place="attachment.name",
            params={"name": same},
        )
    if total * 100 >= rules.total * rules.warn_percent:
        yield Finding(
            "files_near_limit",
            Severity.INFO,
            N_("The files of the centre fill %(share)s of the room they may take"),
            params={"share": f"{total * 100 // rules.total} %"},
        )
