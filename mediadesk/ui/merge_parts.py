"""Parts of the window that merges packages: the files, what differs, who may be one, unknown keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.fields import Field
from mediadesk.domain.packages import (
    MergeItem,
    OfficeCard,
    PackageFacts,
    PackagePreview,
    PackageState,
    Person,
    Twin,
    Verdict,
)
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.history_parts import change_lines
from mediadesk.ui.messages import Banner
from mediadesk.ui.package_parts import named
from mediadesk.ui.widgets import clear, label, row, scrolled
from mediadesk.usecases.office_view import PackagesLook

__all__ = [
    "Differences",
    "FileLine",
    "Twins",
    "UnknownKeys",
    "file_lines",
    "missing_words",
    "period_of",
]

_MOST_LINES = 300
_SIDES = (420, 700)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One file, in words."""

    name: Annotated[str, Field(N_("File"), personal=True)]
    office: Annotated[str, Field(N_("Sending office"))]
    number: Annotated[str, Field(N_("No."))]
    period: Annotated[str, Field(N_("Period"))]
    state: Annotated[str, Field(N_("State"))]
    new: Annotated[str, Field(N_("New"))]
    changed: Annotated[str, Field(N_("Changed"))]
    same: Annotated[str, Field(N_("Same"))]
    conflicts: Annotated[str, Field(N_("Conflicting"))]
    gone: Annotated[str, Field(N_("Gone"))]


def period_of(tr: Translator, facts: PackageFacts) -> str:
    """Say what time a package is about."""
    if facts.since_on is None:
        return tr.text(N_("until %(day)s"), day=facts.until_on)
    return f"{tr.date(facts.since_on)} – {tr.date(facts.until_on)}"


def file_lines(tr: Translator, look: PackagesLook) -> Iterator[FileLine]:
    """Tell what was found in each file: packages, replies, and those that cannot be read."""
    for each in look.preview.packages:
        yield _line(tr, each.facts, _state(tr, each), each)
    for reply in look.replies:
        words = tr.value(reply.state)
        if reply.state is PackageState.READY:
            words = tr.plural("%(n)s new remark", "%(n)s new remarks", reply.new)
        yield _line(tr, reply.facts, words, None)
    for name, error in look.failed:
        yield FileLine(
            name=name,
            office="",
            number="",
            period="",
            state=tr.error(error),
            **dict.fromkeys(("new", "changed", "same", "conflicts", "gone"), ""),
        )


def missing_words(tr: Translator, look: PackagesLook) -> str:
    """Name the packages that should have come before these, by office; '' if none is missing."""
    found: dict[str, set[int]] = {}
    for each in look.preview.ready:
        if each.missing:
            found.setdefault(named(tr, each.facts.card), set()).update(each.missing)
    said = "; ".join(f"{office} – {', '.join(map(str, sorted(n)))}" for office, n in found.items())
    words = N_("Earlier packages are missing: %(numbers)s. They can be merged later.")
    return tr.text(words, numbers=said) if said else ""


def _state(tr: Translator, package: PackagePreview) -> str:
    parts = [tr.value(package.state)]
    if package.state is PackageState.READY and package.missing:
        numbers = ", ".join(map(str, package.missing))
        parts.append(tr.text(N_("before it is missing: %(numbers)s"), numbers=numbers))
    return "; ".join(parts)


def _line(
    tr: Translator, facts: PackageFacts, state: str, package: PackagePreview | None
) -> FileLine:
    def count(verdict: Verdict) -> str:
        if package is None or package.state is not PackageState.READY:
            return ""
        return tr.number(package.count(verdict))

    card = facts.card
    return FileLine(
        name=facts.name,
        office=named(tr, card),
        number=str(facts.number),
        period=period_of(tr, facts),
        state=state,
        new=count(Verdict.NEW),
        changed=count(Verdict.CHANGED),
        same=count(Verdict.SAME),
        conflicts=count(Verdict.CONFLICT),
        gone=count(Verdict.GONE),
    )


class UnknownKeys(QWidget):
    """Offices whose key is seen for the first time: the fingerprint, and a tick that it was compared."""

    changed = Signal()

    def __init__(self, ctx: Ctx, cards: Sequence[OfficeCard]) -> None:
        """Show a line for each office."""
        super().__init__()
        tr = ctx.tr
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.ticks: dict[str, QCheckBox] = {}
        for card in cards:
            name = named(tr, card)
            words = tr.text(
                N_("%(office)s sends for the first time. Its fingerprint: %(number)s"),
                office=name,
                number=card.fingerprint,
            )
            banner = Banner(words, "warn")
            tick = QCheckBox(tr.text(N_("Compared by telephone")))
            tick.setAccessibleName(f"{tick.text()}: {name}")
            tick.toggled.connect(self.changed)
            self.ticks[card.office_uid] = tick
            line = row(tick)
            line.insertWidget(0, banner, 1)
            box.addLayout(line)

    def trusted(self) -> frozenset[str]:
        """Name the offices whose fingerprint was compared."""
        return frozenset(uid for uid, tick in self.ticks.items() if tick.isChecked())

    def is_done(self) -> bool:
        """Tell whether every fingerprint was compared."""
        return all(tick.isChecked() for tick in self.ticks.values())


