"""Files of a case as the window and the commands ask for them."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from mediadesk import files
from mediadesk.domain.codes import AttachmentKind
from mediadesk.domain.model import Attachment
from mediadesk.domain.types import CaseId
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.domain.attachments import FileRules
    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.ports import Progress

__all__ = ["Filing"]

_LOG = logging.getLogger(__name__)


class Filing(Base):
    """Takes files in, gives them out; their bytes never lie on the disk unencrypted by themselves."""

    @property
    def file_rules(self) -> FileRules:
        """Give the sizes and kinds of files that are kept."""
        return self.law.files

    def attach(
        self,
        case_id: int,
        path: Path,
        kind: AttachmentKind = AttachmentKind.SCAN,
        title: str = "",
        *,
        series: str = "",
        acknowledged: tuple[str, ...] = (),
        progress: Progress | None = None,
    ) -> Future[Outcome]:
        """Add a file of this computer to a case; the errors are those of `attaching.attach_file`."""
        from mediadesk.domain.commands import AttachFile
        from mediadesk.usecases.attaching import FileContent

        return self.execute(
            AttachFile(
                case_id=CaseId(case_id),
                name=path.name,
                content=FileContent(path, progress),
                kind=kind,
                title=title,
                series=series,
                acknowledged=acknowledged,
            )
        )

    def attach_bytes(
        self, case_id: int, name: str, data: bytes, kind: AttachmentKind = AttachmentKind.SCAN
    ) -> Future[Outcome]:
        """Add what is in memory to a case, such as a picture from the clipboard."""
        from mediadesk.domain.commands import AttachFile
        from mediadesk.usecases.attaching import BytesContent

        content = BytesContent(data)
        return self.execute(
            AttachFile(case_id=CaseId(case_id), name=name, content=content, kind=kind)
        )

    def attachment(self, id_: int) -> Attachment:
        """Give what is known of a file; InputProblem(NOT_FOUND) if there is none."""
        return self.known(Attachment, id_)

    def attachment_bytes(self, id_: int) -> bytes:
        """Give the bytes of a file; WorldTrouble(ATTACHMENT_DAMAGED) if they do not prove."""
        found = self.attachment(id_)
        with self.store.reader() as reader:
            return b"".join(reader.content(found.sha256))

    def save_attachment_to(self, id_: int, path: Path, progress: Progress | None = None) -> None:
        """Write a file out, whole and proven or not at all."""
        found = self.attachment(id_)
        done = 0
        with self.store.reader() as reader, files.replacing(path) as part, part.open("wb") as out:
            for piece in reader.content(found.sha256):
                out.write(piece)
                done += len(piece)
                if progress is not None:
                    progress.step(done, found.size, N_("Saving a file"))

    def close(self) -> None:
        """Drop the bytes of files nothing needs any more, then close."""
        since = self.clock.today() - timedelta(days=self.law.files.keep_days)
        try:
            self.store.clean(since.isoformat()).result()
        except MediaDeskError as error:  # closed already, or the disk is full: the next time
            _LOG.info("not cleaned: %s", error.code.value)
        super().close()
