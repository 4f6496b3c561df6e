"""Placeholders of the papers of the end: end, notice, offence, change of mediator, persons beside."""

import re
from collections.abc import Mapping
from typing import Final

from mediadesk.domain.codes import HarmState, NoticeKind
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.facts_end import EndFacts, NoticeFacts, OffenceFacts
from mediadesk.domain.facts_staff import BesideFacts, ChangeFacts
from mediadesk.domain.types import Outcome
from mediadesk.export import wording
from mediadesk.export.dated import day_on
from mediadesk.export.document_words import DocumentWords, Source
from mediadesk.export.paper_groups import Group, true
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["GROUPS", "article_words"]

_GROUNDS: Final = {
    Outcome.AGREEMENT: "end.agreement",
    Outcome.STOPPED: "end.stopped",
    Outcome.REFUSAL: "end.refusal",
    Outcome.ONE_REFUSED: "end.one_refused",
    Outcome.EXPIRED: "end.expired",
}
_ABOUT: Final = {
    NoticeKind.CONTRACT_TO_COURT: "notice.contract",
    NoticeKind.EXTENSION_TO_COURT: "notice.extension",
    NoticeKind.AGREEMENT_SENT: "notice.agreement",
    NoticeKind.TERMINATION: "notice.termination",
}
_ARTICLE: Final = re.compile(
    r"(?:ст\.?\s*)?(?P<article>\d+(?:-\d+)?)(?:-бап)?"
    r"(?:\s*,?\s*(?:(?:ч\.|часть|part)\s*(?P<part>\d+)|(?P<part_kk>\d+)-бөлі\w+))?"
)


def article_words(words: DocumentWords, text: str, lang: Lang) -> str:
    """Write «188 ч. 1» as an article in words of the language; anything else stays as it was typed."""
    found = _ARTICLE.fullmatch(text.strip())
    if found is None or lang == "en":
        return text
    article, part = found["article"], found["part"] or found["part_kk"]
    said = words.of("article", "part" if part else "whole").of(lang)
    return said.replace("{0}", article).replace("{1}", part or "")


def _end_values(_source: Source, end: EndFacts, lang: Lang) -> Mapping[str, str]:
    day = end.ended_on
    return {
        "end.date": wording.long_date(day, lang) if day else "",
        "end.on": day_on(day, lang) if day else "",
        "end.meetings": f"{end.meetings}",
    }


def _end_holds(_facts: DocumentFacts, end: EndFacts) -> frozenset[str]:
    found = {_GROUNDS[end.outcome], "end.there"} if end.outcome else set()
    return frozenset(found | ({"end.meetings"} if end.meetings else set()))


def _notice_values(_source: Source, notice: NoticeFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "notice.addressee": notice.to.either.of(lang),
        "notice.number": notice.number,
        "notice.text": notice.text.of(lang),
    }


def _notice_holds(_facts: DocumentFacts, notice: NoticeFacts) -> frozenset[str]:
    found = {
        "notice.number": bool(notice.number),
        "notice.text": bool(notice.text.ru or notice.text.kk),
        **{name: notice.kind is kind for kind, name in _ABOUT.items()},
    }
    return true(found)


def _offence_values(source: Source, offence: OffenceFacts, lang: Lang) -> Mapping[str, str]:
    made_good, sum_ = offence.harm_made_good_on, offence.harm_tiyn
    return {
        "offence.erdr": offence.erdr_number,
        "offence.erdr_date": wording.long_date(offence.erdr_on, lang) if offence.erdr_on else "",
        "offence.court_number": offence.court_number,
        "offence.article": article_words(source.words, offence.article, lang),
        "offence.part": offence.release_part.value if offence.release_part else "",
        "offence.harm": wording.amount(sum_, lang) if sum_ is not None else "",
        "offence.made_good": wording.long_date(made_good, lang) if made_good else "",
    }


