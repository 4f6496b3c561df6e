"""Personal data: who gave a consent, requests to be answered, breaches, destruction."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.model import Breach
from mediadesk.domain.personal_data import Decision
from mediadesk.domain.rows_people import WhoKind
from mediadesk.marks import N_
from mediadesk.ui import personal_dialogs as dialogs
from mediadesk.ui.context import Ctx
from mediadesk.ui.page import Page
from mediadesk.ui.personal_destruction import DestructionTab
from mediadesk.ui.personal_rows import (
    BreachLine,
    PersonLine,
    RequestLine,
    breach_row,
    person_row,
    request_row,
)
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import PushButton, button, label, row

__all__ = ["PersonalPage"]


class PersonalPage(Page):
    """Four tabs under one heading; the list of data is printed from above."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the tabs."""
        super().__init__(ctx)
        tr = ctx.tr
        back = button(tr.text(N_("People")), lambda: ctx.navigate("people"), icon="back")
        paper = button(tr.text(N_("List of personal data…")), self.write_list, icon="document")
        title = label(tr.text(N_("Personal data")), "title")
        self.outer.addLayout(row(title, None, paper, back))
        self.unchecked = label("", "", wrap=True, tone="warn")
        self.outer.addWidget(self.unchecked)
        self.people = PagedTableModel(tr, PersonLine)
        letters = {"name": 40, "cases": 8, "consent": 34, "data": 16}
        self.people_table = Table(ctx, self.people, "personal.people", letters)
        self.people_table.opened.connect(lambda _line: self.open_person())
        self.requests = PagedTableModel(tr, RequestLine)
        letters = {"name": 32, "kind": 38, "received_on": 14, "due_on": 18, "decision": 20}
        self.request_table = Table(ctx, self.requests, "personal.requests", letters)
        self.request_table.opened.connect(lambda _line: self.edit_request())
        self.breaches = PagedTableModel(tr, BreachLine)
        letters = {"found_on": 17, "what": 40, "due_on": 26, "body_told_on": 28}
        self.breach_table = Table(ctx, self.breaches, "personal.breaches", letters)
        self.breach_table.opened.connect(lambda _line: self.edit_breach())
        self.destruction = DestructionTab(ctx)
        self.tabs = QTabWidget()
        for made in (self._people_tab(), self._request_tab(), self._breach_tab(), self.destruction):
            self.tabs.addTab(made, "")
        self.outer.addWidget(self.tabs, 1)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Personal data"))

    def _people_tab(self) -> QWidget:
        tr = self.ctx.tr
        self.chips: dict[str, PushButton] = {}
        for name, words in (
            ("missing", N_("Without a consent")),
            ("soon", N_("Consent ends soon")),
            ("blocked", N_("Blocked")),
        ):
            chip = button(tr.text(words), partial(self._only, name), role="chip")
            chip.setCheckable(True)
            self.chips[name] = chip
        new = button(tr.text(N_("New consent")), self.new_consent, icon="plus")
        card = button(tr.text(N_("Open the card of the person")), self.open_person, icon="right")
        answer = button(tr.text(N_("Data of the person…")), self.write_answer, icon="export")
        words = tr.text(N_("Answer to the withdrawal…"))
        self.withdrawal = button(words, self.write_withdrawal, icon="document")
        self.people_table.selectionModel().selectionChanged.connect(self._show_withdrawal)
        return _tab(
            row(*self.chips.values(), None),
            self.people_table,
            row(new, card, answer, self.withdrawal, None),
        )

    def _request_tab(self) -> QWidget:
        tr = self.ctx.tr
        told = N_("A request is entered on the card of the person. The term is that of the law.")
        answer = button(tr.text(N_("Answer…")), self.edit_request, icon="edit")
        data = button(tr.text(N_("Data of the person…")), self.answer_request, icon="export")
        words = label(tr.text(told), "muted", wrap=True)
        return _tab(_alone(words), self.request_table, row(answer, data, None))

    def _breach_tab(self) -> QWidget:
        tr = self.ctx.tr
        law = self.ctx.desk.personal_law()
        article = law.terms["breach"].article.of(tr.language)
        told = label(
            tr.text(
                N_(
                    "The authorised body is told of a breach in time. %(article)s. Compare the text."
                ),
                article=article,
            ),
            "muted",
            wrap=True,
        )
        new = button(tr.text(N_("New breach")), self.new_breach, icon="plus")
        body = button(tr.text(N_("Notice to the body…")), self.write_notice, icon="document")
        people = button(
            tr.text(N_("Notice to persons…")),
            partial(self.write_notice, to_person=True),
            icon="document",
        )
        return _tab(_alone(told), self.breach_table, row(new, body, people, None))

    def _only(self, name: str) -> None:
        """Let at most one of the filters be chosen."""
        for other, chip in self.chips.items():
            if other != name:
                chip.setChecked(False)
        self.reload()

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again."""
        self.reload()

    def reload(self) -> None:
        """Read all lists again; the tabs say how much there is to do."""
        tr, desk = self.ctx.tr, self.ctx.desk
        everybody = desk.persons_standing()
        names = {each.id: each.name for each in everybody}
        missing = sum(not each.consent.is_given for each in everybody)
        shown = [each for each in everybody if self._fits(each)]
        self.people.set_rows([person_row(self.ctx, each) for each in shown])
        requests = desk.requests_of()
        waiting = sum(each.decision is Decision.WAITING for each in requests)
        self.requests.set_rows(
            [request_row(r, names.get(r.person_id) or self._name(r.person_id)) for r in requests]
        )
        breaches = desk.breaches()
        untold = sum(each.body_told_on is None for each in breaches)
        self.breaches.set_rows([breach_row(each) for each in breaches])
        over = self.destruction.reload()
        words = (
            tr.text(N_("Consents: %(n)s missing"), n=missing),
            tr.text(N_("Requests: %(n)s waiting"), n=waiting),
            tr.text(N_("Breaches: %(n)s to be told"), n=untold),
            tr.text(N_("Destruction: %(n)s over"), n=over),
        )
        for number, text in enumerate(words):
            self.tabs.setTabText(number, text)
        for table in (self.people_table, self.request_table, self.breach_table):
            if table.paged.rowCount() and not table.currentIndex().isValid():
                table.selectRow(0)
        self._show_withdrawal()
        self._show_unchecked()

    def _show_unchecked(self) -> None:
        """Say which terms of the law nobody has compared with its present text."""
        tr, law = self.ctx.tr, self.ctx.desk.personal_law()
        articles = [each.of(tr.language) for each in law.unchecked]
        self.unchecked.setVisible(bool(articles))
        words = N_(
            "%(n)s of %(all)s terms of the law were not compared with its present text. The head"
            " compares them; the tip of this line names them."
        )
        self.unchecked.setText(tr.text(words, n=len(articles), all=len(law.terms)))
        edition = tr.text(N_("Edition of %(edition)s"), edition=law.edition)
        self.unchecked.setToolTip("\n".join((*(f"• {each}" for each in articles), edition)))

    def _fits(self, each: Any) -> bool:
        if self.chips["missing"].isChecked():
            return not each.consent.is_given
        if self.chips["soon"].isChecked():
            return bool(each.consent.is_soon)
        return not self.chips["blocked"].isChecked() or each.is_blocked

    def _name(self, person_id: int) -> str:
        person = self.ctx.desk.person_of_data(person_id)
        return (self.ctx.tr.language == "kk" and person.name_kk) or person.name_ru

    def open_person(self) -> None:
        """Show the card of the chosen person."""
        line = self.people_table.current_row()
        if line is not None:
            self.ctx.navigate("people", kind=WhoKind.PERSON, id=line.id)

    def new_consent(self) -> None:
        """Enter a consent of the chosen person."""
        line = self.people_table.current_row()
        if line is not None:
            dialogs.edit_consent(self.ctx, self, dialogs.new_consent(self.ctx, line.id))

    def write_answer(self) -> None:
        """Write what is held of the chosen person."""
        line = self.people_table.current_row()
        if line is not None:
            dialogs.write_answer(self.ctx, self, line.id)

    def _show_withdrawal(self) -> None:
        """Let the answer to a withdrawal be written where there is one."""
        line = self.people_table.current_row()
        self.withdrawal.setEnabled(line is not None and bool(line.withdrawn))

    def write_withdrawal(self) -> None:
        """Write the answer to the withdrawal of the chosen person's consent."""
        line = self.people_table.current_row()
        if line is not None and line.withdrawn:
            dialogs.write_withdrawal(self.ctx, self, line.withdrawn)

    def edit_request(self) -> None:
        """Answer the chosen request."""
        line = self.request_table.current_row()
        if line is not None:
            dialogs.edit_request(self.ctx, self, line.request)

    def answer_request(self) -> None:
        """Write what is held of the person of the chosen request."""
        line = self.request_table.current_row()
        if line is not None:
            dialogs.write_answer(self.ctx, self, line.request.person_id)

    def new_breach(self) -> None:
        """Enter a breach found today."""
        dialogs.edit_breach(self.ctx, self, Breach(found_on=self.ctx.clock.today()))

    def edit_breach(self) -> None:
        """Change the chosen breach."""
        line = self.breach_table.current_row()
        if line is not None:
            dialogs.edit_breach(self.ctx, self, line.breach)

    def write_notice(self, *, to_person: bool = False) -> None:
        """Write the notice of the chosen breach."""
        line = self.breach_table.current_row()
        if line is None:
            return
        desk, breach_id = self.ctx.desk, line.breach.id
        dialogs.save_paper(
            self.ctx,
            self,
            N_("Notice of a breach"),
            lambda path: desk.write_breach_notice(breach_id, path, to_person=to_person),
        )

    def write_list(self) -> None:
        """Write the list of personal data."""
        title = N_("List of personal data")
        dialogs.save_paper(self.ctx, self, title, self.ctx.desk.write_data_list)


def _alone(widget: QWidget) -> Any:
    made = QVBoxLayout()
    made.addWidget(widget)
    return made


def _tab(above: Any, table: Table, below: Any) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 12, 0, 0)
    box.setSpacing(10)
    box.addLayout(above)
    box.addWidget(table, 1)
    box.addLayout(below)
    return made
