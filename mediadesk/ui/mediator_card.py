"""The card of a mediator: load, cases, trainings; requirements of the law, papers, register entry."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mediadesk.domain.changes import Severity
from mediadesk.domain.commands import RemoveRecord
from mediadesk.domain.fields import specs
from mediadesk.domain.model import Mediator, Training
from mediadesk.domain.rows import CaseRow
from mediadesk.domain.rows_mediators import MediatorCard
from mediadesk.marks import N_
from mediadesk.ui.case_parts import Facts, with_action
from mediadesk.ui.context import Ctx
from mediadesk.ui.mediator_parts import (
    GROUPS,
    TONES,
    edit_mediator,
    language_words,
    mediator_name,
)
from mediadesk.ui.record_cards import RecordLine, edit_record, record_line
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import Card, button, clear, label, row, scrolled

__all__ = ["MediatorView"]

_TONES = {Severity.BLOCKS: "danger", Severity.WARNS: "danger", Severity.INFO: "warn"}
_MOST_CASES = 12


class MediatorView(QWidget):
    """Shows one mediator; `back` returns to the list."""

    def __init__(self, ctx: Ctx, back: Callable[[], object]) -> None:
        """Build an empty card."""
        super().__init__()
        self.ctx = ctx
        self._back = back
        self.card: MediatorCard | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(16)
        self._head = QVBoxLayout()
        self._head.setSpacing(6)
        outer.addLayout(self._head)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(16)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for side, stretch in ((self._left, 3), (self._right, 3)):
            side.setSpacing(16)
            columns.addLayout(side, stretch)
        outer.addWidget(scrolled(inside), 1)

    def show_mediator(self, mediator_id: int) -> None:
        """Read a mediator and show all of it."""
        card = self.card = self.ctx.desk.mediator_card(mediator_id)
        self._show_head(card)
        for side, parts in (
            (self._left, (self._load(card), self._cases(card), self._trainings(card))),
            (self._right, (self._requirements(card), *self._facts(card))),
        ):
            clear(side)
            for part in parts:
                side.addWidget(part)
            side.addStretch(1)

    def edit(self) -> FormDialog | None:
        """Open the window of the entry."""
        if self.card is None:
            return None
        return edit_mediator(self.ctx, self, self.card.mediator)

    def _show_head(self, card: MediatorCard) -> None:
        tr = self.ctx.tr
        clear(self._head)
        back = button(tr.text(N_("Back to the list")), self._back, role="link", icon="back")
        self._head.addLayout(row(back, None))
        name = label(mediator_name(tr, card.mediator), "title", wrap=True)
        state = label(tr.text(card.state.label), tone=TONES[card.state])
        change = button(tr.text(N_("Change")), self.edit, role="primary", icon="edit")
        line = row(name, state, change)
        line.setStretch(0, 1)
        self._head.addLayout(line)
        told = (tr.text(card.mediator.kind.label), card.mediator.phone, card.mediator.email)
        self._head.addWidget(label("   ·   ".join(t for t in told if t), "muted", wrap=True))

    def _load(self, card: MediatorCard) -> Card:
        tr, load = self.ctx.tr, card.load
        made = Card(tr.text(N_("Load")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        figures = (
            (load.running, N_("Running cases")),
            (load.sessions, N_("Sessions in two weeks")),
            (load.received, N_("Cases this year")),
            (load.ended, N_("Ended this year")),
        )
        for column, (count, words) in enumerate(figures):
            text = tr.text(words)
            figure = label(tr.number(count), "count")
            figure.setAccessibleName(f"{text}: {count}")
            grid.addWidget(figure, 0, column)
            grid.addWidget(label(text, "muted", wrap=True), 1, column)
            grid.setColumnStretch(column, 1)
        made.box.addLayout(grid)
        return made

    def _cases(self, card: MediatorCard) -> Card:
        tr = self.ctx.tr
        made = Card(tr.text(N_("Running cases")))
        if card.case_ids:
            name = mediator_name(tr, card.mediator)
            with_action(
                made,
                tr.text(N_("All cases")),
                lambda: self.ctx.navigate("cases", ids=card.case_ids, title=name),
                "right",
            )
        for each in card.cases[:_MOST_CASES]:
            made.box.addWidget(self._case_line(each))
        if len(card.cases) > _MOST_CASES:
            more = tr.text(N_("And more: %(n)s"), n=len(card.cases) - _MOST_CASES)
            made.box.addWidget(label(more, "muted"))
        if not card.cases:
            made.box.addWidget(label(tr.text(N_("No case is running")), "muted", wrap=True))
        return made

    def _case_line(self, case: CaseRow) -> QWidget:
        tr = self.ctx.tr
        parties = " – ".join(p for p in (case.first_party, case.second_party) if p)
        until = tr.text(N_("until %(day)s"), day=case.due_on) if case.due_on else ""
        told = RecordLine(
            case.number, parties, " · ".join(filter(None, (tr.value(case.state), until)))
        )
        return record_line(self.ctx, told, lambda: self.ctx.navigate("case_card", case_id=case.id))

    def _trainings(self, card: MediatorCard) -> Card:
        tr = self.ctx.tr
        made = Card(tr.text(N_("Trainings")))
        blank = Training(mediator_id=card.mediator.id, held_on=self.ctx.clock.today())
        with_action(made, tr.text(N_("Add a training")), lambda: self.edit_training(blank), "plus")
        if card.hours:
            years = (
                f"{year}: {tr.plural('%(n)s hour', '%(n)s hours', hours)}"
                for year, hours in card.hours
            )
            made.box.addWidget(label("   ·   ".join(years), "label", wrap=True))
        for each in card.trainings:
            hours = tr.plural("%(n)s hour", "%(n)s hours", each.hours)
            parts = (tr.date(each.held_on), hours, each.provider, each.certificate)
            told = RecordLine(each.course, " · ".join(p for p in parts if p))
            drop = partial(self._drop, each)
            made.box.addWidget(record_line(self.ctx, told, partial(self.edit_training, each), drop))
        if not card.trainings:
            words = N_("No training is entered. A mediator keeps raising the professional level.")
            made.box.addWidget(label(tr.text(words), "muted", wrap=True))
        return made

    def edit_training(self, training: Training) -> FormDialog:
        """Open the window of a training."""
        return edit_record(self.ctx, self, N_("Training"), training, wide=("course",))

    def _drop(self, training: Training) -> None:
        self.ctx.jobs.execute(self.ctx.desk, RemoveRecord(record=training), owner=self)

    def _requirements(self, card: MediatorCard) -> Card:
        tr = self.ctx.tr
        lang = "kk" if tr.language == "kk" else "ru"
        made = Card(tr.text(N_("What the law wants")))
        if not card.findings:
            made.box.addWidget(label(tr.text(N_("Nothing is missing")), tone="ok"))
        for finding in card.findings:
            made.box.addWidget(label(tr.finding(finding), wrap=True, tone=_TONES[finding.severity]))
        for text in (card.wanted.about.of(lang), card.wanted.article.of(lang)):
            if text:
                made.box.addWidget(label(text, "small", wrap=True))
        return made

    def _facts(self, card: MediatorCard) -> list[QWidget]:
        """Show the groups of fields; one in which nothing is entered is left out."""
        tr = self.ctx.tr
        known = {spec.name: spec for spec in specs(Mediator)}
        made: list[QWidget] = []
        for _name, words, names in GROUPS:
            shown = {name: self._value(card, name) for name in names}
            if not any(shown.values()):
                continue
            group = Card(tr.text(words))
            facts = Facts()
            for name, value in shown.items():
                facts.add(tr.text(known[name].field.label), value)
            group.box.addWidget(facts)
            made.append(group)
        return made

    def _value(self, card: MediatorCard, name: str) -> str:
        if name == "languages":
            return language_words(self.ctx.tr, card.mediator.languages)
        if name == "suspended_until":
            return self.ctx.tr.date(card.suspended_until)
        if name == "has_degree" and not card.mediator.has_degree:
            return ""  # where it is wanted, the findings say so
        return self.ctx.tr.value(getattr(card.mediator, name))
