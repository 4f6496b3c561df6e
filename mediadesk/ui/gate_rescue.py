"""The screens of the gate for a centre that does not open: what is wrong, the ways out, what was had."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from mediadesk.domain.recovery import Rung, Survey, Way, best
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.widgets import button, label, row, scrolled

if TYPE_CHECKING:
    from mediadesk.ui.gate_keys import GateKeys
    from mediadesk.ui.messages import Messages
    from mediadesk.usecases.recovery import Recovered, Rescue

__all__ = ["RescueScreens"]

_MEANING = {
    Rung.KEY: N_("The key file is damaged, the records are whole. A backup holds the same key."),
    Rung.LOG: N_("The file is whole; the log beside it is damaged or belongs to another file."),
    Rung.INDEX: N_("All records are there; what helps to find them quickly is made anew."),
    Rung.BACKUP: N_("What was entered after this backup must be entered again."),
    Rung.ROWS: N_("From the damaged file itself; what lies on its damaged places is missing."),
    Rung.FRESH: N_("Nothing of the old file is in it. Only if there is no other way."),
}
_INDENT = 26
_FEW = 3
"""More ways out than these scroll, for small screens and large letters."""


class _Choice(QWidget):
    """One way out: its name, what it means, what it holds and what it lacks."""

    def __init__(self, tr: Translator, found: Survey, way: Way, *, is_best: bool) -> None:
        """Show a way; the best one is said to be."""
        super().__init__()
        self.way = way
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        words = tr.text(way.rung.label)
        if is_best:
            words = tr.text(N_("%(way)s (loses least)"), way=words)
        self.sign = QRadioButton(words)
        self.sign.setProperty("role", "strong")
        box.addWidget(self.sign)
        lines = (
            (tr.text(_MEANING[way.rung]), "muted", ""),
            *((text, "", "") for text in (_holds(tr, way),) if text),
            *((text, "", tone) for text, tone in _lacks(tr, found, way)),
        )
        for text, role, tone in lines:
            shown = label(text, role, wrap=True, tone=tone)
            shown.setContentsMargins(_INDENT, 0, 0, 0)
            box.addWidget(shown)
        self.sign.setAccessibleDescription(" ".join(text for text, *_rest in lines))


def _moment(tr: Translator, at: str) -> str:
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return ""
    return f"{tr.date(found.date())}, {found:%H:%M}"


def _holds(tr: Translator, way: Way) -> str:
    if way.rung is Rung.FRESH:
        return ""
    if way.rung is Rung.BACKUP:
        words = N_("Made: %(at)s · cases: %(cases)s")
        return tr.text(words, at=_moment(tr, way.made_at), cases=way.cases)
    words = N_("Newest entry: %(at)s · cases: %(cases)s")
    return tr.text(words, at=_moment(tr, way.as_of), cases=way.cases)


def _lacks(tr: Translator, found: Survey, way: Way) -> list[tuple[str, str]]:
    if way.rung is Rung.FRESH:
        return [(tr.text(N_("Everything is lost")), "danger")]
    said = []
    if steps := found.lost_steps(way):
        gone = found.lost_cases(way)
        words = N_("Lost: steps of work %(steps)s, among them new cases %(cases)s")
        said.append((tr.text(words, steps=steps, cases=gone), "warn"))
    if way.missing:
        words = N_("Records that cannot be read: at least %(n)s")
        said.append((tr.text(words, n=way.lost), "warn"))
    if way.rung is Rung.BACKUP and not said:
        said.append((tr.text(N_("How much was entered after it cannot be told")), "warn"))
    return said or [(tr.text(N_("Nothing that is known of is lost")), "ok")]


class RescueScreens:
    """Leads through a rescue in the card of the gate, with the secret that was typed there."""

    def __init__(
        self,
        gate: "GateKeys",
        messages: "Callable[[], Messages]",
        begin: "Callable[[], Rescue]",
        secret: tuple[str, str, str],
    ) -> None:
        """Keep the gate and what was typed: passphrase, recovery key, person.

        `begin` takes the lock of the centre.
        """
        self.gate = gate
        self.choices: list[_Choice] = []
        self._begin = begin
        self._messages = messages
        self._secret = secret
        self._rescue: Rescue | None = None
        self._group = QButtonGroup(gate)

    def show_damage(self, error: str) -> None:
        """Say that the centre does not open, and offer to look."""
        tr = self.gate.tr_
        self.gate.start_card(tr.text(N_("The centre does not open")), error)
        self._say(
            N_(
                "Nothing was changed and nothing deleted. The program can look what can be brought "
                "back: from the file itself and from backups. That takes a minute."
            )
        )
        go = self.gate.primary(tr.text(N_("Look what can be brought back")), self.look)
        back = button(tr.text(N_("Back")), self.leave, role="link")
        self.gate.card.box.addLayout(row(go, None, back))
        go.setFocus()

    def look(self) -> None:
        """Try every way out, in the thread of the gate."""

        def work() -> Survey:
            self.close()
            self._rescue = self._begin()
            return self._rescue.survey(*self._secret)

        self._wait(N_("Looking through the file and the backups…"))
        self.gate.work(work, self.show_ways, self._failed)

    def show_ways(self, found: Survey) -> None:
        """Offer the ways out, the one that loses least first."""
        tr = self.gate.tr_
        if not found.trouble:
            self.close()
            self.gate.show_unlock()
            self._messages().info(tr.text(N_("The file was checked: all is well. Open it again")))
            return
        self.gate.start_card(tr.text(N_("What can be brought back")), "")
        choice = best(found.ways)
        ordered = sorted(found.ways, key=lambda way: way is not choice)
        self.choices = [_Choice(tr, found, way, is_best=way is choice) for way in ordered]
        listed = QWidget()
        box = QVBoxLayout(listed)
        box.setContentsMargins(0, 0, 0, 0)
        for each in self.choices:
            self._group.addButton(each.sign)
            box.addWidget(each)
        few = len(self.choices) <= _FEW
        self.gate.card.box.addWidget(listed if few else scrolled(listed))
        self.choices[0].sign.setChecked(True)
        self._say(N_("The damaged file stays in the folder of the centre under another name."))
        go = self.gate.primary(tr.text(N_("Bring it back")), lambda: self.bring_back(found))
        back = button(tr.text(N_("Change nothing")), self.leave, role="link")
        self.gate.card.box.addLayout(row(go, None, back))
        self.choices[0].sign.setFocus()

    def bring_back(self, found: Survey) -> None:
        """Put the chosen way in place."""
        way = next(each.way for each in self.choices if each.sign.isChecked())
        rescue = self._rescue
        if rescue is None:
            return
        who = self._secret[2]

        def work() -> "Recovered":
            made = rescue.use(way.rung, who)
            self.close()
            return made

        self._wait(N_("The centre is being brought back…"))
        self.gate.work(work, lambda made: self.show_recovered(found, made), self._failed)

    def show_recovered(self, found: Survey, made: "Recovered") -> None:
        """Tell what is in place now and where the damaged file is."""
        tr = self.gate.tr_
        if made.way.rung is Rung.FRESH:
            self.gate.show_first()
            return
        self.gate.start_card(tr.text(N_("The centre is back")), tr.text(made.way.rung.label))
        self._say_line(_holds(tr, made.way))
        for text, tone in _lacks(tr, found, made.way):
            self._say_line(text, tone)
        self._say(N_("The damaged file is kept: %(name)s"), name=f"{made.kept}.db")
        self._say(N_("The journal tells of it. Let the head of the centre know."))
        go = self.gate.primary(tr.text(N_("Open the centre")), self.enter)
        self.gate.card.box.addLayout(row(go, None))
        go.setFocus()

    def enter(self) -> None:
        """Open the centre with what was typed at first."""
        passphrase, recovery, who = self._secret
        done = self.gate.show_renewal if recovery else self.gate.enter_or_renew
        self.gate.work(lambda: self.gate.door.open(passphrase, recovery, who), done, self._failed)

    def leave(self) -> None:
        """Change nothing and go back to the passphrase."""
        self.close()
        self.gate.show_unlock()

    def close(self) -> None:
        """Remove the copies and give the lock back."""
        rescue, self._rescue = self._rescue, None
        if rescue is not None:
            rescue.close()

    def _failed(self, error: "object") -> None:
        from mediadesk.errors import MediaDeskError

        self.leave()
        if isinstance(error, MediaDeskError):
            self._messages().error(error)

    def _wait(self, text: str) -> None:
        tr = self.gate.tr_
        self.gate.start_card(tr.text(N_("One moment")), tr.text(text))
        self.gate.show_busy()

    def _say(self, message: str, **params: object) -> None:
        self._say_line(self.gate.tr_.text(message, **params))

    def _say_line(self, text: str, tone: str = "") -> QLabel:
        made = label(text, wrap=True, tone=tone)
        self.gate.card.box.addWidget(made)
        return made
