"""Forms of names: suggested once, read and stored by a person, never made anew by themselves."""

from collections.abc import Mapping

from mediadesk.domain.identifiers import check_iin
from mediadesk.domain.name_forms_kk import decline_kk
from mediadesk.domain.name_forms_ru import decline_ru, sex_of_name
from mediadesk.domain.people import Organisation, Person
from mediadesk.domain.types import OrganisationKind, Sex

__all__ = ["FORMS", "fits", "stale_forms", "suggested"]

FORMS = ("name_ru_gen", "name_ru_dat", "name_kk_gen", "name_kk_dat")
"""The fields that hold forms of a name in Russian and Kazakh."""

_SAME_LETTERS = 3
_FULL: Mapping[str, tuple[str, str]] = {
    "товарищество": ("Товарищества", "Товариществу"),
    "акционерное общество": ("Акционерного общества", "Акционерному обществу"),
    "общественное объединение": ("Общественного объединения", "Общественному объединению"),
    "индивидуальный предприниматель": (
        "Индивидуального предпринимателя",
        "Индивидуальному предпринимателю",
    ),
    "государственное учреждение": ("Государственного учреждения", "Государственному учреждению"),
    "общественный фонд": ("Общественного фонда", "Общественному фонду"),
}


def suggested(who: Person | Organisation) -> Mapping[str, str]:
    """Suggest the forms of a name by field; what cannot be suggested well is left out."""
    name_kk = who.name_kk or who.name_ru
    if isinstance(who, Person):
        ru = decline_ru(who.name_ru, _sex(who))
    else:
        ru = _body(who.name_ru, who.kind)
    kk = decline_kk(name_kk)
    found = dict(zip(FORMS, (*(ru or ("", "")), *(kk or ("", ""))), strict=True))
    return {field: form for field, form in found.items() if form}


def _sex(person: Person) -> Sex | None:
    return person.sex or check_iin(person.iin).sex or sex_of_name(person.name_ru)


def _body(name: str, kind: OrganisationKind) -> tuple[str, str] | None:
    """Decline the first words of an organisation; what stands in quotation marks stays."""
    lower = name.casefold()
    for words, (genitive, dative) in _FULL.items():
        if lower.startswith(words + " "):
            rest = name[len(words) :]
            if kind is OrganisationKind.SOLE_TRADER:
                person = decline_ru(rest.strip())
                if person is None:
                    return None
                return f"{genitive} {person[0]}", f"{dative} {person[1]}"
            return genitive + rest, dative + rest
    short = name.split(" ", 1)[0]
    has_quotes = name.rstrip().endswith(("»", '"', "”"))
    return (name, name) if short.isupper() and len(short) > 1 and has_quotes else None


def stale_forms(who: Person | Organisation) -> tuple[str, ...]:
    """Name the forms that do not fit the name any more: it was changed after they were stored.

    A form fits if it has as many words, each beginning with the same letters.
    """
    kazakh = who.name_kk or who.name_ru
    pairs = ((form, kazakh if "_kk_" in form else who.name_ru) for form in FORMS)
    return tuple(
        form for form, name in pairs if getattr(who, form) and not fits(getattr(who, form), name)
    )


def fits(form: str, name: str) -> bool:
    """Say whether a stored form can be one of this name."""
    formed, words = form.casefold().split(), name.casefold().split()
    if len(formed) != len(words):
        return False
    return all(_same(one, other) for one, other in zip(formed, words, strict=True))


def _same(form: str, word: str) -> bool:
    """Say whether two words begin alike; short words may lose their second letter (Лев, Льва)."""
    letters = min(_SAME_LETTERS, max(len(word) - 2, 1))
    return form.replace("ё", "е")[:letters] == word.replace("ё", "е")[:letters]
