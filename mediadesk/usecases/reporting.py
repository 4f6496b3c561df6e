"""Reports: form packs over the appeals of a period, on the screen, as workbooks and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mediadesk import assets
from mediadesk.domain.periods import Period, parse_period
from mediadesk.domain.report_model import FormInfo, Report
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.domain.report_build_forms import FormPack, Vocabulary

__all__ = ["REPORT_FORMATS", "Reporting"]

REPORT_FORMATS: Final = ("xlsx", "pdf", "csv", "json")


class Reporting(Questions):
    """Makes reports from one consistent picture of the file."""

    def report_forms(self) -> tuple[FormInfo, ...]:
        """List the form packs, the centre's own ones included."""
        vocabulary = self._vocabulary()
        packs = (
            self._pack(name.removeprefix("forms/").removesuffix(".toml"), vocabulary)
            for name in assets.names("forms", self.shelf)
        )
        return tuple(FormInfo(p.code, p.title.ru, p.title.kk, p.edition) for p in packs)

    def report(self, form: str, period: Period | str, lang: str = "both") -> Report:
        """Build a report; InputProblem(UNKNOWN_REPORT, BAD_PERIOD) for what is not there."""
        from mediadesk.domain.bilingual import Words
        from mediadesk.domain.report_build import build_report

        when = parse_period(period) if isinstance(period, str) else period
        vocabulary = self._vocabulary()
        pack = self._pack(form, vocabulary)
        office = self.office()
        with self.store.reader(snapshot=True) as reader:
            rows = tuple(reader.stat_rows(when.first, when.last))
        centre = Words(office.name_ru, office.name_kk) if office else Words("", "")
        return build_report(
            pack,
            rows,
            when,
            lang,
            vocabulary=vocabulary,
            centre=centre,
            made_on=self.clock.today(),
        )

    def report_data(self, form: str, period: Period | str, lang: str = "both") -> dict[str, object]:
        """Give a report as plain data; `summary` in the shape of the contract of commands."""
        from mediadesk.domain.report_build import report_json
        from mediadesk.domain.statistics import summary_figures

        made = self.report(form, period, lang)
        if form == "summary":
            return summary_figures(made.rows, made.period)
        return report_json(made)

    def write_report(
        self, form: str, period: Period | str, lang: str, format: str, path: Path
    ) -> Report:
        """Write a report whole or not at all as 'xlsx', 'pdf', 'csv' or 'json', and give it."""
        import json

        from mediadesk.export import report_csv, report_pdf, workbook
        from mediadesk.files import replacing

        made = self.report(form, period, lang)
        if format == "xlsx":
            workbook.write(made, path)
        elif format == "pdf":
            report_pdf.write(made, path)
        elif format == "csv":
            report_csv.write(made, path)
        elif format == "json":
            data = self.report_data(form, made.period, lang)
            with replacing(path) as part:
                part.write_text(
                    json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
                )
        else:
            raise InputProblem(Code.BAD_VALUE, field="format")
        return made

    def _vocabulary(self, shelf: assets.Shelf | None = None) -> Vocabulary:
        from mediadesk.domain.report_build_forms import parse_vocabulary

        names = ("indicators.toml", "regions.toml", "topics.toml")
        return parse_vocabulary(*(assets.load_toml(name, shelf or self.shelf) for name in names))

    def _pack(self, form: str, vocabulary: Vocabulary) -> FormPack:
        from mediadesk.domain.report_build_forms import parse_pack

        name = f"forms/{form}.toml"
        if name not in assets.names("forms", self.shelf):
            raise InputProblem(Code.UNKNOWN_REPORT, field="form", name=form[:40])
        return parse_pack(form, assets.load_toml(name, self.shelf), vocabulary)
