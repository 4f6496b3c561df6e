"""Names in two columns: the same person in Russian cases and with Kazakh suffixes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.column_tokens import Token, TokenKind
from mediadesk.domain.text import fold, fold_variants

__all__ = [
    "Known",
    "Vocabulary",
    "initials_of",
    "names_of",
    "nearly",
    "share",
    "vocabulary_from_toml",
]

_RU_ENDINGS: Final = (
    "а", "у", "ом", "им", "е", "ои", "ую", "и", "ю", "я", "еи", "ем", "ого", "ому", "их", "ими",
    "ам", "ами", "ах", "ая", "ею", "ою",
)  # fmt: skip
_KK_ENDINGS: Final = (
    "га", "ге", "ка", "ке", "на", "не", "а", "е", "нин", "дин", "тин", "ин", "ни", "ди", "ти", "и",
    "да", "де", "та", "те", "нда", "нде", "дан", "ден", "тан", "тен", "нан", "нен", "ан", "ен",
    "мен", "бен", "пен", "си", "син", "сина", "сине", "сини", "синин", "ина", "ине", "ини", "инин",
    "лар", "лер", "дар", "дер", "тар", "тер", "даги", "деги", "таги", "теги",
)  # fmt: skip
_ENDINGS: Final = {"ru": _RU_ENDINGS, "kk": _KK_ENDINGS}
_RU_FEMININE: Final = ("ои", "ою", "у", "е")
_LEAST: Final = 3
_NEAR: Final = 0.75
_UPPER: Final = "А-ЯЁӘҒҚҢӨҰҮҺІA-Z"
_LETTER: Final = r"[^\W\d_]"
_CAPITAL: Final = re.compile(rf"(?<![\w-])[{_UPPER}]{_LETTER}+(?:-{_LETTER}+)*")
_INITIAL: Final = re.compile(rf"(?<![\w-])([{_UPPER}])\.(?!\w{{2,}}\.)")
_STARTS: Final = re.compile(r"(?:^|[.!?;:…]|\n|[–—-]\s|\d[.)])\s*(?:\*\*)?[«\"“(]?\s*$")
_SHORTENED: Final = re.compile(
    r"(?<!\w)(?:г|гг|ул|д|кв|пр|мкр|обл|р|с|ст|п|пп|им|тел|қ|к-сі|ж|т|б|[А-ЯЁӘҒҚҢӨҰҮҺІ])\.\s*$"
)
_SURNAME: Final = re.compile(
    r"(?:ов|ев|ёв|ова|ева|ёва|ұлы|улы|қызы|кызы|беков|баев)"
    r"(?:а|у|ым|ой|ою|е|ге|ке|ға|қа|ның|нің|дың|дің|тың|тің|ты|ті|ды|ді|ны|ні|дан|ден|тан|тен|мен|пен"
    r"|бен)?$",
    re.IGNORECASE,
)
_ROMAN: Final = re.compile(r"[IVXLCІХ]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Capitalised words that are no names, by language, and pairs that are called otherwise."""

    common: Mapping[str, tuple[str, ...]]
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def vocabulary_from_toml(table: Mapping[str, Any]) -> Vocabulary:
    """Read the parsed `two-columns.toml`; KeyError or TypeError where it is wrong."""
    common = {
        lang: tuple(stem.casefold() for row in table["common"] if (stem := row.get(lang, "")))
        for lang in ("ru", "kk")
    }
    pairs = tuple(
        (tuple(row["ru"].split("|")), tuple(row["kk"].split("|"))) for row in table["pair"]
    )
    return Vocabulary(common, pairs)


@lru_cache(maxsize=8192)
def _fold(text: str) -> str:
    """Fold a word, once for each."""
    return fold(text)


@lru_cache(maxsize=8192)
def forms(word: str, lang: str) -> frozenset[str]:
    """Give what may be the bare name: the folded word with and without an ending of the language."""
    found: set[str] = set()
    bases = {_fold(part) for part in (word, word.replace("-", ""))}
    bases |= set(fold_variants(word))
    for base in bases:
        found.add(base)
        found |= {
            base.removesuffix(ending)
            for ending in _ENDINGS[lang]
            if base.endswith(ending) and len(base) - len(ending) >= _LEAST
        }
        if lang == "ru":  # a woman's name in a case: Ермековой is of Ермекова
            found |= {
                f"{base.removesuffix(ending)}а"
                for ending in _RU_FEMININE
                if base.endswith(ending) and len(base) - len(ending) >= _LEAST
            }
        if lang == "ru" and base.endswith("я"):
            found.add(f"{base.removesuffix('я')}и")
    return frozenset(found)


