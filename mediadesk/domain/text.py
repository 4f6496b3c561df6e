"""Text of names and notes: cleaning, folding for search, sorting, the wrong keyboard layout.

Everything here is a pure function of its arguments. The folded form and the sort key are stored
beside the text they come from, so a change of the rules below asks for a rebuild of the index.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = [
    "clean",
    "fold",
    "fold_variants",
    "other_layout",
    "sort_key",
    "squeeze_digits",
    "unmasked",
]

_DROPPED: Final = frozenset({"Cc", "Cf", "Cs"})

# Composed Latin letters that do not simply lose their mark (both Kazakh Latin alphabets: 2018 with
# acutes, 2021 with umlauts and cedillas; the other marks are dropped and leave the right letter).
_COMPOSED: Final = str.maketrans(
    {
        "ş": "sh",
        "Ş": "Sh",
        "š": "sh",
        "Š": "Sh",
        "ç": "ch",
        "Ç": "Ch",
        "č": "ch",
        "Č": "Ch",
        "ž": "zh",
        "Ž": "Zh",
        "ý": "u",
        "Ý": "U",
        "ŋ": "n",
        "Ŋ": "N",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
    }
)
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'’‘ʼʹ`´′"))
_SCHWA: Final = str.maketrans("əƏ", "әӘ")

# Latin letters that look like Cyrillic ones; the capital H is Н, the small h is һ.
_LOOKALIKE_FROM: Final = "aceopxykmtbhiABCEHIKMOPTXY"
_LOOKALIKE_TO: Final = "асеорхукмтвһіАВСЕНІКМОРТХУ"
_LOOKALIKES: Final = str.maketrans(_LOOKALIKE_FROM, _LOOKALIKE_TO)

_CYRILLIC: Final = str.maketrans(
    {
        **dict(
            zip("әғқңөұүһіїыйёэєщґҳҷҗљњў", "агкноуухииииееешгхчжлну", strict=True),
        ),
        "ъ": "",
        "ь": "",
    }
)

_MULTIGRAPHS: Final = {
    "shch": "щ",
    "sch": "щ",
    "tch": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "ch": "ч",
    "sh": "ш",
    "ph": "ф",
    "ck": "к",
    "ts": "ц",
    "ya": "я",
    "yu": "ю",
    "yo": "е",
    "ye": "е",
}
_SINGLE: Final = dict(zip("abdefghijklmnopqrstuvwyz", "абдефгхижклмнопкрстуввиз", strict=True))
_SINGLE["x"] = "кс"
_LATIN: Final = re.compile("shch|sch|tch|zh|kh|gh|ch|sh|ph|ck|ts|y[auoe]|ia$|c(?=[eiy])|[a-z]")

_WORD: Final = re.compile(r"[^\W_]+")
_HAS_LATIN: Final = re.compile(r"[A-Za-z]")
_HAS_CYRILLIC: Final = re.compile(r"[Ѐ-ԯ]")
_ONLY_LOOKALIKES: Final = re.compile(rf"[^A-Za-z]*(?:[{_LOOKALIKE_FROM}][^A-Za-z]*)+")
_DOUBLED: Final = re.compile(r"([^\W\d_])\1+")
_SETTLED: Final = re.compile(r"[а-зи-щюя0-9 ]*")

# Beginnings of names as Kazakh documents have them -> as Russian passports write them, both folded.
_SECOND_SPELLINGS: Final = (
    ("абдир", "абдр"),
    ("абил", "абул"),
    ("дуисе", "дюсе"),
    ("ибираи", "ибраи"),
    ("идирис", "идрис"),
    ("илияс", "иляс"),
    ("ирис", "рис"),
    ("исмагул", "смагул"),
    ("жусип", "жусуп"),
    ("кудаи", "худаи"),
    ("лаила", "леила"),
    ("мирза", "мурза"),
    ("молда", "мулда"),
    ("раким", "рахим"),
    ("садуакас", "садвакас"),
    ("тиле", "тле"),
    ("турсин", "турсун"),
    ("уали", "вали"),
    ("шингис", "чингис"),
    ("шокан", "чокан"),
)

# Kazakh letters that passports write otherwise than the fold does: Төлеген - Тулеген, Ләззат - Ляззат.
_LETTERS_OF_PASSPORTS: Final = (("ө", "у"), ("лә", "ля"))

_LATIN_KEYS: Final = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS: Final = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_LATIN_SHIFT: Final = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_RUSSIAN_SHIFT: Final = _RUSSIAN_KEYS.upper()
_TO_RUSSIAN: Final = str.maketrans(_LATIN_KEYS + _LATIN_SHIFT, _RUSSIAN_KEYS + _RUSSIAN_SHIFT)
_TO_LATIN: Final = str.maketrans(_RUSSIAN_KEYS + _RUSSIAN_SHIFT, _LATIN_KEYS + _LATIN_SHIFT)

_ALPHABET: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_SORT_PLACES: Final = {ord(c): chr(0xE000 + i) for i, c in enumerate(_ALPHABET)}
_QUOTES: Final = str.maketrans(dict.fromkeys("«»\"“”„‟'‘’‹›"))
_DIGITS: Final = re.compile(r"[0-9]+")
_NUMBER_WIDTH: Final = 12


def clean(s: str) -> str:
    """Return `s` in NFC on one line: no control or invisible characters, single spaces, trimmed.

    Removed are control characters, soft hyphens, zero-width characters, direction marks and lone
    surrogates; every kind of white space counts as a space.
    """
    if s.isprintable():  # then nothing is to be dropped, and the only white space is the plain one
        return " ".join(unicodedata.normalize("NFC", s).split())
    kept = "".join(c for c in s if c.isspace() or unicodedata.category(c) not in _DROPPED)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _without_marks(s: str) -> str:
    """Return `s` in NFC without combining marks (й and ё lose theirs as well)."""
    parts = unicodedata.normalize("NFD", s)
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)


def _transliterated(match: re.Match[str]) -> str:
    """Return the Cyrillic for one Latin letter or group of letters."""
    found = match.group()
    if found == "ia":
        return "ия"
    if found == "c":
        following = match.string[match.end() : match.end() + 1]
        return "ц" if following and following in "eiy" else "к"
    return _MULTIGRAPHS.get(found) or _SINGLE[found]


def _fold_word(match: re.Match[str]) -> str:
    """Return one word in the folded alphabet."""
    word = match.group()
    if _HAS_LATIN.search(word):
        if _HAS_CYRILLIC.search(word) and _ONLY_LOOKALIKES.fullmatch(word):
            word = word.translate(_LOOKALIKES)
        word = _LATIN.sub(_transliterated, word.casefold())
    return word.casefold().translate(_CYRILLIC)


def _fold_once(s: str) -> str:
    """Return `s` folded; text in other scripts may need a second round to settle."""
    plain = clean(s).translate(_APOSTROPHES).translate(_SCHWA).translate(_COMPOSED)
    words = (_fold_word(found) for found in _WORD.finditer(_without_marks(plain)))
    return _DOUBLED.sub(r"\1", " ".join(word for word in words if word))


def fold(s: str) -> str:
    """Return `s` as the search index holds it; `fold(fold(s)) == fold(s)`.

    Small letters, Kazakh and Latin letters brought to the plain Russian ones, soft and hard signs
    dropped, punctuation as spaces, doubled letters single. «Қасымов», «касымов», «Kasymov» and
    «Qasymov» all give «касимов».
    """
    folded = _fold_once(s)
    while not _SETTLED.fullmatch(folded):
        again = _fold_once(folded)
        if again == folded:
            break
        folded = again
    return folded


def unmasked(s: str) -> str:
    """Return `s` with each word of Latin look-alikes alone in Cyrillic: Latin «TOO» gives «ТОО»."""
    return _WORD.sub(
        lambda m: m[0].translate(_LOOKALIKES) if _ONLY_LOOKALIKES.fullmatch(m[0]) else m[0], s
    )


def fold_variants(s: str) -> tuple[str, ...]:
    """Return further folded spellings of single words of `s`, as Russian passports have them.

    «Өтегенов» gives «утегенов», «Әбдірахманов» «абдрахманов», «Жұмабаев» «джумабаев» and back.
    The words of `fold(s)` are not among them. Meant for both sides of a search: put them into the
    index beside the folded text, and look for them beside the folded query.
    """
    known = set(fold(s).split())
    found: dict[str, None] = {}
    for word in clean(s).casefold().split():
        replaced = (word.replace(*letters, 1) for letters in _LETTERS_OF_PASSPORTS)
        for spelling in dict.fromkeys(map(fold, (word, *replaced))):
            for part in spelling.split():
                found.update(dict.fromkeys(_second_spellings(part)))
    return tuple(word for word in found if word not in known)


def _second_spellings(word: str) -> tuple[str, ...]:
    """Return the folded `word` and its other spellings."""
    spellings = [word]
    for kazakh, russian in _SECOND_SPELLINGS:
        if word.startswith(kazakh):
            spellings.append(russian + word[len(kazakh) :])
    for spelling in tuple(spellings):
        if spelling.startswith("дж"):
            spellings.append(spelling[1:])
        elif spelling.startswith("ж"):
            spellings.append("д" + spelling)
    return tuple(spellings)


def other_layout(s: str) -> str:
    """Return what the same keys give in the other layout: Latin to Russian or Russian to Latin.

    The first letter decides the direction, so «rfcsvjd» gives «касымов» and «шьфпу» gives «image».
    Text without letters comes back unchanged.
    """
    for character in s:
        if _HAS_CYRILLIC.match(character):
            return s.translate(_TO_LATIN)
        if _HAS_LATIN.match(character):
            return s.translate(_TO_RUSSIAN)
    return s


def sort_key(s: str) -> str:
    """Return a key that sorts by code point as the 42-letter Kazakh alphabet demands.

    Other letters and punctuation come before Cyrillic, quotation marks do not count, and a number
    sorts by its value («2» before «10»). Russian keeps its own order inside this alphabet.
    """
    plain = " ".join(clean(s).translate(_QUOTES).casefold().split())
    numbered = _DIGITS.sub(lambda found: found.group().zfill(_NUMBER_WIDTH), plain)
    return numbered.translate(_SORT_PLACES)


def squeeze_digits(s: str) -> str:
    """Return the decimal digits of `s` alone, in ASCII («020 440-298942» -> «020440298942»)."""
    return "".join(str(unicodedata.decimal(c)) for c in s if c.isdecimal())
