"""Bad input: a clear sentence in the language, the right status, nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from mediadesk.app import main
from mediadesk.cli import run as runner
from mediadesk.cli.context import Bar, Context
from mediadesk.errors import Cancelled, Code, InputProblem, WorldTrouble
from mediadesk.i18n import Translator
from tests.cli.conftest import INIT, REGISTERS, Run
from tests.desks import PASSPHRASE, CountedIds, SetClock
from tests.personas import QASYMOV


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("init",),
        ("init", "--name-ru"),
        ("report",),
        ("report", "summary"),
        ("report", "summary", "--period", "2026"),
        ("report", "summary", "--period", "20x", "--out", "x"),
        ("report", "nothing", "--period", "2026", "--out", "x"),
        ("document", "contract"),
        ("document", "nothing", "2026/0001", "--out", "x"),
        ("document", "contract", "2026/0001", "--out", "x"),
        ("document", "contract", "nothing", "--out", "x"),
        ("import",),
        ("import", "--undo", "one"),
        ("cases", "--period", "2026-13"),
        ("search",),
        ("search", "x", "--limit", "0"),
        ("demo", "--cases", "0"),
        ("demo", "--year", "1999"),
        ("backup",),
        ("backup", "sell"),
        ("check", "--lang", "fr"),
        ("check", "--nothing"),
        ("package",),
        ("package", "sell"),
        ("package", "make"),
        ("package", "undo", "one"),
    ],
)
def test_the_callers_mistakes(run: Run, words: tuple[str, ...]) -> None:
    if words[0] not in ("demo", "init"):
        run(*INIT)
    said = run(*words)
    assert said.status == 2, said
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert not Path("x").exists()


def test_mistakes_are_said_in_the_language(run: Run) -> None:
    russian, kazakh = (run("nonsense", lang=lang).err for lang in ("ru", "kk"))
    assert russian != kazakh
    assert not any("not understood" in text for text in (russian, kazakh))


def test_a_centre_is_made_once_and_must_be_there(run: Run) -> None:
    assert run("check").status == 2
    assert run(*INIT).status == 0
    assert run(*INIT).status == 2


@pytest.mark.parametrize(
    ("option", "value"), [("--region", "00"), ("--name-ru", "я" * 600), ("--name-kk", "\u200b")]
)
def test_bad_facts_of_a_centre(run: Run, tmp_path: Path, option: str, value: str) -> None:
    words = list(INIT)
    words[words.index(option) + 1] = value
    assert run(*words).status == 2
    assert not (tmp_path / "c").exists()


def test_passphrases(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(*INIT)
    monkeypatch.setenv("MEDIADESK_PASSPHRASE", "another passphrase")
    said = run("check")
    assert (said.status, said.out) == (3, "")
    secret = tmp_path / "p.txt"
    secret.write_text(PASSPHRASE + "\nsecond line\n", encoding="utf-8")
    assert run("check", "--passphrase-file", secret).status == 0
    secret.write_text("", encoding="utf-8")
    assert run("check", "--passphrase-file", secret).status == 2
    assert run("check", "--passphrase-file", tmp_path / "none").status == 3
    monkeypatch.delenv("MEDIADESK_PASSPHRASE")
    assert run("check").status == 2
    monkeypatch.setenv("MEDIADESK_PASSPHRASE", "short")
    assert run(*INIT, "--centre", tmp_path / "d").status == 2
    assert not (tmp_path / "d" / "centre.db").exists()


def asked(answers: list[str]) -> Context:
    """Make a context on whose terminal somebody types."""
    typed = iter(answers)
    return Context(
        None, Translator("en"), Path(), SetClock(), CountedIds(), ask=lambda _: next(typed)
    )


def test_the_passphrase_is_asked_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDIADESK_PASSPHRASE", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert asked(["one"]).passphrase() == "one"
    assert asked(["one", "one"]).passphrase(is_new=True) == "one"
    for answers, is_new in ((["one", "two"], True), ([""], False)):
        with pytest.raises(InputProblem):
            asked(answers).passphrase(is_new=is_new)


def test_progress_is_shown_on_a_terminal_only(capsys: pytest.CaptureFixture[str]) -> None:
    Bar(sys.stderr).step(1, 2)
    assert capsys.readouterr().err == ""

    class Terminal:
        text = ""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> None:
            self.text += text

        def flush(self) -> None:
            return

    terminal = Terminal()
    bar = Bar(terminal)
    for done in (1, 1, 2):
        bar.step(done, 2)
    bar.end()
    assert terminal.text == "\r 50 % \r100 % \n"
    terminal.text = ""
    for done, what in ((3, "a long word"), (4, "short")):
        bar.step(done, 10, what)
    bar.end()
    assert terminal.text == "\r 30 % a long word\r 40 % short      \n"


def test_files_that_are_no_journals(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    junk = tmp_path / "junk.xlsx"
    junk.write_bytes(os.urandom(5_000))
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    empty = tmp_path / "empty.xlsx"
    empty.write_bytes(b"")
    letter = tmp_path / "letter.csv"
    letter.write_text("Уважаемый;коллега\nздравствуйте;вот\n", encoding="utf-8")
    for path in (junk, bomb, empty, letter, tmp_path / "none.xlsx", tmp_path):
        said = run("import", path)
        assert said.status == 3, (path, said)
        assert said.err.strip()
        assert said.out == ""
    assert run("cases", "--json").data["count"] == 0


def test_bad_cells_of_a_journal(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    head = "№;Дата обращения;Первая сторона;Вторая сторона;Вид спора;Результат;Сумма спора\n"
    rows = [
        "1;31.02.2026;А;Б;семейный;консультация;1000",
        f"2;05.02.2026;{'я' * 3000};Б;семейный;консультация;1000",
        "3;05.02.2026;А;Б;семейный;консультация;-1000",
        "4;05.02.2026;\u202eА\u200fа\x07;=2+2;семейный;консультация;1000",
    ]
    journal = tmp_path / "j.csv"
    journal.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    said = run("import", journal, "--json")
    assert said.status == 1
    results = [row["result"] for row in said.data["rows"]]
    assert results[:3] == ["rejected"] * 3
    assert results[3] in ("new", "doubtful")
    assert all(row["reasons"] for row in said.data["rows"][:3])
    (case,) = run("cases", "--json").data["cases"]
    assert case["first_party"] == "Аа"


def test_a_damaged_centre_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    path = tmp_path / "c" / "centre.db"
    data = bytearray(path.read_bytes())
    data[5_000:9_000] = bytes(4_000)
    path.write_bytes(data)
    assert run("check").status in (1, 3)
    for damage in (b"not a database at all" * 400, b"shorter than a page", bytes(300)):
        path.write_bytes(damage)
        said = run("check")
        assert (said.status, said.out) == (3, "")
        assert path.read_bytes() == damage


def test_a_centre_in_use_is_not_opened_twice(run: Run, tmp_path: Path) -> None:
    from mediadesk.db.store import Store

    run(*INIT)
    store = Store.open(
        tmp_path / "c", PASSPHRASE, clock=SetClock(), ids=CountedIds(), immediate=True
    )
    try:
        assert run("check").status == 3
    finally:
        store.close()
    assert run("check").status == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to(run: Run, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert run(*INIT, "--centre", locked / "c").status == 3
    run(*INIT)
    out = locked / "x.xlsx"
    assert run("report", "summary", "--period", "2026", "--out", out).status == 3


def test_a_result_in_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    out = tmp_path / "none" / "x.xlsx"
    assert run("report", "summary", "--period", "2026", "--out", out).status == 3
    assert run("backup", "make", "--to", out).status == 3


def test_a_full_disk(run: Run, process: Run, tmp_path: Path) -> None:
    run(*INIT)
    before = (tmp_path / "c" / "centre.db").read_bytes()
    words = ("report", "summary", "--period", "2026", "--out", tmp_path / "x.xlsx")
    said = process(*words, blocks=4)
    assert (said.status, said.out) == (3, ""), said
    told = Translator("ru").error(WorldTrouble(Code.DISK_FAILED))  # so SQLite calls a limit
    assert said.err.strip() == told
    said = process("import", REGISTERS / "uralsk-2023.xlsx", blocks=300)
    assert (said.status, said.out) == (3, ""), said
    assert told in said.err
    assert [p.name for p in tmp_path.iterdir()] == ["c"]
    assert run("cases", "--json").data["count"] == 0
    assert run("check").status == 0
    assert len((tmp_path / "c" / "centre.db").read_bytes()) == len(before)


def test_a_result_where_no_folder_can_be(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    file = tmp_path / "file"
    file.touch()
    words = ("report", "summary", "--period", "2026", "--out", file / "x.xlsx")
    assert run(*words).status == 3


def test_our_own_fault_leaves_a_report_without_data(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mediadesk.cli import commands

    def broken(_ctx: object) -> None:
        raise ValueError(QASYMOV.full_name)

    monkeypatch.setitem(commands.COMMANDS, "check", broken)
    said = run("check")
    assert said.status == 4
    assert QASYMOV.surname not in said.err
    (report,) = (tmp_path / "c" / "logs").glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert QASYMOV.surname not in text


@pytest.mark.parametrize(
    ("error", "status"), [(KeyboardInterrupt(), 3), (Cancelled(), 3), (BrokenPipeError(), 0)]
)
def test_what_stops_a_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int
) -> None:
    from mediadesk.cli import commands

    def stopped(_ctx: object) -> None:
        raise error

    monkeypatch.setitem(commands.COMMANDS, "check", stopped)
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    assert run("check").status == status


def test_help_is_in_the_language(run: Run) -> None:
    for words in (("--help",), ("import", "-h"), ("backup", "make", "--help")):
        said = run(*words, lang="kk")
        assert said.status == 0
        assert "usage:" not in said.out


def test_without_a_command_the_window_opens(tmp_path: Path) -> None:
    seen: list[tuple[Path, str, str]] = []

    def window(centre: Path, language: str, file: str) -> int:
        seen.append((centre, language, file))
        return 7

    told = {"clock": SetClock(), "ids": CountedIds(), "usual": lambda: tmp_path, "window": window}
    assert runner.run([], **told) == 7
    assert runner.run(["--lang", "kk", "--centre", str(tmp_path / "x")], **told) == 7
    assert seen == [(tmp_path, "ru", ""), (tmp_path / "x", "kk", "")]


def test_the_language_of_the_settings_is_taken(tmp_path: Path) -> None:
    from mediadesk import config

    config.save(tmp_path, config.Settings(language="kk"))
    seen: list[str] = []
    told = {"clock": SetClock(), "ids": CountedIds(), "usual": lambda: tmp_path}
    runner.run([], window=lambda _, language, _file: seen.append(language) or 0, **told)
    assert seen == ["kk"]


# ---------------------------------------------------------------- processes of their own


def test_a_process_of_its_own(process: Run) -> None:
    said = process("--lang", "kk", *INIT)
    assert said.status == 0
    assert process("check", "--json").data["sound"] is True
    assert process("check", passphrase="").status == 2
    said = process("--lang", "ru", "check", passphrase="не та фраза")
    assert (said.status, said.out) == (3, "")
    assert "Traceback" not in said.err


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path, process: Run) -> None:
    process(*INIT)
    process("import", REGISTERS / "uralsk-2023.xlsx")
    words = [sys.executable, "-m", "mediadesk", "--centre", str(tmp_path / "c"), "cases"]
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "MEDIADESK_PASSPHRASE": PASSPHRASE},
        cwd=Path(__file__).parent.parent.parent,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        told = started.stderr.read().decode()
        started.wait(timeout=60)
    assert "Traceback" not in told
    assert started.returncode in (0, 120)


def test_interrupting_leaves_nothing_half_done(tmp_path: Path, process: Run) -> None:
    process(*INIT)
    words = ["demo", "--cases", "20000", "--centre", str(tmp_path / "d")]
    with subprocess.Popen(
        [sys.executable, "-m", "mediadesk", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "MEDIADESK_PASSPHRASE": PASSPHRASE},
        cwd=Path(__file__).parent.parent.parent,
        # A runner in the background passes on an ignored Ctrl+C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as started:
        deadline = time.monotonic() + 60
        while not (tmp_path / "d" / "centre.db").exists() and time.monotonic() < deadline:
            if started.poll() is not None:
                break
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=60)
    assert started.returncode == 3
    assert b"Traceback" not in err
    assert out == b""
    assert not (tmp_path / "d").exists()


def test_main_takes_the_arguments_of_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["mediadesk", "document", "--list"])
    assert main() == 0
    assert "contract" in capsys.readouterr().out
