"""What a coordinator sees of the offices: how they stand, who is late, what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mediadesk import assets, files
from mediadesk.domain.package_records import PackageKind
from mediadesk.domain.packages import MergePreview
from mediadesk.errors import Cancelled, Code, MediaDeskError, WorldTrouble
from mediadesk.marks import N_
from mediadesk.usecases.packages import Packages
from mediadesk.usecases.replies import Replies, ReplyPreview
from mediadesk.usecases.submitted_reports import SubmittedReports

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from mediadesk.domain.doubts import Doubt
    from mediadesk.domain.model import Partner
    from mediadesk.domain.office_lines import OfficeLine, ReminderLine
    from mediadesk.domain.ports import Progress
    from mediadesk.domain.types import CaseId

__all__ = ["OfficeView", "PackagesLook"]

_DUE = "offices.toml"
_REPORT = "regions"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagesLook:
    """What was found in files: cases to merge, replies, and the files that cannot be read."""

    preview: MergePreview
    replies: tuple[ReplyPreview, ...] = ()
    failed: tuple[tuple[str, MediaDeskError], ...] = ()

    @property
    def needs_passphrase(self) -> bool:
        """Tell whether a file waits for the right passphrase."""
        return any(error.code is Code.PACKAGE_PASSPHRASE for _name, error in self.failed)


class OfficeView(Packages, Replies, SubmittedReports):
    """Puts packages, months and doubts of the offices together."""

    def look_at_packages(
        self, paths: Sequence[Path], passphrase: str = "", progress: Progress | None = None
    ) -> PackagesLook:
        """Look at files without writing anything; one that cannot be read stops no other.

        Cancelled when asked to stop.
        """
        cases: list[Path] = []
        replies: list[ReplyPreview] = []
        failed: list[tuple[str, MediaDeskError]] = []
        for path in dict.fromkeys(paths):
            try:
                if self.inspect_package(path, passphrase).kind is PackageKind.REPLY:
                    replies.append(self.preview_reply(path, passphrase))
                else:
                    cases.append(path)
            except Cancelled:
                raise
            except MediaDeskError as error:
                failed.append((path.name, error))
        preview = self.preview_packages(cases, passphrase, progress)
        return PackagesLook(preview=preview, replies=tuple(replies), failed=tuple(failed))

    def write_letter(self, package: Path, target: Path, to: Sequence[str], language: str) -> None:
        """Write a draft of a letter with a package attached, for a mail program to open.

        WorldTrouble as the disk says it; the package itself stays as it is.
        """
        from mediadesk.export.exchange_mail import Letter, draft

        tr, own = self.translator(language), self.office()
        name = (own.name_kk if language == "kk" else own.name_ru) if own else ""
        text = N_("Please open the attached package in MediaDesk, page Offices. It is encrypted.")
        try:
            data = package.read_bytes()
        except OSError as error:
            raise files.trouble(error, package.name) from error
        letter = Letter(
            subject=tr.text(N_("Package of an office: %(name)s"), name=package.name),
            text=f"{tr.text(text)}\n\n{name}\n",
            to=tuple(to),
            name=package.name,
            pdf=data,
            sender=own.email if own else "",
            subtype="octet-stream",
        )
        with files.replacing(target) as part:
            part.write_bytes(draft(letter, self.clock.now()))

    def package_name(self, number: int, *, is_reply: bool = False) -> str:
        """Name the file of a package: without anything personal, for any disk."""
        own = self.office()
        region = own.region if own else ""
        kind = "reply" if is_reply else "package"
        return f"{kind}-{region or '00'}-{self.clock.today():%Y%m%d}-{number:03d}.mdpack"

    def offices_view(self) -> tuple[OfficeLine, ...]:
        """Give a line for each other office, without its doubts: those need `with_doubts`."""
        from mediadesk.domain.office_lines import OfficeLine
        from mediadesk.domain.office_reminders import due_day_from_toml, due_on, months_due

        try:
            day = due_day_from_toml(assets.load_toml(_DUE, self.shelf))
        except (KeyError, TypeError, ValueError) as error:
            raise WorldTrouble(Code.RESOURCE_BAD, name=_DUE) from error
        today = self.clock.today()
        found = []
        for each in self.offices_standing():
            months = months_due(each.last_until, today, day) if each.is_expected else ()
            due = due_on(months[0], day) if months else None
            found.append(OfficeLine(standing=each, months=months, due_on=due))
        return tuple(found)

    def with_doubts(self, lines: Sequence[OfficeLine]) -> tuple[OfficeLine, ...]:
        """Add what is doubtful in the cases of this year, as the report of the regions finds it."""
        found = self.doubts(_REPORT, str(self.clock.today().year))
        owners = self._owners(case for doubt in found for case in doubt.cases)
        return tuple(
            replace(line, doubts=tuple(_of_office(found, owners, line.standing.office_id)))
            for line in lines
        )

    def _owners(self, cases: Iterable[CaseId]) -> dict[CaseId, int]:
        from mediadesk.db.reads_offices import offices_of

        wanted = set(cases)
        with self.store.reader() as reader:
            return reader.apart(lambda conn: offices_of(conn, wanted))

    def cases_of_office(self, office_id: int) -> tuple[CaseId, ...]:
        """Give the cases of an office, but for those in the trash."""
        from mediadesk.db.reads_offices import cases_of_office

        with self.store.reader() as reader:
            return reader.apart(lambda conn: cases_of_office(conn, office_id))

    def fingerprint_of(self, office: Partner) -> str:
        """Give the fingerprint of a known office, to be compared again."""
        from mediadesk.export.package_keys import fingerprint

        return fingerprint(office.sign_key, office.box_key)

    def region_name(self, code: str, language: str) -> str:
        """Name a region; its code where the list has none."""
        rows = assets.load_toml("regions.toml", self.shelf)["region"]
        return next((str(r[f"name_{language}"]) for r in rows if r["code"] == code), code)

    def reminders(self, language: str) -> tuple[ReminderLine, ...]:
        """List the offices that have not sent, those waited for longest first."""
        from mediadesk.domain.office_lines import ReminderLine

        tr = self.translator(language)
        emails = {each.office_uid: each.email for each in self.known_offices()}
        late = [each for each in self.offices_view() if each.months]
        late.sort(key=lambda each: (each.months[0], each.standing.region))
        made = []
        for each in late:
            office = each.standing
            last = N_("No. %(number)s until %(day)s")
            made.append(
                ReminderLine(
                    office=(office.name_kk if language == "kk" else "") or office.name_ru,
                    region=self.region_name(office.region, language),
                    months=", ".join(f"{month:%m.%Y}" for month in each.months),
                    due_on=each.due_on,
                    last=tr.text(last, number=office.last_number, day=office.last_until)
                    if office.last_number
                    else tr.text(N_("none yet")),
                    email=emails.get(office.office_uid, ""),
                )
            )
        return tuple(made)

    def print_reminders(self, path: Path, language: str) -> int:
        """Write the list of those who have not sent as a PDF; give the number of its lines."""
        from mediadesk.domain.office_lines import ReminderLine
        from mediadesk.export.list_pdf import Sheet, write_list

        tr, own = self.translator(language), self.office()
        name = (own.name_kk if language == "kk" else own.name_ru) if own else ""
        lines = self.reminders(language)
        sheet = Sheet(
            centre=name,
            title=tr.text(N_("Offices that have not sent their package")),
            made_on=self.clock.today(),
        )
        write_list(ReminderLine, lines, path, tr, sheet)
        return len(lines)


def _of_office(
    doubts: Iterable[Doubt], owners: dict[CaseId, int], office_id: int
) -> Iterable[Doubt]:
    for doubt in doubts:
        own = [n for n, case in enumerate(doubt.cases) if owners.get(case) == office_id]
        if own and office_id:
            yield replace(
                doubt,
                cases=tuple(doubt.cases[n] for n in own),
                numbers=tuple(doubt.numbers[n] for n in own if n < len(doubt.numbers)),
            )
