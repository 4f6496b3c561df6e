"""The register: views, filters as chips, several keys of order, sums, actions on many, export."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.queries import CaseQuery, Totals
from mediadesk.domain.rows import CaseRow
from mediadesk.domain.types import CaseId
from mediadesk.domain.views import PRESETS, View, read_view, write_view
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui import case_sections
from mediadesk.ui.context import Ctx
from mediadesk.ui.list_actions import ManyActions
from mediadesk.ui.list_export import ListExport, Shown
from mediadesk.ui.list_filters import FilterBar
from mediadesk.ui.list_views import ViewBar
from mediadesk.ui.page import Page
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import EmptyState, PushButton, button, label, row

__all__ = ["CasesPage"]

_COLUMNS = (
    "number",
    "received_on",
    "first_party",
    "second_party",
    "state",
    "due_on",
    "mediator",
    "kind",
    "outcome",
    "claim_tiyn",
    "settled_tiyn",
    "topic",
    "stage",
    "source",
    "place",
    "language",
    "funded_by",
    "contract_on",
    "ended_on",
)
_HIDDEN = ("topic", "place", "language", "funded_by", "contract_on")
_KEPT = "cases.view"
_FEW = 2000


def _joined(tr: Translator, first: str, totals: Totals) -> str:
    """Put a count and the sums of money on one line."""
    sums = (
        tr.text(N_("claimed %(sum)s"), sum=tr.money(totals.claim_tiyn)),
        tr.text(N_("settled %(sum)s"), sum=tr.money(totals.settled_tiyn)),
    )
    return "   ·   ".join((first, *sums))


class CasesPage(Page):
    """The list of all cases."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the list; what it showed the last time is put back."""
        super().__init__(ctx)
        self.query = CaseQuery()
        self._ids: tuple[CaseId, ...] | None = None
        self._is_putting = False
        self._rows = 0
        self._totals = Totals()
        self.bar = FilterBar(ctx)
        self.model = PagedTableModel(
            ctx.tr,
            CaseRow,
            only=_COLUMNS,
            fetch=lambda offset, limit: ctx.desk.cases(self.query, offset, limit),
            count=lambda: self._rows,
            words={"topic": self.bar.words.topic},
        )
        self.table = Table(ctx, self.model, "cases", {"mediator": 28}, hidden=_HIDDEN)
        self.views = ViewBar(ctx, self.view)
        self.many = ManyActions(ctx, self, self.chosen_cases)
        self.files = ListExport(ctx, self, self._shown)
        self.outer.addLayout(self._top())
        self.outer.addWidget(self.bar)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self._nothing, self._empty = self._empty_states()
        self.stack.addWidget(self._nothing)
        self.stack.addWidget(self._empty)
        self.outer.addWidget(self.stack, 1)
        self.sums, self.chosen_sums = label("", "small"), label("", "small")
        self.outer.addLayout(row(self.sums, None, self.chosen_sums))
        self._connect()
        self._restore()

    def _top(self) -> QHBoxLayout:
        tr = self.ctx.tr
        self._heading = label(tr.text(N_("Cases")), "title")
        self.many_button = self._menu_button(N_("With the chosen"), "check", self._fill_many)
        self.columns_button = self._menu_button(N_("Columns"), "more", self._fill_columns)
        self.export_button = self._menu_button(N_("Export"), "export", self.files.fill)
        return row(
            self._heading,
            self.views,
            None,
            self.many_button,
            self.columns_button,
            self.export_button,
        )

    def _menu_button(self, words: str, icon: str, fill: Any) -> PushButton:
        made = button(self.ctx.tr.text(words), lambda: None, icon=icon)
        made.setProperty("menu", "true")
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: fill(menu))
        made.setMenu(menu)
        return made

    def _empty_states(self) -> tuple[EmptyState, EmptyState]:
        tr = self.ctx.tr
        nothing = EmptyState(
            "search",
            tr.text(N_("No case fits these filters")),
            tr.text(N_("Take a filter away to see more.")),
            button(tr.text(N_("Clear all filters")), self.clear),
        )
        empty = EmptyState(
            "empty",
            tr.text(N_("No cases yet")),
            tr.text(N_("Register an appeal, or import a journal.")),
            button(
                tr.text(N_("New appeal")),
                lambda: self.ctx.navigate("appeal"),
                role="primary",
                icon="plus",
            ),
        )
        return nothing, empty

    def _connect(self) -> None:
        self.bar.changed.connect(self._filtered)
        self.bar.box.returnPressed.connect(lambda: self.table.setFocus())
        self.table.sorted.connect(lambda _: None if self._is_putting else self._asked())
        self.table.opened.connect(self._open)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._ask)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.tell_chosen())
        self.table.columns.changed.connect(self.views.tell)
        self.views.chosen.connect(self._put)
        QShortcut(QKeySequence("Ctrl+F"), self, self.bar.box.setFocus)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Cases"))

    def open(self, **args: Any) -> None:
        """Show the register; `ids` limits it to the cases behind a figure, `title` names them.

        `view` goes to a view by its key.
        """
        if args.get("view"):
            self._ids = None
            self.views.choose(str(args["view"]))
        elif args.get("ids") is not None:
            words = str(args.get("title", "")) or self.ctx.tr.text(N_("Chosen cases"))
            self._ids = tuple(args["ids"])
            self.bar.put({})
            self.bar.limit(words)
            self._asked()
        else:
            if "ids" in args:
                self._ids = None
                self.bar.limit("")
            self._asked()
        self.table.setFocus()

    def view(self) -> View:
        """Give what the list shows now, without its limit to named cases."""
        return View(self.bar.filters(), self.table.order, self.table.columns.shown())

    def clear(self) -> None:
        """Take all filters away."""
        self.bar.clear()

    def _filtered(self) -> None:
        if not self.bar.only:
            self._ids = None
        self._asked()

    def _put(self, view: View) -> None:
        """Show a view."""
        self._is_putting = True
        self._ids = None
        self.bar.put(view.filters)
        self.table.columns.arrange(view.columns)
        self.table.set_order(view.sort)
        self._is_putting = False
        self._asked()

    def _asked(self) -> None:
        """Ask anew: filters, order or view were changed."""
        self._remember()
        self.reload()

    def reload(self) -> None:
        """Read again, staying on the chosen row."""
        number = self.table.currentIndex().row()
        self.query = replace(self.ctx.desk.case_query(self.view()), ids=self._ids)
        self._totals = self.ctx.desk.totals(self.query)
        everything = self.ctx.desk.count()
        self._rows = shown = self._totals.count
        self.model.reload()
        other = self._nothing if everything else self._empty
        self.stack.setCurrentWidget(self.table if shown else other)
        self.sums.setText(self._sums(self._totals, everything))
        if shown:
            self.table.selectRow(min(max(number, 0), shown - 1))
        self.export_button.setEnabled(bool(shown))
        self.views.tell()
        self.tell_chosen()

    def _sums(self, totals: Totals, everything: int) -> str:
        tr = self.ctx.tr
        shown = tr.text(
            N_("Shown: %(shown)s of %(all)s"),
            shown=tr.number(totals.count),
            all=tr.number(everything),
        )
        return _joined(tr, shown, totals)

    def tell_chosen(self) -> None:
        """Show the sums of the chosen rows."""
        many = sum(map(len, self.table.chosen()))
        self.many_button.setVisible(many > 0)
        if many > 1:
            totals = self._totals
            if many < self._rows:
                ids = tuple(case for case, _ in self.chosen_cases())
                totals = self.ctx.desk.totals(CaseQuery(ids=ids))
            words = self.ctx.tr.text(N_("Chosen: %(n)s"), n=self.ctx.tr.number(totals.count))
            self.chosen_sums.setText(_joined(self.ctx.tr, words, totals))
        else:
            self.chosen_sums.setText("")

    def chosen_cases(self) -> tuple[tuple[CaseId, int], ...]:
        """Name the chosen cases with their revisions; all of a long list are read in one go."""
        spans = self.table.chosen()
        query = self.query
        if sum(map(len, spans)) <= _FEW:
            rows = (self.model.row(n) for span in spans for n in span)
            return self.ctx.desk.case_revs(
                replace(query, text="", ids=tuple(r.id for r in rows if r is not None))
            )
        every = self.ctx.desk.case_revs(query)
        return tuple(every[n] for span in spans for n in span if n < len(every))

    def _shown(self) -> Shown:
        chosen = None
        if sum(map(len, self.table.chosen())) > 1:
            ids = tuple(case for case, _ in self.chosen_cases())
            chosen = CaseQuery(ids=ids, sort=self.query.sort)
        return Shown(self.query, chosen, self.table.columns.shown(), _printed_title(self))

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again."""
        self.reload()

    def _remember(self) -> None:
        """Keep the view without typed words: they may be a name, and settings are not encrypted."""
        view = self.view()
        filters = {name: values for name, values in view.filters.items() if name != "text"}
        kept = {"key": self.views.key, "view": write_view(View(filters, view.sort))}
        self.ctx.settings.remember(_KEPT, kept)

    def _restore(self) -> None:
        kept = self.ctx.settings.table(_KEPT)
        self.views.key = str(kept.get("key", PRESETS[0].name))
        self._put(read_view(str(kept.get("view", "{}"))))

    def _fill_many(self, menu: QMenu) -> None:
        menu.clear()
        self.many.fill(menu)

    def _fill_columns(self, menu: QMenu) -> None:
        menu.clear()
        self.table.columns.fill(menu)

    def _ask(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def menu(self) -> QMenu:
        """Make the menu of the rows."""
        menu, text = QMenu(self), self.ctx.tr.text
        line = self.table.current_row()
        if line is None:
            return menu
        menu.addAction(text(N_("Open")), lambda: self._open(line))
        inner = menu.addMenu(text(N_("Open the section")))
        for name, words in case_sections.SECTIONS:
            inner.addAction(text(words), partial(self._open, line, name))
        menu.addSeparator()
        clipboard = QGuiApplication.clipboard()
        menu.addAction(text(N_("Copy the number")), lambda: clipboard.setText(line.number))
        menu.addAction(text(N_("Copy the cell")), self.table.copy_cell)
        menu.addAction(text(N_("Copy the rows")), self.table.copy)
        menu.addAction(
            text(N_("Copy the rows with headings")), lambda: self.table.copy(headings=True)
        )
        menu.addSeparator()
        self.many.fill(menu)
        return menu

    def _open(self, line: CaseRow, section: str = "overview") -> None:
        self.ctx.navigate("case_card", case_id=line.id, section=section)


def _printed_title(page: CasesPage) -> str:
    """Name the list as it is: by its view, or by its filters where they are not those of it."""
    if not page.bar.only and dict(page.views.saved().filters) == dict(page.bar.filters()):
        return f"{page.title()} – {page.views.name()}"
    words = "; ".join(chip.text() for chip in page.bar.chips.values())
    return f"{page.title()} – {words}" if words else page.title()
