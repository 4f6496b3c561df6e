"""An open store on a new centre; the key derivation is paid once and the folder copied."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediadesk.db.store import Store
from mediadesk.domain.model import Case
from tests.worlds import create, furnish, reopen


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("template") / "centre"
    store, recovery = create(folder)
    store.close()
    return folder, recovery


@pytest.fixture
def folder(template: tuple[Path, str], tmp_path: Path) -> Path:
    return Path(shutil.copytree(template[0], tmp_path / "centre"))


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = reopen(folder)
    yield opened
    opened.close()


@pytest.fixture
def case(store: Store) -> Case:
    return store.submit(furnish, command="Furnish", params={}, undoable=True).result()[0]
