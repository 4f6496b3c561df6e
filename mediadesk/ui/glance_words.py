"""Words of the dashboard: what each chart and each of its marks says, in the user's language."""

from dataclasses import dataclass

from mediadesk.domain.bilingual import Words
from mediadesk.domain.statistics import CaseSet
from mediadesk.domain.types import CaseId
from mediadesk.domain.year_glance import OTHERS, Glance, Mark, Panel
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.period_words import MONTHS

__all__ = ["Bar", "Drawing", "drawings", "heading", "without_names"]

_TITLES = {
    "funnel": N_("The way of the appeals"),
    "month": N_("Appeals by month"),
    "outcome": N_("What the appeals ended with"),
    "kind": N_("Kinds of disputes"),
    "money": N_("Sums, ₸"),
    "terms": N_("Terms of the mediations"),
    "invitation": N_("Answers to invitations"),
    "mediator": N_("Work of the mediators"),
    "region": N_("Regions"),
}
_NAMES = {
    "otherwise": N_("Other ends without mediation"),
    "no_agreement": N_("Ended without agreement"),
    "in_time": N_("Ended in time"),
    "extended": N_("Ended in the extended term"),
    "late": N_("After the term"),
    "under_way": N_("Under way, within the term"),
    OTHERS: N_("All others"),
}
_LETTERS = 3
_PATH = ("appeals", "contracts", "agreements")
_TIYN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One mark in words: `name` and `figure` stand beside it, `told` is read aloud and in its tip."""

    name: str
    figure: str
    told: str
    value: float
    cases: CaseSet | None = None
    before: float | None = None
    start: float = 0
    level: int = 0
    part: float = 0
    is_strong: bool = True

    @property
    def can_open(self) -> bool:
        """Tell whether there are cases behind the mark."""
        return self.cases is not None and bool(self.cases.bits)

    @property
    def ids(self) -> tuple[CaseId, ...]:
        """Name the cases behind the mark; asked for when it is opened, since there may be many."""
        return self.cases.ids if self.cases is not None else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart in words; `is_upright` bars stand, others lie; `key` names this year and the one before.

    `hatched` says what the hatched part of a bar means; `closing` is the sum that must agree.
    """

    code: str
    title: str
    bars: tuple[Bar, ...]
    most: float
    closing: str = ""
    key: tuple[str, str] | None = None
    hatched: str = ""
    is_upright: bool = False


def heading(tr: Translator, glance: Glance) -> str:
    """Say the days and how many appeals there were, beside the year before."""
    first, last = tr.date(glance.period.first), tr.date(glance.period.last)
    counted = tr.plural("%(n)s appeal", "%(n)s appeals", len(glance.rows))
    then = len(glance.earlier)
    earlier = tr.text(N_("a year before: %(n)s"), n=then)
    change = f" ({_change(len(glance.rows), then)})" if then else ""
    return f"{first} – {last} · {counted} · {earlier}{change}"


def drawings(tr: Translator, glance: Glance) -> tuple[Drawing, ...]:
    """Give all charts of a period in words."""
    return tuple(_drawing(tr, glance, panel) for panel in glance.panels)


def without_names(tr: Translator, drawing: Drawing) -> Drawing:
    """Give the chart as it may leave the house: mediators are numbered, not named."""
    if drawing.code != "mediator":
        return drawing
    bars = []
    for number, bar in enumerate(drawing.bars, 1):
        name = tr.text(N_("Mediator %(n)s"), n=number)
        is_somebody = bar.name not in (tr.text(_NAMES[OTHERS]), _unknown(tr))
        bars.append(_renamed(bar, name) if is_somebody else bar)
    return Drawing(
        code=drawing.code,
        title=drawing.title,
        bars=tuple(bars),
        most=drawing.most,
        hatched=drawing.hatched,
    )


def _renamed(bar: Bar, name: str) -> Bar:
    return Bar(name=name, figure=bar.figure, told=name, value=bar.value, part=bar.part)


