"""Parts of the screening: a question with its answer on one line, the result, referral contacts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mediadesk.domain.codes import Answer, ScreeningResult
from mediadesk.domain.model import ScreeningAnswer
from mediadesk.domain.screening import Question, ReferralGroup, ScreeningBook, Verdict
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import button, label, row

__all__ = [
    "RESULT_TONES",
    "QuestionList",
    "QuestionRow",
    "contact_parts",
    "language_of",
    "reason_parts",
]

RESULT_TONES = {
    ScreeningResult.GO: "ok",
    ScreeningResult.SAFEGUARDS: "warn",
    ScreeningResult.REFER: "danger",
}
_NOTE_LENGTH, _NAME_LENGTH = 2000, 200


def language_of(ctx: Ctx) -> str:
    """Name the language of data files for the window: kk, else ru."""
    return "kk" if ctx.tr.language == "kk" else "ru"


class QuestionRow(QWidget):
    """One question: its words and article, three answers, note and who was asked."""

    changed = Signal()

    def __init__(self, ctx: Ctx, question: Question) -> None:
        """Show a question that is not answered."""
        super().__init__()
        self.ctx = ctx
        self.question = question
        self.stored = ScreeningAnswer(question=question.code)
        tr, lang = ctx.tr, language_of(ctx)
        words = question.text.of(lang)
        self.buttons = {}
        for answer in Answer:
            made = button(tr.text(answer.label), partial(self._press, answer))
            made.setProperty("role", "segment")
            made.setCheckable(True)
            made.setAccessibleName(f"{tr.text(answer.label)}: {words}")
            self.buttons[answer] = made
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(label(words, wrap=True))
        said.addWidget(label(question.article.of(lang), "small", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addLayout(said, 1)
        for made in self.buttons.values():
            line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(line)
        self.note, self.asked = self._more(box)

    def _more(self, box: QVBoxLayout) -> tuple[QLineEdit, QLineEdit]:
        tr = self.ctx.tr
        self._details = QWidget()
        inner = QHBoxLayout(self._details)
        inner.setContentsMargins(0, 0, 0, 4)
        made = []
        for words, length, stretch in (
            (N_("Note"), _NOTE_LENGTH, 3),
            (N_("Who was asked"), _NAME_LENGTH, 2),
        ):
            edit = QLineEdit()
            edit.setPlaceholderText(tr.text(words))
            edit.setAccessibleName(tr.text(words))
            edit.setMaxLength(length)
            edit.textEdited.connect(lambda _text: self.changed.emit())
            inner.addWidget(edit, stretch)
            made.append(edit)
        self._details.setVisible(False)
        box.addWidget(self._details)
        return made[0], made[1]

    def _press(self, answer: Answer) -> None:
        """Answer; the same answer again takes it back."""
        self._show(answer if self.buttons[answer].isChecked() else None)
        self.changed.emit()

    def _show(self, answer: Answer | None) -> None:
        for each, made in self.buttons.items():
            made.setChecked(each is answer)
        told = answer in (Answer.YES, Answer.UNKNOWN)
        self._details.setVisible(told or bool(self.note.text()))

    def answer(self) -> Answer | None:
        """Give the answer; None while nobody answered."""
        return next((a for a, made in self.buttons.items() if made.isChecked()), None)

    def raw(self) -> list[str]:
        """Give answer, note and who was asked as text."""
        return [self.answer() or "", self.note.text(), self.asked.text()]

    def set_raw(self, typed: Sequence[str]) -> None:
        """Put back what `raw` gave."""
        said, note, asked = (*typed, "", "", "")[:3]
        self.note.setText(note)
        self.asked.setText(asked)
        self._show(Answer(said) if said in list(Answer) else None)

    def load(self, stored: ScreeningAnswer) -> None:
        """Show a stored answer."""
        self.stored = stored
        self.set_raw([stored.answer, stored.note, stored.answered_by])

    def collect(self, asked_of: str, today: date) -> ScreeningAnswer | None:
        """Give the answer to save; `asked_of` answered it unless the row says who."""
        answer = self.answer()
        if answer is None:
            return None
        made = replace(
            self.stored,
            answer=answer,
            note=self.note.text(),
            answered_by=self.asked.text() or self.stored.answered_by or asked_of,
        )
        return made if made == self.stored else replace(made, answered_on=today)


class QuestionList(QWidget):
    """All questions under the headings of their sections; those not in force stay hidden."""

    changed = Signal()

    def __init__(self, ctx: Ctx, book: ScreeningBook) -> None:
        """Make the rows; `show_asked` shows them."""
        super().__init__()
        lang = language_of(ctx)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        self.rows: dict[str, QuestionRow] = {}
        self._heads: dict[str, QWidget] = {}
        for code, words in book.sections.items():
            head = self._heads[code] = label(words.of(lang), "heading", wrap=True)
            box.addWidget(head)
            for question in book.questions:
                if question.section == code:
                    made = self.rows[question.code] = QuestionRow(ctx, question)
                    made.changed.connect(self.changed)
                    box.addWidget(made)
        self._clean = self.raw()

    def show_asked(self, asked: Iterable[Question]) -> None:
        """Show the questions in force and the headings that have some."""
        codes = {question.code for question in asked}
        sections = set()
        for code, made in self.rows.items():
            made.setVisible(code in codes)
            if code in codes:
                sections.add(made.question.section)
        for code, head in self._heads.items():
            head.setVisible(code in sections)

    def load(self, answers: Iterable[ScreeningAnswer]) -> None:
        """Show stored answers; they count as unchanged."""
        for each in answers:
            if each.question in self.rows:
                self.rows[each.question].load(each)
        self._clean = self.raw()

    def raw(self) -> dict[str, list[str]]:
        """Give everything typed, by question."""
        return {code: made.raw() for code, made in self.rows.items()}

    def set_raw(self, typed: Mapping[str, Sequence[str]]) -> None:
        """Put back what `raw` gave."""
        for code, made in self.rows.items():
            made.set_raw(typed.get(code, ()))

    def is_changed(self) -> bool:
        """Tell whether anything differs from what was loaded."""
        return self.raw() != self._clean

    def set_clean(self) -> None:
        """Take what is shown as saved."""
        self._clean = self.raw()

    def answers(self) -> dict[str, Answer]:
        """Give the answers so far."""
        found = {code: made.answer() for code, made in self.rows.items()}
        return {code: answer for code, answer in found.items() if answer is not None}


def reason_parts(ctx: Ctx, verdict: Verdict) -> Iterator[QWidget]:
    """Show why the answers lead where they lead: question, answer, article, what to see to."""
    tr, lang = ctx.tr, language_of(ctx)
    for reason in verdict.reasons:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        said = f"{tr.text(reason.answer.label)} · {tr.text(reason.leads.label)}"
        box.addWidget(label(reason.question.text.of(lang), wrap=True))
        box.addWidget(label(said, tone=RESULT_TONES[reason.leads], wrap=True))
        box.addWidget(label(reason.question.article.of(lang), "small", wrap=True))
        advice = reason.question.advice.of(lang)
        if advice:
            box.addWidget(label(advice, "muted", wrap=True))
        yield part


def contact_parts(
    ctx: Ctx, groups: Iterable[str], referrals: Mapping[str, ReferralGroup]
) -> Iterator[QWidget]:
    """Show the referral contacts of some groups; what the centre left empty is said to be so."""
    tr, lang = ctx.tr, language_of(ctx)
    for code in groups:
        group = referrals.get(code)
        if group is None:
            continue
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        name = label(group.title.of(lang), wrap=True)
        name.setStyleSheet("font-weight: 600;")
        box.addLayout(row(name))
        box.addWidget(label(group.what.of(lang), "small", wrap=True))
        for contact in group.contacts:
            where = [contact.phone, contact.address.of(lang), contact.note.of(lang)]
            told = ", ".join(each for each in where if each)
            shown = told or tr.text(N_("telephone and address are not filled in yet"))
            line = label(f"{contact.name.of(lang)}: {shown}", "" if told else "muted", wrap=True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(line)
        yield part