class Known:
    """Names that are spelled otherwise in the other language: people of the case, towns."""

    def __init__(self, vocabulary: Vocabulary, people: Iterable[Words]) -> None:
        """Pair the words of names by their place."""
        self.vocabulary = vocabulary
        self._groups: list[tuple[dict[str, frozenset[str]], bool]] = []
        self._spelled: list[tuple[str, ...]] = []
        self.letters: dict[str, str] = {}
        for who in people:
            ru, kk = _name_words(who.ru), _name_words(who.kk or who.ru)
            for one, other in zip(ru, kk, strict=False):
                self._add((one,), (other,), is_person=True)
                if _fold(one)[:1] != _fold(other)[:1]:
                    self.letters[_fold(other)[:1]] = _fold(one)[:1]
        for rus, kks in vocabulary.pairs:
            self._add(rus, kks, is_person=False)

    def _add(self, rus: tuple[str, ...], kks: tuple[str, ...], *, is_person: bool) -> None:
        """Add a group, or widen the one that shares a spelling with it."""
        made = {
            "ru": frozenset(f for word in rus for f in _spellings(word, "ru", is_person)),
            "kk": frozenset(f for word in kks for f in _spellings(word, "kk", is_person)),
        }
        for at, (group, was_person) in enumerate(self._groups):
            if group["ru"] & made["ru"] or group["kk"] & made["kk"]:
                merged = {lang: group[lang] | made[lang] for lang in made}
                self._groups[at] = (merged, was_person or is_person)
                self._spelled[at] = (*self._spelled[at], *rus, *kks)
                return
        self._groups.append((made, is_person))
        self._spelled.append((*rus, *kks))

    def group_of(self, word: str, lang: str) -> str:
        """Name the group a word belongs to; "" if it is nobody we know. People are marked by @."""
        mine, whole = forms(word, lang), _fold(word)
        best = ""
        for at, (group, is_person) in enumerate(self._groups):
            known = group["ru"] | group["kk"] if is_person else group[lang]
            if is_person and not self._is_spelled(word, at):
                continue
            if whole in known:
                return f"{'@' if is_person else '='}{at}"
            if mine & known and not best:
                best = f"{'@' if is_person else '='}{at}"
        return best

    def _is_spelled(self, word: str, at: int) -> bool:
        """Say whether a word begins, letter by letter, as a name of the group is written."""
        low = word.casefold()
        return any(
            low.startswith(name.casefold()[: max(len(name) - 2, 2)]) for name in self._spelled[at]
        )

    def is_common(self, word: str, lang: str) -> bool:
        """Say whether a capitalised word is a term or the like."""
        return word.casefold().startswith(self.vocabulary.common[lang])


def _spellings(word: str, lang: str, is_person: bool) -> frozenset[str]:  # noqa: FBT001
    """Give the folded spellings of a word; of a person's name its bare forms as well."""
    exact = frozenset({_fold(word), _fold(word.replace("-", ""))})
    return exact | forms(word, lang) if is_person else exact


def _name_words(name: str) -> list[str]:
    """Give the words of a name that can stand alone: no legal forms, no initials."""
    words = re.findall(rf"{_LETTER}{{2,}}(?:-{_LETTER}+)*", name)
    return [word for word in words if word[0].isupper() and not (word.isupper() and len(word) < 5)]


def names_of(text: str, lang: str, known: Known) -> tuple[list[Token], list[Token]]:
    """Give the names of a text that must be in the other column, and those that may be.

    A word that only begins a sentence may be a name; a term is none.
    """
    sure: list[Token] = []
    maybe: list[Token] = []
    for found in _CAPITAL.finditer(text):
        word = found[0]
        group = known.group_of(word, lang)
        if not group and (known.is_common(word, lang) or _ROMAN.fullmatch(word)):
            continue
        token = Token(TokenKind.NAME, group or "", word, found.start())
        before = text[: found.start()]
        is_start = bool(_STARTS.search(before)) and not _SHORTENED.search(before)
        is_quoted = before.rstrip(" ").endswith(("«", '"', "“"))
        must = group or not is_start or is_quoted or _SURNAME.search(word)
        (sure if must else maybe).append(token)
    return sure, maybe


def initials_of(text: str, lang: str, known: Known) -> list[Token]:
    """Give the initials of a text, each as its letter in Russian."""
    found = []
    for each in _INITIAL.finditer(text):
        letter = _fold(each[1])
        if letter:
            value = known.letters.get(letter, letter) if lang == "kk" else letter
            found.append(Token(TokenKind.INITIAL, value, each[0], each.start()))
    return found


def share(ru: str, kk: str) -> bool:
    """Say whether two words can be one name in the two languages."""
    common = forms(ru, "ru") & forms(kk, "kk")
    return any(_doubles(ru, len(form)) == _doubles(kk, len(form)) for form in common)


def _doubles(word: str, letters: int) -> list[str]:
    """Name the doubled letters in the beginning of a word: folding makes them single."""
    begin = word.casefold()[:letters]
    return [_fold(one) for one, other in pairwise(begin) if one == other]


def nearly(ru: str, kk: str) -> bool:
    """Say whether two words are nearly one name and yet are not: a letter of it was changed."""
    if share(ru, kk):
        return False
    one, other = (min(forms(w, lang), key=len) for w, lang in ((ru, "ru"), (kk, "kk")))
    if len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= 1:
        return True
    return one[-2:] == other[-2:] and SequenceMatcher(None, one, other).ratio() >= _NEAR
