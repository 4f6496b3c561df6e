"""Compares the Russian and the Kazakh text of one clause: what must be the same in both.

Pure; the words of a language are not compared, only what does not change by translation: fields,
figures and what they count, sums, dates, identifiers, telephones, the sides, initials and names.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mediadesk.domain.bilingual import Words
from mediadesk.domain.column_names import Known, Vocabulary, initials_of, names_of, nearly, share
from mediadesk.domain.column_tokens import OTHER, Token, TokenKind, mismatched_words, tokens
from mediadesk.domain.column_units import other_units

__all__ = ["Columns", "Difference"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in one column and not in the other; `ru` and `kk` as they are written.

    `is_certain` is False for a capitalised word that may be no name at all.
    """

    kind: TokenKind
    ru: str
    kk: str
    is_certain: bool = True


class Columns:
    """Compares texts of one case: it knows the people of the case in both spellings."""

    def __init__(self, vocabulary: Vocabulary, people: Iterable[Words] = ()) -> None:
        """Prepare the names."""
        self._known = Known(vocabulary, people)

    def differences(self, ru: str, kk: str, *, names: bool = True) -> tuple[Difference, ...]:
        """Say what differs between the columns, and where figures and words of one differ.

        Without `names` only numbers, dates and codes: of streets and offices that are translated.
        """
        if not ru.strip() or not kk.strip():
            return ()
        (ru_tokens, ru_rest), (kk_tokens, kk_rest) = tokens(ru, "ru"), tokens(kk, "kk")
        found = [
            *(
                Difference(TokenKind.NUMBER, raw, raw)
                for raw in (*mismatched_words(ru, "ru"), *mismatched_words(kk, "kk"))
            )
        ]
        found += [
            Difference(TokenKind.UNIT, *said) for said in other_units(ru, kk, ru_tokens, kk_tokens)
        ]
        if not names:
            return (*found, *_plain(ru_tokens, kk_tokens), *_dated(ru_tokens, kk_tokens))
        ru_tokens += initials_of(ru_rest, "ru", self._known)
        kk_tokens += initials_of(kk_rest, "kk", self._known)
        found += _plain(ru_tokens, kk_tokens)
        found += _dated(ru_tokens, kk_tokens)
        found += self._names(ru_rest, kk_rest)
        return tuple(found)

    def _names(self, ru: str, kk: str) -> list[Difference]:
        ru_sure, ru_maybe = names_of(ru, "ru", self._known)
        kk_sure, kk_maybe = names_of(kk, "kk", self._known)
        found = _by_value(
            [t for t in ru_sure if t.value], [t for t in kk_sure if t.value], TokenKind.NAME
        )
        ru_left, kk_left = _unshared(
            [t for t in ru_sure if not t.value], [t for t in kk_sure if not t.value]
        )
        ru_left = [t for t in ru_left if not any(share(t.raw, o.raw) for o in kk_maybe)]
        kk_left = [t for t in kk_left if not any(share(o.raw, t.raw) for o in ru_maybe)]
        for one in ru_maybe:
            near = [t for t in (*kk_maybe, *kk_sure) if not t.value and nearly(one.raw, t.raw)]
            if near and not any(share(one.raw, t.raw) for t in (*kk_maybe, *kk_sure)):
                ru_left.append(one)
                kk_left += [t for t in near if t not in kk_left]
        if ru_left or kk_left:
            found.append(
                Difference(TokenKind.NAME, _told(ru_left), _told(kk_left), is_certain=False)
            )
        return found


_COUNTED = (
    TokenKind.FIELD, TokenKind.NUMBER, TokenKind.PHONE, TokenKind.CODE, TokenKind.MAIL,
    TokenKind.INITIAL,
)  # fmt: skip


def _of(found: list[Token], kind: TokenKind) -> list[Token]:
    return [token for token in found if token.kind is kind]


def _plain(ru: list[Token], kk: list[Token]) -> list[Difference]:
    """Compare what is counted one by one, and which sides are named at all."""
    found = []
    has_dates = _loose_dates(ru, kk)
    for kind in _COUNTED:
        if kind is TokenKind.NUMBER and has_dates:
            continue
        found += _by_value(_of(ru, kind), _of(kk, kind), kind)
    ru_sides, kk_sides = ({t.value: t for t in _of(each, TokenKind.SIDE)} for each in (ru, kk))
    if ru_sides.pop(OTHER, None) is not None and "second" in kk_sides:
        ru_sides.setdefault("second", kk_sides["second"])
    if ru_sides.keys() != kk_sides.keys():
        only_ru = [t for value, t in ru_sides.items() if value not in kk_sides]
        only_kk = [t for value, t in kk_sides.items() if value not in ru_sides]
        found.append(Difference(TokenKind.SIDE, _told(only_ru), _told(only_kk)))
    else:
        found += _first_side(ru, kk)
    return found


