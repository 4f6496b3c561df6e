"""The editor of one clause: its words in every language side by side, conditions in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from mediadesk.domain.wording_problems import Problem, Vocabulary
from mediadesk.domain.wordings import Draft, DraftClause, DraftPart, is_own, section_of
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.texts_field import TOLD_AT_ONCE, WordingField, problem_words
from mediadesk.ui.texts_menu import PlaceholderMenu, group_words
from mediadesk.ui.widgets import Card, button, clear, label, row

__all__ = ["LANGUAGES", "ClauseEditor", "condition_words"]

LANGUAGES = {"kk": N_("In Kazakh"), "ru": N_("In Russian"), "en": N_("In English")}
"""The languages of a text in the order of their columns."""
_STYLES = {
    "clause": N_("Numbered clause"),
    "block": N_("Numbered clause, not justified"),
    "plain": N_("Text without a number"),
    "note": N_("Small text"),
    "addressee": N_("Addressee"),
    "centred": N_("In the middle"),
    "item": N_("A line to tick"),
    "table": N_("Table"),
}


def source_words(ctx: Ctx, source: str) -> str:
    """Say the article that a clause comes from."""
    if source.startswith("art. "):
        return ctx.tr.text(N_("art. %(what)s"), what=source.removeprefix("art. "))
    return source


def condition_words(ctx: Ctx, vocabulary: Vocabulary, when: Sequence[str]) -> str:
    """Say conditions as people understand them."""
    said = []
    for name in when:
        words = ctx.tr.text(vocabulary.conditions.get(name.removeprefix("!"), "")) or name
        said.append(ctx.tr.text(N_("not: %(what)s"), what=words) if name[:1] == "!" else words)
    return "; ".join(said)


class ClauseEditor(QWidget):
    """Shows a clause of a draft; `changed` gives the clause and the name of the field typed in."""

    changed = Signal(object, str)
    titled = Signal(str, str, str)
    stepped = Signal(int)

    def __init__(self, ctx: Ctx, vocabulary: Vocabulary) -> None:
        """Begin empty."""
        super().__init__()
        self.ctx = ctx
        self.vocabulary = vocabulary
        self.clause: DraftClause | None = None
        self.fields: dict[str, WordingField] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(10)
        self._problems = label("", "problem", wrap=True)

    def show_head(self, draft: Draft) -> None:
        """Show the title of the document and those of its sections."""
        clear(self._box)
        self.clause, self.fields = None, {}
        tr = self.ctx.tr
        self._box.addWidget(label(tr.text(N_("Titles")), "heading"))
        rows = [("", tr.text(N_("Document")), draft.title)]
        rows += [
            (s.id, tr.text(N_("Section")), s.title) for s in draft.sections if any(s.title.values())
        ]
        for name, words, title in rows:
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            for column, lang in enumerate(each for each in LANGUAGES if each in draft.langs):
                line = QLineEdit(title.get(lang, ""))
                line.setCursorPosition(0)
                told = f"{words}, {tr.text(LANGUAGES[lang]).lower()}"
                line.setAccessibleName(told)
                line.textEdited.connect(
                    lambda text, n=name, spoken=lang: self.titled.emit(n, spoken, text)
                )
                grid.addWidget(label(told, "label"), 0, column)
                grid.addWidget(line, 1, column)
            self._box.addLayout(grid)
        self._put_problems()
        self._box.addStretch(1)

    def show_clause(self, draft: Draft, clause: DraftClause) -> None:
        """Show a clause."""
        clear(self._box)
        self.clause, self.fields = clause, {}
        section = section_of(draft, clause.id)
        langs = [each for each in LANGUAGES if each in draft.langs]
        title = section.title.get(self.ctx.tr.language, "") if section else ""
        self._box.addLayout(self._facts(clause, title))
        for number, part in enumerate(clause.parts):
            self._box.addWidget(self._part(number, part, langs))
        for number, column in enumerate(clause.columns):
            card = Card()
            card.box.addLayout(self._grid(f"title{number}", column.title, langs, N_("Heading")))
            card.box.addLayout(self._grid(f"cell{number}", column.cell, langs, N_("Cell")))
            self._box.addWidget(card)
        self._put_problems()
        if is_own(clause):
            self._box.addLayout(self._own_facts(clause))
        if not clause.columns:
            add = button(
                self.ctx.tr.text(N_("Add a piece under a condition")), self.add_part,
                role="link", icon="plus",
            )  # fmt: skip
            self._box.addLayout(row(add, None))
        self._box.addStretch(1)

    def _put_problems(self) -> None:
        """Put a line for what is wrong here; the one before went with what was shown before."""
        self._problems = label("", "problem", wrap=True)
        self._problems.hide()
        self._box.addWidget(self._problems)

    def _facts(self, clause: DraftClause, title: str) -> QVBoxLayout:
        """Show section, source, style, repeating and conditions of a clause."""
        tr = self.ctx.tr
        box = QVBoxLayout()
        box.setSpacing(4)
        own = label(tr.text(N_("Own clause")), tone="accent") if is_own(clause) else None
        off = label(tr.text(N_("Switched off")), tone="warn") if clause.is_off else None
        parts = [part for part in (own, off) if part is not None]
        box.addLayout(row(label(title or tr.text(N_("Clause")), "heading"), *parts, None))
        if not is_own(clause):
            style = tr.text(_STYLES.get(clause.style or "clause", ""))
            told = " · ".join(
                part for part in (source_words(self.ctx, clause.source), style) if part
            )
            box.addWidget(label(told, "small", wrap=True))
            if clause.each:
                each = group_words(self.ctx, self.vocabulary, clause.each)
                words = tr.text(N_("Repeated for each: %(what)s"), what=each)
                box.addWidget(label(words, "small", wrap=True))
        when = condition_words(self.ctx, self.vocabulary, clause.when)
        if when:
            words = tr.text(N_("Stands only where: %(what)s"), what=when)
            box.addWidget(label(words, "small", wrap=True))
        return box

    def _own_facts(self, clause: DraftClause) -> QVBoxLayout:
        """Let source, style and repeating of an own clause be chosen, and its conditions."""
        tr = self.ctx.tr
        source = QLineEdit(clause.source)
        source.setPlaceholderText(tr.text(N_("Source, such as an article or a decision")))
        source.setAccessibleName(tr.text(N_("Source")))
        source.textEdited.connect(lambda text: self._change("source", source=text))
        style = QComboBox()
        style.setAccessibleName(tr.text(N_("Look of the clause")))
        for code, words in _STYLES.items():
            if code != "table":
                style.addItem(tr.text(words), code)
        style.setCurrentIndex(max(style.findData(clause.style or "clause"), 0))
        style.activated.connect(lambda _i: self._change("style", style=style.currentData()))
        each = QComboBox()
        each.setAccessibleName(tr.text(N_("Repeating")))
        each.addItem(tr.text(N_("Once")), "")
        for group in sorted(self.vocabulary.each):
            words = group_words(self.ctx, self.vocabulary, group)
            each.addItem(tr.text(N_("For each: %(what)s"), what=words), group)
        each.setCurrentIndex(max(each.findData(clause.each), 0))
        each.activated.connect(lambda _i: self._rebuild(each=each.currentData()))
        when = button(
            tr.text(N_("Condition")), lambda: self.open_conditions(None), role="link", icon="plus"
        )
        parts: list[QWidget] = [source, style, each, when]
        if clause.when:
            parts.append(
                button(tr.text(N_("No condition")), lambda: self._rebuild(when=()), role="link")
            )
        box = QVBoxLayout()
        box.addLayout(row(*parts[:3]))
        box.addLayout(row(*parts[3:], None))
        return box

    def _part(self, number: int, part: DraftPart, langs: Sequence[str]) -> QWidget:
        card = Card()
        card.box.setContentsMargins(12, 10, 12, 10)
        card.box.setSpacing(6)
        tr = self.ctx.tr
        when = condition_words(self.ctx, self.vocabulary, part.when)
        parts: list[QWidget | None] = []
        if when:
            words = tr.text(N_("Only where: %(what)s"), what=when)
            parts.append(label(words, "small", wrap=True))
        parts.append(None)
        if number:
            parts.append(
                button(tr.text(N_("Condition")), lambda: self.open_conditions(number), role="link")
            )
            parts.append(
                button(
                    tr.text(N_("Remove the piece")), lambda: self.remove_part(number), role="link"
                )
            )
        if len(parts) > 1:
            card.box.addLayout(row(*parts))
        card.box.addLayout(self._grid(f"part{number}", part.words, langs))
        return card

    def _grid(
        self, name: str, words: Mapping[str, str], langs: Sequence[str], title: str = ""
    ) -> QGridLayout:
        """Put one text in all its languages side by side."""
        tr = self.ctx.tr
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        each = self.clause.each if self.clause else ""
        for column, lang in enumerate(langs):
            told = tr.text(LANGUAGES[lang])
            told = f"{tr.text(title)}, {told.lower()}" if title else told
            field = WordingField(
                self.ctx, told, words.get(lang, ""), each=each, vocabulary=self.vocabulary
            )
            key = f"{name}.{lang}"
            field.edited.connect(lambda text, k=key: self._typed(k, text))
            field.stepped.connect(self.stepped)
            self.fields[key] = field
            grid.addWidget(field, 0, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _typed(self, key: str, text: str) -> None:
        clause = self.clause
        if clause is None:
            return
        name, _dot, lang = key.partition(".")
        kind = name.rstrip("0123456789")
        number = int(name[len(kind) :])
        if kind == "part":
            parts = [*clause.parts]
            parts[number] = replace(parts[number], words={**parts[number].words, lang: text})
            self._change(key, parts=tuple(parts))
        else:
            columns = [*clause.columns]
            old = columns[number]
            columns[number] = (
                replace(old, title={**old.title, lang: text})
                if kind == "title"
                else replace(old, cell={**old.cell, lang: text})
            )
            self._change(key, columns=tuple(columns))

    def _change(self, key: str, **values: object) -> None:
        if self.clause is not None:
            changed: DraftClause = replace(self.clause, **values)  # type: ignore[arg-type]  # names of its own fields
            self.clause = changed
            self.changed.emit(changed, key)

    def _rebuild(self, **values: object) -> None:
        """Change something that the whole editor must show."""
        self._change("", **values)

    def add_part(self) -> None:
        """Add a piece that will stand under a condition."""
        if self.clause is not None:
            words = dict.fromkeys(
                self.clause.parts[0].words if self.clause.parts else LANGUAGES, ""
            )
            self._rebuild(parts=(*self.clause.parts, DraftPart(words=words)))

    def remove_part(self, number: int) -> None:
        """Take a piece out."""
        if self.clause is not None:
            kept = self.clause.parts
            self._rebuild(parts=(*kept[:number], *kept[number + 1 :]))

    def open_conditions(self, number: int | None) -> PlaceholderMenu | None:
        """Offer the conditions for a piece, or for the whole clause."""
        if self.clause is None:
            return None
        words = dict(self.vocabulary.conditions)
        menu = PlaceholderMenu(self.ctx, self, self.vocabulary, self.clause.each, words)
        menu.chosen.connect(lambda name: self.put_condition(number, name))
        menu.show_at(self)
        return menu

    def put_condition(self, number: int | None, name: str) -> None:
        """Add a condition; one that stands there already is turned round, then taken out."""
        clause = self.clause
        if clause is None:
            return
        if number is None:
            self._rebuild(when=_turned(clause.when, name))
            return
        parts = [*clause.parts]
        parts[number] = replace(parts[number], when=_turned(parts[number].when, name))
        self._rebuild(parts=tuple(parts))

    def tell(self, problems: Sequence[Problem]) -> None:
        """Tell what is wrong with the clause as a whole."""
        said = []
        for each in problems:
            if each.kind in TOLD_AT_ONCE:
                continue
            lang = self.ctx.tr.text(LANGUAGES[each.lang]) + ": " if each.lang in LANGUAGES else ""
            said.append(lang + problem_words(self.ctx, each))
        self._problems.setText("\n".join(dict.fromkeys(said)))
        self._problems.setVisible(bool(said))


def _turned(when: Sequence[str], name: str) -> tuple[str, ...]:
    if name in when:
        return tuple(f"!{name}" if each == name else each for each in when)
    if f"!{name}" in when:
        return tuple(each for each in when if each != f"!{name}")
    return (*when, name)