def _offence_holds(_facts: DocumentFacts, offence: OffenceFacts) -> frozenset[str]:
    found = {
        "offence.there": True,
        "offence.erdr": bool(offence.erdr_number),
        "offence.erdr_date": offence.erdr_on is not None,
        "offence.court_number": bool(offence.court_number),
        "offence.article": bool(offence.article),
        "offence.part": offence.release_part is not None,
        "offence.harm": offence.harm_tiyn is not None,
        "offence.full": offence.harm_state is HarmState.FULLY,
        "offence.partly": offence.harm_state is HarmState.PARTLY,
        "offence.made_good": offence.harm_made_good_on is not None,
    }
    return true(found)


def _change_values(_source: Source, change: ChangeFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "change.date": day_on(change.on, lang),
        "change.previous": change.previous.name.of(lang),
        "change.present": change.present.name.of(lang),
    }


def _beside_values(source: Source, beside: BesideFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "beside.role": source.words.of("beside", beside.role).of(lang),
        "beside.name": beside.name,
    }


GROUPS: Final = (
    Group(
        name="end",
        labels={
            "end.date": N_("Date of the end"),
            "end.on": N_("Date of the end, within a sentence"),
            "end.meetings": N_("Number of meetings held"),
        },
        conditions={
            "end.there": N_("the mediation has ended"),
            "end.agreement": N_("it ended with an agreement"),
            "end.stopped": N_("the mediator found that no settlement is possible"),
            "end.refusal": N_("the parties refused"),
            "end.one_refused": N_("one party refused to go on"),
            "end.expired": N_("the term expired"),
            "end.meetings": N_("meetings were held"),
        },
        rows=lambda facts: (facts.course.end,) if facts.course.end else (),
        values=_end_values,
        holds=_end_holds,
    ),
    Group(
        name="notice",
        labels={
            "notice.addressee": N_("Addressee"),
            "notice.number": N_("Outgoing number"),
            "notice.text": N_("What the notice tells"),
        },
        conditions={
            "notice.number": N_("the notice has an outgoing number"),
            "notice.text": N_("the notice tells something of its own"),
            "notice.contract": N_("it tells of the contract"),
            "notice.extension": N_("it tells of an extension"),
            "notice.agreement": N_("an agreement is sent with it"),
            "notice.termination": N_("it tells of the end without an agreement"),
        },
        rows=lambda facts: (facts.course.notice,) if facts.course.notice else (),
        values=_notice_values,
        holds=_notice_holds,
    ),
    Group(
        name="offence",
        labels={
            "offence.erdr": N_("Number in the register of pre-trial investigations"),
            "offence.erdr_date": N_("Registered there on"),
            "offence.court_number": N_("Number of the case in court"),
            "offence.article": N_("Article and part"),
            "offence.part": N_("Part of article 68"),
            "offence.harm": N_("Sum of the harm"),
            "offence.made_good": N_("Made good on"),
        },
        conditions={
            "offence.there": N_("facts of a criminal case are entered"),
            "offence.erdr": N_("the number in the register of investigations is entered"),
            "offence.erdr_date": N_("the date of that register is entered"),
            "offence.court_number": N_("the criminal case has a number in court"),
            "offence.article": N_("the article is entered"),
            "offence.part": N_("the part of article 68 is entered"),
            "offence.harm": N_("the sum of the harm is entered"),
            "offence.full": N_("the harm is made good in full"),
            "offence.partly": N_("the harm is made good in part"),
            "offence.made_good": N_("the day of making good is entered"),
        },
        rows=lambda facts: (facts.course.offence,) if facts.course.offence else (),
        values=_offence_values,
        holds=_offence_holds,
    ),
    Group(
        name="change",
        labels={
            "change.date": N_("Mediator changed on"),
            "change.previous": N_("Mediator before"),
            "change.present": N_("Mediator now"),
        },
        conditions={"change.there": N_("the mediator was changed")},
        rows=lambda facts: (facts.course.change,) if facts.course.change else (),
        values=_change_values,
        holds=lambda _facts, _row: frozenset({"change.there"}),
    ),
    Group(
        name="beside",
        labels={"beside.role": N_("Role"), "beside.name": N_("Full name")},
        rows=lambda facts: facts.course.beside,
        values=_beside_values,
        is_repeated=True,
    ),
)
