"""What the program says of backups: when the last proven one was made, and where."""

from collections.abc import Sequence
from datetime import date, datetime

from mediadesk.domain.backups import BackupState
from mediadesk.domain.rehearsals import Rehearsal
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx

__all__ = ["REASONS", "backup_words", "moment_words", "practice_words", "result_words"]

REASONS = {
    "": N_("By itself"),
    "import": N_("Before an import"),
    "merge": N_("Before packages were merged"),
    "restore": N_("Before a backup was put back"),
    "case": N_("Before a case was brought back"),
    "migration": N_("Before a new version"),
    "update": N_("Before an update"),
    "rekey": N_("Before a new key"),
    "year": N_("Before a year was closed"),
}
"""Why a backup was made, by the word in its name."""


def moment_words(tr: Translator, at: datetime, now: datetime) -> str:
    """Say a moment shortly: the time today, else the date and the time."""
    if at.date() == now.date():
        return f"{at:%H:%M}"
    return f"{tr.date(at.date())} {at:%H:%M}"


def backup_words(ctx: Ctx) -> tuple[str, bool]:
    """Say when the last proven backup was made and how the second medium stands; is it bad?"""
    tr, now, state = ctx.tr, ctx.clock.now(), ctx.desk.backup_state()
    if state.here is None:
        return tr.text(N_("No backup yet")), False
    words = tr.text(N_("Last proven backup: %(when)s"), when=moment_words(tr, state.here.at, now))
    if state.has_second:
        words = f"{words}, {_second(tr, state)}"
    return words, state.is_overdue


def _second(tr: Translator, state: BackupState) -> str:
    if state.second is None:
        return tr.text(N_("stick: no copy yet"))
    if state.absent_days == 0:
        return (
            tr.text(N_("stick: today"))
            if state.is_there
            else tr.text(N_("stick: less than a day ago"))
        )
    return tr.plural("stick: %(n)s day ago", "stick: %(n)s days ago", state.absent_days)


def practice_words(ctx: Ctx, found: Sequence[Rehearsal]) -> str:
    """Say when restoring was practised last, and where."""
    tr = ctx.tr
    last = next((each for each in found if each.is_sound), None)
    if last is None:
        words = N_("Restoring was not practised yet. Do it once a year, best on another computer.")
        return tr.text(words)
    words = (
        N_("Restoring was practised on %(day)s on another computer (%(name)s): all is sound.")
        if last.is_elsewhere
        else N_("Restoring was practised on %(day)s on this computer (%(name)s): all is sound.")
    )
    day = date.fromisoformat(last.checked_at[:10])
    return tr.text(words, day=tr.date(day), name=last.computer)


def result_words(tr: Translator, told: Rehearsal) -> str:
    """Say what a practice found, in figures."""
    head = (
        tr.text(N_("The backup was restored and checked: all is sound."))
        if told.is_sound
        else tr.plural(
            "The backup was restored, and the check found %(n)s fault.",
            "The backup was restored, and the check found %(n)s faults.",
            told.findings,
        )
    )
    words = N_(
        "Made: %(made)s. Cases: %(cases)s. Records: %(rows)s. Files: %(files)s. The restored copy "
        "is removed again."
    )
    made = datetime.fromisoformat(told.made_at)
    return f"{head} " + tr.text(
        words,
        made=f"{tr.date(made.date())} {made:%H:%M}",
        cases=tr.number(told.cases),
        rows=tr.number(told.rows),
        files=tr.number(told.files),
    )
