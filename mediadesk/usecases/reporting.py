"""Reports: form packs over the appeals of a period, on the screen, as workbooks and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mediadesk import assets
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.domain.periods import Period
    from mediadesk.domain.ports import Progress
    from mediadesk.domain.report_build_forms import FormPack, Vocabulary
    from mediadesk.domain.report_model import FormInfo, Report
    from mediadesk.domain.rows import StatRow
    from mediadesk.domain.statistics import Filter

__all__ = ["Reporting"]

_CROSSED: Final = "cross"
_INDICATORS: Final = "indicators.toml"
_STEP: Final = 500


class Reporting(Questions):
    """Makes reports from one consistent picture of the file."""

    def report_forms(self) -> tuple[FormInfo, ...]:
        """List the form packs, the centre's own ones included."""
        vocabulary = self._vocabulary()
        packs = (
            self._pack(name.removeprefix("forms/").removesuffix(".toml"), vocabulary)
            for name in assets.names("forms", self.shelf)
        )
        return tuple(p.info for p in packs)

    def cross_choices(
        self, language: str
    ) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """Name the dimensions and the indicators of crossed tables: code and title of each."""
        from mediadesk.domain.report_cross import cross_dimensions, cross_indicators

        words = self._vocabulary()
        said = "kk" if language == "kk" else "ru"
        return (
            tuple((code, words.titles[code].of(said)) for code in cross_dimensions(words)),
            tuple(
                (code, words.indicators[code].title.of(said)) for code in cross_indicators(words)
            ),
        )

    def report(
        self,
        form: str,
        period: Period | str,
        lang: str = "both",
        progress: Progress | None = None,
    ) -> Report:
        """Build a report; InputProblem(UNKNOWN_REPORT, BAD_PERIOD) for what is not there.

        `form` names a form pack, or a crossed table as `report_cross.cross_code` does. Raises
        Cancelled when `progress` is asked to stop.
        """
        from mediadesk.domain.periods import parse_period

        when = parse_period(period) if isinstance(period, str) else period
        return self._report_of(self._pack(form, self._vocabulary()), when, lang, progress)

    def _raw_pack(self, form: str) -> dict[str, Any]:
        """Give a form as data, as it is kept with a submitted report; InputProblem(UNKNOWN_REPORT)."""
        vocabulary = self._vocabulary()
        if f"forms/{form}.toml" in assets.names("forms", self.shelf):
            return assets.load_toml(f"forms/{form}.toml", self.shelf)
        title = self._pack(form, vocabulary).title
        return {"kind": _CROSSED, "title": {"ru": title.ru, "kk": title.kk}}

    def _report_by(self, raw: dict[str, Any], form: str, period: Period, lang: str) -> Report:
        """Build a report by a form as data; WorldTrouble(RESOURCE_BAD) if it makes no sense now."""
        from mediadesk.domain.report_build_forms import parse_pack

        if raw.get("kind") == _CROSSED:
            return self._report_of(self._pack(form, self._vocabulary()), period, lang)
        return self._report_of(parse_pack(form, raw, self._vocabulary()), period, lang)

    def _spread_hidden(self, sent: Report, _raw: dict[str, Any]) -> Report:
        """Hide what follows of hidden figures outside of their tables: nothing in a form pack."""
        return sent

    def _write_book(self, report: Report, _raw: dict[str, Any], path: Path) -> None:
        """Write the workbook of a made report, whole or not at all."""
        from mediadesk.export import workbook

        workbook.write(report, path)

    def _report_of(
        self, pack: FormPack, when: Period, lang: str, progress: Progress | None = None
    ) -> Report:
        from mediadesk.domain.bilingual import Words
        from mediadesk.domain.report_build import build_report

        vocabulary = self._vocabulary()
        office = self.office()
        rows = self._stat_rows(when, progress, pack.where)
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

    def _stat_rows(
        self, when: Period, progress: Progress | None = None, narrow: Filter | None = None
    ) -> tuple[StatRow, ...]:
        """Give the appeals that were there when a period began and those received in it.

        Of those that do not pass `narrow` some, or all, are left out.
        """
        from mediadesk.domain.queries import CaseQuery

        with self.store.reader(snapshot=True) as reader:
            if progress is None:
                carried = reader.carried_rows(when.first, narrow=narrow)
                return (*carried, *reader.stat_rows(when.first, when.last, narrow=narrow))
            total = reader.count(CaseQuery(received=((when.first, when.last),))) + 1
            progress.step(0, total, N_("Counting the cases"))
            rows = list(reader.carried_rows(when.first, narrow=narrow))
            for done, row in enumerate(reader.stat_rows(when.first, when.last, narrow=narrow)):
                if not done % _STEP:
                    progress.step(done, total, N_("Counting the cases"))
                rows.append(row)
            progress.step(total - 1, total, N_("Counting the cases"))
        return tuple(rows)

    def report_data(self, form: str, period: Period | str, lang: str = "both") -> dict[str, object]:
        """Give a report as plain data; `summary` in the shape of the contract of commands."""
        from mediadesk.domain.report_build import report_json
        from mediadesk.domain.statistics import summary_figures

        made = self.report(form, period, lang)
        if form == "summary":
            return summary_figures(made.rows, made.period)
        return report_json(made)

    def write_report(
        self,
        form: str,
        period: Period | str,
        lang: str,
        format: str,
        path: Path,
        progress: Progress | None = None,
    ) -> Report:
        """Write a report whole or not at all as 'xlsx', 'pdf', 'csv' or 'json', and give it."""
        import json

        from mediadesk.export import report_csv, report_pdf, workbook
        from mediadesk.files import replacing

        made = self.report(form, period, lang, progress)
        if progress is not None:
            progress.step(len(made.rows), len(made.rows) + 1, N_("The report is being written"))
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
        from dataclasses import replace

        from mediadesk.domain.bilingual import Words
        from mediadesk.domain.model import Mediator, Office
        from mediadesk.domain.report_build_forms import filled_up, parse_vocabulary

        shelf = shelf or self.shelf
        names = ("regions.toml", "topics.toml", "recipients.toml", "rates.toml")
        indicators = assets.load_toml(_INDICATORS, shelf)
        if assets.is_own(_INDICATORS, shelf):
            indicators = filled_up(indicators, assets.load_toml(_INDICATORS))
        found = parse_vocabulary(indicators, *(assets.load_toml(name, shelf) for name in names))
        with self.store.reader() as reader:
            towns = [(each.city_ru, each.city_kk) for each in reader.find(Office)]
            people = [(each.name_ru, each.name_kk) for each in reader.find(Mediator)]
        own = {"city": towns, "mediator": people}
        named = {
            dimension: {ru: Words(ru, kk or ru) for ru, kk in spelt if ru}
            for dimension, spelt in own.items()
        }
        return replace(found, codes={**found.codes, **named})

    def _pack(self, form: str, vocabulary: Vocabulary) -> FormPack:
        from mediadesk.domain.report_build_forms import parse_pack
        from mediadesk.domain.report_cross import cross_pack

        crossed = cross_pack(form, vocabulary, f"{self.clock.today():%Y-%m-%d}")
        if crossed is not None:
            return crossed
        name = f"forms/{form}.toml"
        if name not in assets.names("forms", self.shelf):
            raise InputProblem(Code.UNKNOWN_REPORT, field="form", name=form[:40])
        return parse_pack(form, assets.load_toml(name, self.shelf), vocabulary)
