"""What a case is about and where it stands: parties, sessions, agreement; term, contract, dispute."""

from typing import TYPE_CHECKING

from mediadesk.domain.lifecycle import Event, possible_events
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_cards import CaseCards
from mediadesk.ui.case_next import next_card
from mediadesk.ui.case_parts import term_card
from mediadesk.ui.case_sections import Columns

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["build"]


def build(act: CaseActions) -> Columns:
    """Make the cards of the overview."""
    file, cards = act.file, CaseCards(act)
    left: list[QWidget] = [next_card(act), cards.parties()]
    if file.contract is not None or Event.SESSION in possible_events(file):
        left.append(cards.sessions())
    if file.contract is not None:
        left.append(cards.agreement())
    right: list[QWidget] = []
    term = act.ctx.desk.term(file)
    if term is not None:
        right.append(term_card(act.ctx, file, term))
    if file.contract is not None:
        right.append(cards.contract(file.contract))
    right.append(cards.dispute())
    return left, right