def _unknown(tr: Translator) -> str:
    return tr.text(N_("Not stated"))


def _drawing(tr: Translator, glance: Glance, panel: Panel) -> Drawing:
    bars = tuple(_bar(tr, glance, panel, mark) for mark in panel.marks)
    values = [bar.value for bar in bars] + [bar.before or 0 for bar in bars]
    is_compared = any(bar.before is not None for bar in bars)
    return Drawing(
        code=panel.code,
        title=tr.text(_TITLES[panel.code]),
        bars=bars,
        most=max(values) or 1,
        closing=_closing(tr, panel),
        key=(glance.period.label, glance.before.label) if is_compared else None,
        hatched=tr.text(N_("still under way")) if panel.code == "mediator" else "",
        is_upright=panel.code == "month" and len(bars) > 1,
    )


def _closing(tr: Translator, panel: Panel) -> str:
    """Write the sum whose parts make up the whole."""
    if panel.is_money or panel.code in ("month", "mediator"):
        return ""
    if panel.code == "funnel":
        first, second = (_sum_of(tr, panel, level) for level in (1, 2))
        return f"{first}; {second}" if first and second else first
    return _sum_of(tr, panel, 0)


def _sum_of(tr: Translator, panel: Panel, level: int) -> str:
    """Write one sum: the marks of a level, and the whole they must make up."""
    parts = [mark for mark in panel.marks if mark.level == level]
    above = [mark for mark in panel.marks if mark.level == level - 1]
    whole = above[-1].value if above else panel.whole
    shown = " + ".join(tr.number(mark.value) for mark in parts if mark.value)
    told = tr.number(whole)
    is_whole = sum(mark.value for mark in parts) == whole
    return f"{'✓' if is_whole else '✗'} {told} = {shown}" if shown not in ("", told) else ""


def _bar(tr: Translator, glance: Glance, panel: Panel, mark: Mark) -> Bar:
    name = _name(tr, panel, mark)
    figure = _sum(tr, mark.value) if panel.is_money else tr.number(mark.value)
    told = f"{name}: {figure}"
    if not panel.is_money and mark.part is None and panel.code != "month":
        share = _share(mark.value, panel.whole)
        figure = f"{figure} · {share}"
        told = f"{told}, {share}"
    if mark.part:
        under_way = f"{tr.number(mark.part)} {tr.text(N_('still under way'))}"
        told = f"{told}, {under_way}"
    if mark.before is not None:
        then = _sum(tr, mark.before) if panel.is_money else tr.number(mark.before)
        told = f"{told}; {glance.before.label}: {then}"
    if panel.is_money or panel.code == "month":
        told += f" ({_change(mark.value, mark.before)})" if mark.before else ""
    return Bar(
        name=_short(name) if panel.code == "month" and len(panel.marks) > 1 else name,
        figure=figure,
        told=told,
        cases=mark.cases,
        value=mark.value,
        before=mark.before,
        start=mark.start,
        level=mark.level,
        part=mark.part or 0,
        is_strong=panel.code != "funnel" or mark.code in _PATH,
    )


def _short(month: str) -> str:
    return month[:_LETTERS]


def _name(tr: Translator, panel: Panel, mark: Mark) -> str:
    if panel.code == "month":
        return tr.text(MONTHS[int(mark.code[5:]) - 1])
    if mark.code == "unknown":
        return _unknown(tr)
    if mark.name is None or panel.code == "terms":
        return tr.text(_NAMES[mark.code])
    return _said(tr, mark.name)


def _said(tr: Translator, words: Words) -> str:
    return words.of("kk" if tr.language == "kk" else "ru")


def _sum(tr: Translator, tiyn: int) -> str:
    return tr.number(round(tiyn / _TIYN))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}".replace(".", ",") + "\u00a0%" if whole else "–"


def _change(now: int, then: int | None) -> str:
    """Say by how much a value has changed, with its sign."""
    if not then:
        return ""
    return f"{100 * (now - then) / then:+.1f}".replace(".", ",").replace("-", "−") + "\u00a0%"
