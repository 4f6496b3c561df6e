"""Differing words as rich text: colour is never the only sign."""

from collections.abc import Sequence
from html import escape

from mediadesk.domain.word_diff import Mark, Run
from mediadesk.ui.theme import current

__all__ = ["marked"]


def marked(runs: Sequence[Run]) -> str:
    """Write words that went struck out, and those that came underlined and bold."""
    gone, come = (current().colour(name).name() for name in ("danger", "ok"))
    styles = {
        Mark.SAME: "{}",
        Mark.OLD: f'<s style="color:{gone}">{{}}</s>',
        Mark.NEW: f'<u style="color:{come}"><b>{{}}</b></u>',
    }
    return "".join(styles[run.mark].format(escape(run.text).replace("\n", "<br>")) for run in runs)
