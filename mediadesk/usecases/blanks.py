"""Forms from somebody's Excel blank: opened, tried on a period, kept in the centre's file, filled."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mediadesk import assets
from mediadesk.domain.bilingual import Words
from mediadesk.domain.model import FormBlank
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.reporting import Reporting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.domain.blank_draft import BlankDraft, FilledBlank
    from mediadesk.domain.blank_plan import Target
    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.periods import Period
    from mediadesk.domain.ports import Progress
    from mediadesk.domain.report_model import FormInfo, Report

__all__ = ["Blanks"]


class Blanks(Reporting):
    """Reports whose form is a blank stand beside the form packs."""

    def report_forms(self) -> tuple[FormInfo, ...]:
        """List the form packs and the forms from blanks."""
        from mediadesk.domain.report_model import FormInfo
        from mediadesk.domain.statistics import CountingRule

        own = tuple(
            FormInfo(
                each.code,
                each.title_ru,
                each.title_kk or each.title_ru,
                each.made_on.isoformat() if each.made_on else "",
                each.valid_from,
                CountingRule(each.counts_by),
            )
            for each in self.blank_forms()
        )
        return (*super().report_forms(), *own)

    def blank_forms(self) -> tuple[FormBlank, ...]:
        """Give the forms from blanks by short name."""
        with self.store.reader() as reader:
            return tuple(sorted(reader.find(FormBlank), key=lambda each: each.code))

    def open_blank(self, path: Path) -> BlankDraft:
        """Read an Excel blank and guess what its cells want; nothing is saved.

        WorldTrouble: FILE_MISSING, NO_ACCESS, BLANK_TOO_BIG, WORKBOOK_LOCKED, WORKBOOK_EMPTY,
        NOT_A_WORKBOOK.
        """
        from mediadesk.domain.blank_draft import BlankDraft
        from mediadesk.domain.blank_guess import guess, language_of, parse_blank_words
        from mediadesk.domain.blank_pack import code_of, with_blank
        from mediadesk.export.blank_reader import read_blank, read_bytes

        data = read_bytes(path)
        book = read_blank(data, path.name)
        vocabulary = self._vocabulary()
        words = parse_blank_words(assets.load_toml("blank-words.toml", self.shelf), vocabulary)
        title = path.stem.replace("_", " ").strip()[:200]
        form = FormBlank(
            code=self._free_code(code_of(title)),
            title_ru=title,
            title_kk=title,
            language=language_of(book),
        )
        return BlankDraft(with_blank(form, data), book, guess(book, words), vocabulary)

    def blank_draft(self, code: str) -> BlankDraft:
        """Give a saved form to look at and change; InputProblem(UNKNOWN_REPORT) without it."""
        return self._draft(self._demand_blank(code))

    def blank_values(
        self,
        draft: BlankDraft,
        targets: Iterable[Target],
        period: Period | str,
        progress: Progress | None = None,
    ) -> FilledBlank:
        """Count what the targets want in a period, from one consistent picture of the file."""
        from mediadesk.domain.blank_draft import FilledBlank
        from mediadesk.domain.blank_plan import Facts, fill_plan
        from mediadesk.domain.periods import parse_period
        from mediadesk.domain.report_build import money_style
        from mediadesk.domain.report_build_blocks import Figures
        from mediadesk.domain.report_build_formulas import Coder
        from mediadesk.domain.report_build_stock import Stock
        from mediadesk.domain.statistics import CountingRule, Tally, in_period

        when = parse_period(period) if isinstance(period, str) else period
        form = draft.form
        rule = CountingRule(form.counts_by)
        rows = self._stat_rows(when, progress)
        counted = in_period(rows, when, rule)
        tally = Tally(counted)
        figures = Figures(
            tally,
            draft.vocabulary,
            form.language,
            Coder(tally),
            money_style(counted),
            Stock.of(rows, counted, when, rule),
        )
        office = self.office()
        facts = Facts(
            centre=Words(office.name_ru, office.name_kk) if office else Words("", ""),
            recipient=Words(form.recipient_ru, form.recipient_kk or form.recipient_ru),
            period=when,
            made_on=self.clock.today(),
            head=office.head_name if office else "",
            address=Words(office.address_ru, office.address_kk) if office else Words("", ""),
            phone=office.phone if office else "",
            bin=office.bin if office else "",
        )
        values = dict(fill_plan(targets, draft.book, figures, facts))
        return FilledBlank(values, figures, when)

    def save_blank(self, draft: BlankDraft, targets: Iterable[Target]) -> Future[Outcome]:
        """Keep a form with its plan.

        InputProblem: REFERENCE_EXISTS for a short name of another form, BLANK_CELL for a cell that
        cannot take anything.
        """
        from mediadesk.domain.blank_pack import code_of
        from mediadesk.domain.blank_plan import dump_plan
        from mediadesk.domain.blank_sheet import address
        from mediadesk.domain.commands import SaveRecord

        plan = tuple(targets)
        for each in plan:
            if not draft.book.can_take(each.place):
                raise InputProblem(Code.BLANK_CELL, cell=address(each.row, each.column))
        form = draft.form
        code = form.code if form.code == code_of(form.code) else code_of(form.code)
        self._demand_free(code, form.id)
        record = replace(form, code=code, cells=dump_plan(plan), made_on=self.clock.today())
        return self.execute(SaveRecord(record=record))

    def remove_blank(self, code: str) -> Future[Outcome]:
        """Take a form out; it can be had again by undoing."""
        from mediadesk.domain.commands import RemoveRecord

        return self.execute(RemoveRecord(record=self._demand_blank(code)))

    def export_blank(self, code: str, path: Path) -> None:
        """Write a form as one file for another office: blank and plan, no figures."""
        from mediadesk.domain.blank_pack import to_pack
        from mediadesk.files import replacing

        text = to_pack(self._demand_blank(code))
        with replacing(path) as part:
            part.write_text(text, encoding="utf-8")

    def import_blank(self, path: Path, code: str = "") -> Future[Outcome]:
        """Take in such a file, under another short name if one is given.

        InputProblem: BLANK_PACK_BAD, REFERENCE_EXISTS, BLANK_CELL; WorldTrouble as `open_blank`.
        """
        from mediadesk import files
        from mediadesk.domain.blank_pack import LARGEST_PACK, from_pack

        try:
            if path.stat().st_size > LARGEST_PACK:
                raise InputProblem(Code.BLANK_PACK_BAD, name=path.name)
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise files.trouble(error, path.name) from error
        except UnicodeDecodeError as error:
            raise InputProblem(Code.BLANK_PACK_BAD, name=path.name) from error
        form = from_pack(text, path.name, code)
        draft = self._draft(form)
        return self.save_blank(draft, draft.targets)

    def report(
        self,
        form: str,
        period: Period | str,
        lang: str = "both",
        progress: Progress | None = None,
    ) -> Report:
        """Build a report; a form from a blank speaks the language it was saved with."""
        found = self._blank(form)
        if found is None:
            return super().report(form, period, lang, progress)
        draft = self._draft(found)
        return self._filled_report(draft, self.blank_values(draft, draft.targets, period, progress))

    def write_report(
        self,
        form: str,
        period: Period | str,
        lang: str,
        format: str,
        path: Path,
        progress: Progress | None = None,
    ) -> Report:
        """Write a report; a form from a blank is the blank itself with the figures put in."""
        found = self._blank(form)
        if found is None or format != "xlsx":
            return super().write_report(form, period, lang, format, path, progress)
        draft = self._draft(found)
        return self.write_blank(draft, draft.targets, period, path, progress)

    def write_blank(
        self,
        draft: BlankDraft,
        targets: Iterable[Target],
        period: Period | str,
        path: Path,
        progress: Progress | None = None,
    ) -> Report:
        """Write the filled blank; its cases and control sums inside, beside it, or not at all."""
        from mediadesk.domain.blank_pack import pack_data
        from mediadesk.domain.blank_plan import dump_plan

        plan = tuple(targets)
        made = self._filled_report(draft, self.blank_values(draft, plan, period, progress))
        self._write_book(made, pack_data(replace(draft.form, cells=dump_plan(plan))), path)
        return made

    def _write_book(self, report: Report, raw: dict[str, Any], path: Path) -> None:
        from mediadesk.domain.blank_pack import BLANK_KIND, blank_bytes, from_data
        from mediadesk.domain.blank_plan import parse_places
        from mediadesk.export import workbook
        from mediadesk.export.blank_filler import fill_again
        from mediadesk.files import replacing

        if raw.get("kind") != BLANK_KIND:
            super()._write_book(report, raw, path)
            return
        form = from_data(raw, report.form)
        places = {each.place for each in parse_places(form.cells)}
        data = fill_again(
            blank_bytes(form), report, places, is_inside=form.cases_in == "inside", name=form.code
        )
        with replacing(path) as part:
            part.write_bytes(data)
        if form.cases_in == "beside":
            workbook.write(report, path.with_name(f"{path.stem}-cases.xlsx"))

    def _spread_hidden(self, sent: Report, raw: dict[str, Any]) -> Report:
        from mediadesk.domain.blank_hidden import spread_hidden
        from mediadesk.domain.blank_pack import BLANK_KIND
        from mediadesk.domain.blank_plan import parse_places

        if raw.get("kind") != BLANK_KIND:
            return super()._spread_hidden(sent, raw)
        return spread_hidden(sent, parse_places(json.dumps(raw["cells"])))

    def _raw_pack(self, form: str) -> dict[str, Any]:
        from mediadesk.domain.blank_pack import pack_data

        found = self._blank(form)
        if found is None:
            return super()._raw_pack(form)
        ru, kk = found.recipient_ru, found.recipient_kk or found.recipient_ru
        return {
            **pack_data(found),
            "title": {"ru": found.title_ru, "kk": found.title_kk or found.title_ru},
            "recipient": {"ru": ru, "kk": kk} if ru or kk else "",
        }

    def _report_by(self, raw: dict[str, Any], form: str, period: Period, lang: str) -> Report:
        from mediadesk.domain.blank_pack import BLANK_KIND, from_data

        if raw.get("kind") != BLANK_KIND:
            return super()._report_by(raw, form, period, lang)
        draft = self._draft(from_data(raw, form))
        return self._filled_report(draft, self.blank_values(draft, draft.targets, period))

    def _filled_report(self, draft: BlankDraft, filled: FilledBlank) -> Report:
        from mediadesk.domain.blank_draft import blank_report

        return blank_report(draft, filled, self.clock.today())

    def _draft(self, form: FormBlank) -> BlankDraft:
        from mediadesk.domain.blank_draft import BlankDraft
        from mediadesk.domain.blank_pack import blank_bytes
        from mediadesk.domain.blank_plan import parse_plan
        from mediadesk.export.blank_reader import read_blank

        vocabulary = self._vocabulary()
        targets = parse_plan(form.cells, vocabulary)
        return BlankDraft(form, read_blank(blank_bytes(form), form.code), targets, vocabulary)

    def _blank(self, code: str) -> FormBlank | None:
        with self.store.reader() as reader:
            return next(iter(reader.find(FormBlank, code=code)), None)

    def _demand_blank(self, code: str) -> FormBlank:
        found = self._blank(code)
        if found is None:
            raise InputProblem(Code.UNKNOWN_REPORT, field="form", name=code[:40])
        return found

    def _demand_free(self, code: str, own: int) -> None:
        taken = {info.code for info in Reporting.report_forms(self)}
        taken |= {each.code for each in self.blank_forms() if each.id != own}
        if code in taken:
            raise InputProblem(Code.REFERENCE_EXISTS, name=code)

    def _free_code(self, code: str) -> str:
        """Give the short name, numbered if another form has it."""
        taken = {info.code for info in self.report_forms()}
        number, found = 2, code
        while found in taken:
            number, found = number + 1, f"{code[:36]}-{number}"
        return found