class Differences(QWidget):
    """The cases that deserve a look at the left, field by field at the right, a choice for conflicts."""

    def __init__(self, ctx: Ctx, items: Sequence[MergeItem]) -> None:
        """List the conflicts first."""
        super().__init__()
        self.ctx = ctx
        tr = ctx.tr
        order = {Verdict.CONFLICT: 0, Verdict.GONE: 1, Verdict.CHANGED: 2}
        self.items = sorted(items, key=lambda each: (order.get(each.verdict, 3), each.number))
        self._keep: set[str] = set()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal)
        self.list = QListWidget()
        self.list.setAccessibleName(tr.text(N_("Cases that differ")))
        for each in self.items:
            words = f"{tr.value(each.verdict)} · {each.number} {each.title}".strip()
            line = QListWidgetItem(words)
            line.setToolTip(words)
            self.list.addItem(line)
        self.list.setSpacing(3)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show)
        split.addWidget(self.list)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        self.take = QRadioButton(tr.text(N_("Take what the office sends")))
        self.keep = QRadioButton(tr.text(N_("Keep what is here")))
        self.take.setChecked(True)
        self.keep.toggled.connect(self._decide)
        self._choice = QWidget()
        line_box = row(self.take, self.keep, None)
        self._choice.setLayout(line_box)
        column.addWidget(self._choice)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setSpacing(4)
        column.addWidget(scrolled(inside), 1)
        split.addWidget(right)
        split.setSizes(_SIDES)
        box.addWidget(split)
        self._choice.hide()
        if self.items:
            self.list.setCurrentRow(0)

    def _show(self, number: int) -> None:
        clear(self._lines)
        if not 0 <= number < len(self.items):
            return
        item, tr = self.items[number], self.ctx.tr
        self._choice.setVisible(item.verdict is Verdict.CONFLICT)
        chosen = self.keep if item.uid in self._keep else self.take
        for part in (self.take, self.keep):
            part.blockSignals(True)
        chosen.setChecked(True)
        for part in (self.take, self.keep):
            part.blockSignals(False)
        lines = [
            line for change in self.ctx.desk.differences(item) for line in change_lines(tr, change)
        ]
        for words, is_head in lines[:_MOST_LINES]:
            made = label(words, "label" if is_head else "", wrap=True)
            made.setIndent(0 if is_head else 16)
            self._lines.addWidget(made)
        if not lines:
            self._lines.addWidget(label(tr.text(N_("Nothing to show field by field.")), "muted"))
        self._lines.addStretch(1)

    def _decide(self, kept: bool) -> None:  # noqa: FBT001  (a slot)
        number = self.list.currentRow()
        if 0 <= number < len(self.items):
            uid = self.items[number].uid
            (self._keep.add if kept else self._keep.discard)(uid)

    def kept(self) -> frozenset[str]:
        """Name the conflicting cases that stay as they are here."""
        return frozenset(self._keep)


class Twins(QWidget):
    """People of the packages who may be ones of ours: a person decides."""

    def __init__(self, ctx: Ctx, twins: Sequence[Twin]) -> None:
        """Show a tick for each pair; nothing is ticked by itself."""
        super().__init__()
        self.ctx = ctx
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        words = N_("Tick who is one and the same. The others stay apart and can be joined later.")
        box.addWidget(label(ctx.tr.text(words), "muted", wrap=True))
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setSpacing(10)
        self.ticks: list[tuple[Twin, QCheckBox]] = []
        for twin in twins:
            tick = QCheckBox(self._words(twin.theirs))
            tick.toggled.connect(partial(self._only, twin))
            self.ticks.append((twin, tick))
            lines.addWidget(tick)
            told = ctx.tr.text(N_("here: %(person)s"), person=self._words(twin.ours))
            if twin.is_by_number:
                told += f" – {ctx.tr.text(N_('the same IIN or BIN'))}"
            ours = label(told, "small", wrap=True)
            ours.setIndent(28)
            lines.addWidget(ours)
        lines.addStretch(1)
        box.addWidget(scrolled(inside), 1)

    def _words(self, person: Person) -> str:
        name = named(self.ctx.tr, person)
        return ", ".join(filter(None, (name, person.identifier, person.born_on)))

    def _only(self, twin: Twin, on: bool) -> None:  # noqa: FBT001  (a slot)
        """Somebody is one with one person at most."""
        if on:
            for other, tick in self.ticks:
                if other.theirs.uid == twin.theirs.uid and other is not twin:
                    tick.setChecked(False)

    def same(self) -> dict[str, str]:
        """Give the decided pairs: theirs to ours."""
        return {twin.theirs.uid: twin.ours.uid for twin, tick in self.ticks if tick.isChecked()}
