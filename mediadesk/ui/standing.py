"""Lines at the top of the window: looked at only, folder copied to the internet, not closed last time."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.rights import Right
from mediadesk.errors import Code, WorldTrouble
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.messages import Banner
from mediadesk.usecases.places import warnings_of

__all__ = ["PracticeReminder", "Standing", "who_words"]

_VIEW = {
    Code.FILE_IN_USE: N_(
        "Looking only, as of %(when)s. Works in this centre: %(who)s. Nothing can be changed here."
    ),
    Code.NETWORK_FOLDER: N_(
        "Looking only, as of %(when)s: the centre lies on a network drive. Work in it on the "
        "computer that has the disk, or move the folder to a disk of this computer."
    ),
    Code.READ_ONLY: N_(
        "Looking only, as of %(when)s: nothing can be written to this folder or disk."
    ),
}


def who_words(tr: Translator, note: str) -> str:
    """Say who holds a centre, by the note beside its lock: user, computer, since when."""
    user, _, rest = note.partition(", ")
    machine, _, since = rest.partition(", ")
    if not since:
        return note or "?"
    words = N_("%(user)s, computer %(machine)s, since %(since)s")
    return tr.text(words, user=user, machine=machine, since=since)


class Standing(QWidget):
    """The lines that stand there as long as they are true; nothing where all is as usual."""

    def __init__(self, ctx: Ctx, again: Callable[[], None]) -> None:
        """Show what there is to tell; `again` tries to work in the centre."""
        super().__init__()
        self.ctx = ctx
        self.banners: list[Banner] = []
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(24, 0, 24, 0)
        box.setSpacing(6)
        tr, why = ctx.tr, ctx.desk.why_view
        if why is not None:
            line = self._add(self._why(why), "danger")
            self.again = line.add(tr.text(N_("Try again")), again)
        for found in warnings_of(ctx.desk.centre):
            if found.code != "network_drive" or why is None:
                self._closable(tr.finding(found), "warn")
        left = ctx.desk.left_by()
        if left:
            words = N_(
                "The centre was not closed last time (%(who)s). What was saved is there. To be sure, "
                "let the file be checked."
            )
            line = self._closable(tr.text(words, who=who_words(tr, left)), "warn")
            line.add(tr.text(N_("Check the file")), self.check)
        self.setVisible(bool(self.banners))

    def _why(self, why: WorldTrouble) -> str:
        now = self.ctx.clock.now()
        who = who_words(self.ctx.tr, str(why.params.get("who", "")))
        return self.ctx.tr.text(_VIEW[why.code], when=f"{now:%H:%M}", who=who)

    def _add(self, text: str, tone: str) -> Banner:
        line = Banner(text, tone)
        self.banners.append(line)
        self._box.addWidget(line)
        if len(self.banners) == 1:
            self._box.setContentsMargins(24, 10, 24, 0)
        return line

    def _closable(self, text: str, tone: str) -> Banner:
        line = self._add(text, tone)
        line.add(self.ctx.tr.text(N_("Close")), lambda: self._close(line))
        return line

    def _close(self, line: Banner) -> None:
        self.banners.remove(line)
        line.hide()
        line.deleteLater()
        self.setVisible(bool(self.banners))

    def check(self) -> None:
        """Check the whole file beside the window and say what was found."""
        tr, desk = self.ctx.tr, self.ctx.desk

        def done(found: tuple[object, ...]) -> None:
            told = "\n".join(tr.finding(each) for each in found)
            self.ctx.messages.info(told or tr.text(N_("All is well")))

        self.ctx.jobs.run(
            desk.background(desk.check), done, owner=self, label=tr.text(N_("Check the file"))
        )


class PracticeReminder(QWidget):
    """A line on the start page in a year in which nobody practised restoring yet."""

    def __init__(self, ctx: Ctx) -> None:
        """Ask beside the window; nothing is shown until the answer comes."""
        super().__init__()
        self.ctx = ctx
        self._is_asked = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def look(self) -> None:
        """Ask once for a window whether somebody is to be reminded."""
        desk = self.ctx.desk
        if self._is_asked or desk.why_not(Right.RESTORE) is not None or desk.why_view is not None:
            return
        self._is_asked = True
        self.ctx.jobs.run(desk.background(desk.is_practice_due), self._answer, owner=self)

    def _answer(self, is_due: bool) -> None:  # noqa: FBT001 (what the job gives)
        if not is_due:
            return
        tr = self.ctx.tr
        words = N_(
            "Restoring from a backup was not practised this year. It takes ten minutes, best on "
            "another computer."
        )
        line = Banner(tr.text(words), "accent")
        line.add(
            tr.text(N_("Practise restoring…")), lambda: self.ctx.navigate("settings", tab="backups")
        )
        self._box.addWidget(line)
        self.show()
