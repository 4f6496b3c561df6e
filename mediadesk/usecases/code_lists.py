"""Lists of codes that are data: topics, currencies, words of codes; a centre's own edition wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mediadesk import assets
from mediadesk.domain.bilingual import Words
from mediadesk.errors import Code, WorldTrouble
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mediadesk.domain.code_book import CodeBook
    from mediadesk.i18n import Translator

__all__ = ["CodeLists"]

_CODES: Final = "codes.toml"
_BODIES: Final = "bodies.toml"


class CodeLists(Base):
    """Gives lists of codes with their names, in the order they are offered."""

    _book: tuple[assets.Shelf, CodeBook] | None = None

    def topics(self, language: str) -> tuple[tuple[str, str], ...]:
        """List the topics of disputes: code and name in `language` (ru, kk or en)."""
        return self._codes("topics.toml", "topic", language)

    def currencies(self, language: str) -> tuple[tuple[str, str], ...]:
        """List the currencies of claims: code, and code with name in `language`."""
        found = self._codes("currencies.toml", "currency", language)
        return tuple((code, f"{code} – {name}") for code, name in found)

    def topic_name(self, code: str, language: str) -> str:
        """Name a topic; a code that the list no longer has names itself."""
        return dict(self.topics(language)).get(code, code)

    def known_bodies(self) -> tuple[Words, ...]:
        """Give courts and bodies by both names: entered before, then the directory, then contacts.

        WorldTrouble(RESOURCE_BAD) for a directory that cannot be read.
        """
        from mediadesk.domain.bodies import known_names

        with self.store.reader() as reader:
            entered = reader.named_bodies()
        contacts = (
            Words(each["name_ru"], each["name_kk"])
            for group in assets.load_toml("referrals.toml", self.shelf)["group"]
            for each in group.get("contact", ())
        )
        return known_names(entered, self.body_directory(), contacts)

    def known_officers(self) -> tuple[Words, ...]:
        """Give judges and officers by both names, as they were entered before."""
        from mediadesk.domain.bodies import known_names

        with self.store.reader() as reader:
            return known_names(reader.named_officers())

    def body_directory(self, shelf: assets.Shelf | None = None) -> tuple[Words, ...]:
        """Give the directory of courts and bodies; WorldTrouble(RESOURCE_BAD) where it is wrong."""
        from mediadesk.domain.bodies import bodies_from_toml

        try:
            return bodies_from_toml(assets.load_toml(_BODIES, shelf or self.shelf))
        except (KeyError, TypeError) as error:
            raise WorldTrouble(Code.RESOURCE_BAD, name=_BODIES) from error

    def code_book(self, shelf: assets.Shelf | None = None) -> CodeBook:
        """Give the codes that are offered, with the centre's words; read again when data changed.

        WorldTrouble(RESOURCE_BAD) for entries the program could not work with.
        """
        from mediadesk.domain.code_book import code_book_from_toml

        wanted = shelf or self.shelf
        if self._book is None or self._book[0] is not wanted:
            try:
                book = code_book_from_toml(assets.load_toml(_CODES, wanted))
            except (KeyError, TypeError, ValueError) as error:
                raise WorldTrouble(Code.RESOURCE_BAD, name=_CODES) from error
            if shelf is not None:
                return book
            self._book = (wanted, book)
        return self._book[1]

    def code_words(self, language: str) -> Mapping[str, str]:
        """Give the words of codes for a translator; none where the list has none of a language."""
        return self.code_book().words.get(language, {})

    def translator(self, language: str) -> Translator:
        """Make a translator that names codes as the centre does; official papers use a plain one."""
        from mediadesk.i18n import Translator

        made = Translator(language)
        made.take(self.code_words(language))
        return made

    def _codes(self, name: str, key: str, language: str) -> tuple[tuple[str, str], ...]:
        rows = assets.load_toml(name, self.shelf)[key]
        return tuple((row["code"], row.get(f"name_{language}", row["name_ru"])) for row in rows)
