"""People of the centre: who may open it, in which role, and the keys that open it without them."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.checks import demand
from mediadesk.domain.key_parts import join, split
from mediadesk.domain.text import fold
from mediadesk.domain.users import HEAD, User
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.marks import N_
from mediadesk.usecases.judging import Judging
from mediadesk.usecases.own_passphrase import prove_own

if TYPE_CHECKING:
    from collections.abc import Callable

    from mediadesk.db.keys import KeyFile, Opened
    from mediadesk.db.unit import Unit
    from mediadesk.domain.changes import ChangeSet
    from mediadesk.domain.types import UserId

__all__ = ["CentrePeople"]

_Keys = Future[tuple[None, "ChangeSet"]]


class CentrePeople(Judging):
    """Keeps people, roles and keys; each change is one step with its entry in the journal."""

    _own_entry: User | None = None
    """The entry just made for whoever was the only one until now."""

    def sign_in(self, opened: Opened, operator: str) -> None:
        """Find out who has opened the centre; WorldTrouble(PERSON_SHUT_OUT).

        The recovery key opens it for the first head, who chooses a new passphrase then.
        """
        with self.store.reader() as reader:
            known = reader.find(User)
        active = [user for user in known if user.is_active]
        if opened.kind == "passphrase":
            found = [user for user in active if user.mark == opened.mark]
        else:
            found = [user for user in active if user.role == HEAD]
        if not known and not opened.mark:
            found = [User()]
        if not found:
            raise WorldTrouble(Code.PERSON_SHUT_OUT)
        self.user = found[0]
        self.store.operator = self.user.shown or operator

    def is_alone(self) -> bool:
        """Tell whether nobody else works in this centre."""
        return not self.user.id

    def people_of_centre(self) -> tuple[User, ...]:
        """List the people of the centre; the only one of a new centre stands there without a name."""
        with self.store.reader() as reader:
            return reader.find(User) or (User(),)

    def first_passphrase(self) -> str:
        """Make a passphrase for the first opening, to be written down and changed then."""
        from mediadesk.db.rekey import first_passphrase

        return first_passphrase()

    def add_person(self, person: User, passphrase: str, own_login: str = "") -> _Keys:
        """Add a person, who chooses a passphrase of their own at the first opening.

        Where there was only one, `own_login` names that one at the door from now on.
        InputProblem: REQUIRED, NAME_TAKEN, PASSPHRASE_SHORT come out of the future.
        """
        from mediadesk.db.keys import new_mark

        today = self.clock.today()

        def edit(unit: Unit, key_file: KeyFile) -> KeyFile:
            changed = key_file
            if not unit.find(User):
                own = demand(User(login=own_login.strip(), added_on=today))
                self._own_entry = unit.add(own)
                self.store.operator = own.shown
                changed = changed.named(own.mark, own.login)
            made = replace(
                demand(person), mark=new_mark(), must_change=True, is_active=True, added_on=today
            )
            self._demand_name_free(unit, made)
            unit.add(made)
            return changed.with_passphrase(self.store.key, passphrase, made.mark, made.login)

        return self._change_keys("AddUser", edit)

    def save_person(self, person: User) -> _Keys:
        """Change name, role or mediator of a person; InputProblem(LAST_HEAD, NAME_TAKEN)."""

        def edit(unit: Unit, key_file: KeyFile) -> KeyFile:
            if not person.id:
                self._own_entry = unit.add(
                    demand(replace(person, mark="", role=HEAD, added_on=self.clock.today()))
                )
                return key_file.named("", person.login)
            stored = self._stored(unit, person.id)
            wanted = demand(
                replace(
                    person,
                    uid=stored.uid,
                    mark=stored.mark,
                    is_active=stored.is_active,
                    must_change=stored.must_change,
                    added_on=stored.added_on,
                )
            )
            self._demand_name_free(unit, wanted)
            if stored != wanted:
                unit.save(wanted)
                self._demand_head(unit)
            return key_file.named(stored.mark, wanted.login)

        return self._change_keys("SaveUser", edit)

    def reset_passphrase(self, person_id: UserId, passphrase: str) -> _Keys:
        """Give a person a first passphrase in place of the old one, and let them in again."""

        def edit(unit: Unit, key_file: KeyFile) -> KeyFile:
            stored = self._stored(unit, person_id)
            wanted = replace(stored, must_change=True, is_active=True)
            if stored != wanted:
                unit.save(wanted)
            return key_file.with_passphrase(self.store.key, passphrase, stored.mark, stored.login)

        return self._change_keys("ResetPassphrase", edit)

    def shut_out(self, person_id: UserId) -> _Keys:
        """Take a person's way in; what they entered stays. InputProblem(LAST_HEAD)."""

        def edit(unit: Unit, key_file: KeyFile) -> KeyFile:
            stored = self._stored(unit, person_id)
            unit.save(replace(stored, is_active=False))
            self._demand_head(unit)
            return key_file.without(stored.mark)

        return self._change_keys("ShutOut", edit)

    def new_recovery_key(self) -> str:
        """Make a recovery key to be shown; it holds only when it is taken."""
        from mediadesk.db.keys import new_recovery_key

        return new_recovery_key()

    def take_recovery_key(self, key: str) -> _Keys:
        """Put a recovery key in force after it was written down; the one before is void."""
        return self._change_keys(
            "NewRecoveryKey",
            lambda _unit, key_file: key_file.with_secret(self.store.key, "recovery", key),
        )

    def new_key_parts(self) -> tuple[str, ...]:
        """Make three parts of a key, for three people; they hold only when they are taken."""
        import secrets

        return split(secrets.token_bytes(20), secrets.token_bytes)

    def take_key_parts(self, parts: tuple[str, ...]) -> _Keys:
        """Put three parts in force: any two open the centre. Older parts are void."""
        secret = join(parts[:2]).hex()
        return self._change_keys(
            "NewKeyParts",
            lambda _unit, key_file: key_file.with_secret(self.store.key, "holders", secret),
        )

    def drop_key_parts(self) -> _Keys:
        """Make the parts of the key void."""
        return self._change_keys(
            "DropKeyParts",
            lambda _unit, key_file: key_file.with_secret(self.store.key, "holders", ""),
        )

    def has_key_parts(self) -> bool:
        """Tell whether three people hold parts of a key."""
        from mediadesk.db import keys

        return keys.read(self.centre).has("holders")

    def prove_passphrase(self, passphrase: str) -> Future[None]:
        """Find out whether this is one's own passphrase, in a thread; WorldTrouble if it is not."""
        return self.background(prove_own, self, passphrase)

    def _change_keys(self, command: str, edit: Callable[[Unit, KeyFile], KeyFile]) -> _Keys:
        """Change keys and rows in one step; whoever sits here is read anew then."""
        self._own_entry = None
        given: _Keys = Future()

        def finish(ended: _Keys) -> None:
            error = ended.exception()
            if error is not None:
                given.set_exception(error)
                return
            self._take_own()
            given.set_result(ended.result())

        self.store.change_keys(edit, command=command, params={}).add_done_callback(finish)
        return given

    def _take_own(self) -> None:
        with self.store.reader() as reader:
            mine = self.user.id or (self._own_entry.id if self._own_entry else 0)
            found = reader.get(User, mine) if mine else None
        if found is not None:
            self.user = found
            self.store.operator = found.shown or self.store.operator

    @staticmethod
    def _stored(unit: Unit, person_id: int) -> User:
        found = unit.get(User, person_id)
        if found is None:
            raise InputProblem(Code.NOT_FOUND, what=str(person_id))
        return found

    def _demand_name_free(self, unit: Unit, wanted: User) -> None:
        """Demand a name at the door that nobody else has, and a role that there is."""
        name = fold(wanted.login)
        if any(fold(u.login) == name and u.id != wanted.id for u in unit.find(User)):
            raise InputProblem(Code.NAME_TAKEN, field="login", name=wanted.login)
        if wanted.role not in self.law.roles.roles:
            raise InputProblem(Code.BAD_VALUE, field="role", label=N_("Role"))

    @staticmethod
    def _demand_head(unit: Unit) -> None:
        if not any(u.is_active and u.role == HEAD for u in unit.find(User)):
            raise InputProblem(Code.LAST_HEAD)
