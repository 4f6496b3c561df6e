"""Settings survive damage; logs and crash reports hold no values."""

import datetime as dt
import faulthandler
import logging
import stat
import sys
from pathlib import Path

import pytest

from mediadesk import assets, config, logs
from mediadesk.errors import Code, WorldTrouble


def test_settings_come_back(tmp_path: Path) -> None:
    mine = config.Settings(language="kk", theme="dark", layout={"cases": [1, 2]})
    config.save(tmp_path, mine)
    assert config.load(tmp_path) == mine


def test_damaged_or_strange_settings_fall_back(tmp_path: Path) -> None:
    assert config.load(tmp_path) == config.Settings()
    file = tmp_path / "settings.json"
    for text in ("{", "[1]", "\x00\xff", "[" * 5000):
        file.write_text(text, encoding="utf-8")
        assert config.load(tmp_path) == config.Settings()
    file.write_text('{"language": "kk", "zoom": "big", "unknown": 1}', encoding="utf-8")
    assert config.load(tmp_path) == config.Settings(language="kk")


def test_numbers_beyond_every_page_are_brought_back(tmp_path: Path) -> None:
    told = '{"zoom": 9000, "lock_minutes": -3, "clipboard_seconds": 99999999}'
    (tmp_path / "settings.json").write_text(told, encoding="utf-8")
    found = config.load(tmp_path)
    assert (found.zoom, found.lock_minutes) == (150, 0)
    assert found.clipboard_seconds == config.LONGEST_CLIPBOARD


def test_what_is_remembered_is_a_table_or_nothing() -> None:
    layout = {"a": {"x": 1}, "b": "odd"}
    store = config.SettingsStore(config.Settings(layout=layout), lambda _now: None)
    assert store.table("a") == {"x": 1}
    assert store.table("b") == store.table("c") == {}


def test_settings_are_their_owners_only(tmp_path: Path) -> None:
    config.save(tmp_path, config.Settings())
    assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


def test_settings_that_cannot_be_written_are_no_error(tmp_path: Path) -> None:
    config.save(tmp_path / "missing", config.Settings())
    assert not (tmp_path / "missing").exists()


def test_a_crash_report_names_places_and_no_values(tmp_path: Path) -> None:
    try:
        int("Иванов")
    except ValueError as error:
        path = logs.crash_report(
            tmp_path, error, error.__traceback__, dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
        )
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_config_logs.py" in text
    assert "Иванов" not in text
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert (
        logs.crash_report(blocked, ValueError(), None, dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
        is None
    )


def test_the_log_is_written_for_its_owner(tmp_path: Path) -> None:
    handler = logs.start(tmp_path / "logs")
    assert handler is not None
    logger = logging.getLogger("mediadesk")
    try:
        logger.info("opened")
        assert "opened" in (tmp_path / "logs" / "mediadesk.log").read_text(encoding="utf-8")
    finally:
        logger.removeHandler(handler)
        handler.close()
    (tmp_path / "x").write_text("")
    assert logs.start(tmp_path / "x") is None


def test_a_log_can_be_ended_and_a_program_without_console_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program with a window has no standard error on Windows."""
    was = faulthandler.is_enabled()
    faulthandler.disable()
    monkeypatch.setattr(sys, "stderr", None)
    try:
        handler = logs.start(tmp_path / "logs")
        assert handler is not None
        assert (tmp_path / "logs" / "faults.txt").read_text("utf-8") == ""
        assert faulthandler.is_enabled()
        logs.stop(handler)
        assert handler not in logging.getLogger("mediadesk").handlers
    finally:
        faulthandler.disable()
        monkeypatch.undo()
        if was:
            faulthandler.enable()


def test_the_chosen_folder_is_remembered(tmp_path: Path) -> None:
    usual, chosen = tmp_path / "usual", tmp_path / "chosen"
    assert config.place(usual) == usual
    config.keep_place(usual, chosen)
    assert config.place(usual) == chosen
    config.keep_place(usual, usual)
    assert config.place(usual) == usual
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WorldTrouble):
        config.keep_place(tmp_path / "file", chosen)
    with pytest.raises(WorldTrouble):
        config.keep_place(tmp_path / "file", tmp_path / "file")
    for odd in ("{", "[]", '{"centre": 1}', '{"centre": "not/absolute"}'):
        (usual / "place.json").write_text(odd, encoding="utf-8")
        assert config.place(usual) == usual


def test_a_centres_own_resource_wins(tmp_path: Path) -> None:
    name = "regions.toml"
    assert assets.find(name, tmp_path) == assets.root("resources") / name
    (tmp_path / "custom").mkdir()
    (tmp_path / "custom" / name).write_text("own = 1")
    assert assets.load_toml(name, tmp_path) == {"own": 1}
    (tmp_path / "custom" / name).write_text("own = ")
    with pytest.raises(WorldTrouble) as caught:
        assets.load_toml(name, tmp_path)
    assert caught.value.code is Code.RESOURCE_BAD
    (tmp_path / "custom" / "calendar").mkdir()
    (tmp_path / "custom" / "calendar" / "2031.toml").write_text("")
    assert "calendar/2031.toml" in assets.names("calendar", tmp_path)
