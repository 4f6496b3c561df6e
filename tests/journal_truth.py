"""What really happened in an invented office, and what any journal of it must add up to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mediadesk.domain.journal_rows import JournalRow

YEAR = 2024


@dataclass(frozen=True)
class Matter:
    """One appeal as it was: sums in tenge, codes of the register."""

    number: int
    received: date
    contract: date | None
    ended: date
    first: str
    first_id: str
    second: str
    second_id: str
    kind: str
    stage: str
    source: str
    mediator: str
    claim: int
    settled: int | None
    outcome: str
    language: str


# Identifiers with a right check digit; two of them lose a zero when Excel makes numbers of them.
PEOPLE = (
    ("Ахметова Гүлнара Сериковна", "900101300017"),
    ("Оспанов Ерлан Маратович", "050101500010"),
    ("Сулейменова Айгерім", "921231401233"),
    ("Ли Виктор Андреевич", "850505300011"),
)
BODIES = (
    ("ТОО «Дом и сад»", "060140000013"),
    ("ИП Жанибеков А. К.", ""),
    ("Турсунова Б. А.", ""),
    ("АО «Ақ Жол - Строй»", "990240000010"),
)
MEDIATORS = ("Ким О.В.", "Байжанов Н.С.")
KINDS = ("family", "civil", "labour", "business", "civil")
OUTCOMES = ("agreement", "refusal", "agreement", "consultation", "stopped", "agreement")


def _matter(i: int) -> Matter:
    received = date(YEAR, 1, 9) + timedelta(days=14 * i)
    outcome = OUTCOMES[i % len(OUTCOMES)]
    first, second = PEOPLE[i % len(PEOPLE)], BODIES[i // 2 % len(BODIES)]
    claim = 150_000 + 50_000 * i
    return Matter(
        number=i + 1,
        received=received,
        contract=None if outcome == "consultation" else received + timedelta(days=2),
        ended=received + timedelta(days=9),
        first=first[0],
        first_id=first[1],
        second=second[0],
        second_id=second[1],
        kind=KINDS[i % len(KINDS)],
        stage="court" if i % 3 == 0 else "pre_court",
        source="court" if i % 3 == 0 else "self",
        mediator=MEDIATORS[i % len(MEDIATORS)],
        claim=claim,
        settled=claim - 50_000 if outcome == "agreement" else None,
        outcome=outcome,
        language="kk" if i % 2 else "ru",
    )


TRUTH = tuple(_matter(i) for i in range(24))

WORDS = {
    "ru": {
        "family": "семейный",
        "civil": "гражданский",
        "labour": "трудовой",
        "business": "предпринимательский",
        "court": "суд",
        "pre_court": "досудебная",
        "self": "самостоятельно",
        "agreement": "соглашение",
        "refusal": "отказ",
        "consultation": "консультация",
        "stopped": "прекращено",
        "kk": "казахский",
        "ru": "русский",
    },
    "kk": {
        "family": "отбасылық",
        "civil": "азаматтық",
        "labour": "еңбек дауы",
        "business": "кәсіпкерлік",
        "court": "сот",
        "pre_court": "сотқа дейінгі",
        "self": "өзі жүгінді",
        "agreement": "келісім жасалды",
        "refusal": "бас тартты",
        "consultation": "кеңес берілді",
        "stopped": "тоқтатылды",
        "kk": "қазақша",
        "ru": "орысша",
    },
}


@dataclass(frozen=True)
class Totals:
    """What a journal adds up to; None for what it does not tell."""

    rows: int
    outcome: dict[str, int]
    kind: dict[str, int] | None
    stage: dict[str, int] | None
    source: dict[str, int] | None
    mediator: dict[str, int] | None
    claim: int | None
    settled: int | None
    months: dict[int, int]
    parties: int


def expected(matters: Iterable[Matter] = TRUTH, *untold: str) -> Totals:
    """Add the matters up, without what the journal does not tell."""
    all_ = tuple(matters)

    def by(name: str) -> dict[str, int] | None:
        return None if name in untold else dict(Counter(getattr(m, name) for m in all_))

    return Totals(
        rows=len(all_),
        outcome=dict(Counter(m.outcome for m in all_)),
        kind=by("kind"),
        stage=by("stage"),
        source=by("source"),
        mediator=by("mediator"),
        claim=None if "claim" in untold else sum(m.claim for m in all_),
        settled=None if "settled" in untold else sum(m.settled or 0 for m in all_),
        months=dict(Counter(m.received.month for m in all_)),
        parties=2 * len(all_),
    )


def added_up(rows: Iterable[JournalRow], *untold: str) -> Totals:
    """Add up what was read."""
    all_ = tuple(rows)
    assert {r.received_on.year for r in all_ if r.received_on} == {YEAR}

    def by(name: str) -> dict[str, int] | None:
        return None if name in untold else dict(Counter(str(getattr(r, name)) for r in all_))

    return Totals(
        rows=len(all_),
        outcome=dict(Counter(str(r.outcome) for r in all_)),
        kind=by("kind"),
        stage=by("stage"),
        source=by("source"),
        mediator=by("mediator"),
        claim=None if "claim" in untold else sum(r.claim_tiyn or 0 for r in all_) // 100,
        settled=None if "settled" in untold else sum(r.settled_tiyn or 0 for r in all_) // 100,
        months=dict(Counter(r.received_on.month for r in all_ if r.received_on)),
        parties=sum(len(r.parties) for r in all_),
    )