def _first_side(ru: list[Token], kk: list[Token]) -> list[Difference]:
    """Compare which side is named first: both languages begin with the one that must act."""
    firsts = [
        next((t for t in _of(each, TokenKind.SIDE) if t.value != OTHER), None) for each in (ru, kk)
    ]
    one, other = firsts
    if one is None or other is None or one.value == other.value:
        return []
    return [Difference(TokenKind.ORDER, one.raw, other.raw)]


def _loose_dates(ru: list[Token], kk: list[Token]) -> bool:
    """Say whether dates are written so that they do not pair off: with 1 to 5 May for two days."""
    left = _rest(_of(ru, TokenKind.DATE), _of(kk, TokenKind.DATE))
    numbers = _rest(_of(ru, TokenKind.NUMBER), _of(kk, TokenKind.NUMBER))
    return bool(left[0] or left[1]) and (len(left[0]) != len(left[1]) or any(numbers))


def _dated(ru: list[Token], kk: list[Token]) -> list[Difference]:
    """Compare dates; those written in another shape part by part, months by their names."""
    ru_left, kk_left = _rest(_of(ru, TokenKind.DATE), _of(kk, TokenKind.DATE))
    found: list[Difference] = []
    if _loose_dates(ru, kk):
        ru_numbers, kk_numbers = _rest(_of(ru, TokenKind.NUMBER), _of(kk, TokenKind.NUMBER))
        ru_parts, kk_parts = _parts(ru_left, ru_numbers), _parts(kk_left, kk_numbers)
        if ru_parts != kk_parts:
            told = _told([*ru_left, *ru_numbers]), _told([*kk_left, *kk_numbers])
            found.append(Difference(TokenKind.DATE, *told))
    elif ru_left or kk_left:
        found.append(Difference(TokenKind.DATE, _told(ru_left), _told(kk_left)))
    ru_bare, kk_bare = (_of(each, TokenKind.MONTH) for each in (ru, kk))
    ru_only = [t for t in ru_bare if t.value not in _months(kk)]
    kk_only = [t for t in kk_bare if t.value not in _months(ru)]
    if ru_only or kk_only:
        found.append(Difference(TokenKind.MONTH, _told(ru_only), _told(kk_only)))
    return found


def _months(found: list[Token]) -> set[str]:
    dates = {str(int(t.value.split("-")[1])) for t in _of(found, TokenKind.DATE)}
    return dates | {t.value for t in _of(found, TokenKind.MONTH)}


def _parts(dates: list[Token], numbers: list[Token]) -> tuple[object, ...]:
    """Take dates apart: days and numbers counted, months and years as they occur."""
    split = [t.value.split("-") for t in dates]
    days = Counter(str(int(day)) for _y, _m, day in split if day)
    years = {year for year, _m, _d in split if year}
    loose = Counter(t.value for t in numbers if t.value not in years)
    years |= {t.value for t in numbers if len(t.value) == 4 and t.value.startswith(("19", "20"))}
    loose = Counter({v: n for v, n in loose.items() if v not in years})
    return days + loose, {month for _y, month, _d in split}, years


def _rest(ru: list[Token], kk: list[Token]) -> tuple[list[Token], list[Token]]:
    """Give the tokens of each column that have no equal in the other."""
    in_ru, in_kk = Counter(t.value for t in ru), Counter(t.value for t in kk)
    return _beyond(ru, in_ru - in_kk), _beyond(kk, in_kk - in_ru)


def _beyond(found: list[Token], more: Counter[str]) -> list[Token]:
    left = Counter(more)
    made = []
    for token in found:
        if left[token.value] > 0:
            left[token.value] -= 1
            made.append(token)
    return made


def _by_value(ru: list[Token], kk: list[Token], kind: TokenKind) -> list[Difference]:
    ru_left, kk_left = _rest(ru, kk)
    if not ru_left and not kk_left:
        return []
    return [Difference(kind, _told(ru_left), _told(kk_left))]


def _unshared(ru: list[Token], kk: list[Token]) -> tuple[list[Token], list[Token]]:
    """Pair off names that can be the same; give what is left in each column."""
    left = list(kk)
    ru_left = []
    for token in ru:
        match = next((other for other in left if share(token.raw, other.raw)), None)
        if match is None:
            ru_left.append(token)
        else:
            left.remove(match)
    return ru_left, left


def _told(found: list[Token]) -> str:
    return ", ".join(token.raw for token in found)
