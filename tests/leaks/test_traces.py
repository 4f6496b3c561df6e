"""A fall leaves no trace of anybody: not in reports, logs, on the standard error, in a dump of memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from mediadesk.ui.start import Program
from tests.e2e.conftest import ROOT
from tests.personas import QASYMOV

NAME = QASYMOV.full_name
FALLS = f"""
import gc, logging, sys, threading, warnings
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from mediadesk import logs, private

private.be_private()
folder = Path(sys.argv[1])
logs.start(folder)
whom = {NAME!r}

def fall():
    secret = whom + " " + {QASYMOV.iin!r}
    try:
        {{}}[secret]
    except KeyError as error:
        raise ValueError("cannot save " + secret) from error

class Lost:
    def __del__(self):
        fall()

thread = threading.Thread(target=fall, name=whom)
thread.start()
thread.join()
Lost()
gc.collect()
done = Future()
done.add_done_callback(lambda _done: fall())
done.set_result(None)
try:
    fall()
except ValueError as error:
    logging.getLogger("mediadesk.x").exception("a step failed")
    logging.getLogger("somebody.else").exception("it says %s", whom)
    logging.getLogger("mediadesk.x").info("%d", whom)
    from datetime import datetime, UTC
    assert logs.crash_report(folder, error, error.__traceback__, datetime.now(UTC))
warnings.warn("odd value " + whom, stacklevel=1)
fall()
"""
COMMAND = f"""
import sys
from mediadesk import app
from mediadesk.cli import commands

def fall(ctx):
    secret = {NAME!r}
    raise RuntimeError("no such person: " + secret) from KeyError(secret)

commands.COMMANDS["cases"] = fall
sys.exit(app.main(["--centre", sys.argv[1], "cases"]))
"""


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def nobody_in(folder: Path, *texts: str) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    for text in (*texts, *(path.read_text("utf-8") for path in files), *(p.name for p in files)):
        for secret in (*QASYMOV.secrets, QASYMOV.given):
            assert secret not in text, text


def test_falls_in_threads_callbacks_and_at_the_end_name_nobody(tmp_path: Path) -> None:
    done = run(FALLS, str(tmp_path / "logs"))
    assert done.returncode == 1
    nobody_in(tmp_path, done.stdout, done.stderr)
    log = (tmp_path / "logs" / "mediadesk.log").read_text("utf-8")
    assert log.count("ValueError") >= 4, log
    assert "of KeyError" in log
    assert "fall" in log


def test_a_command_that_falls_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    done = run(COMMAND, str(tmp_path))
    assert done.returncode == 4, done.stderr
    nobody_in(tmp_path, done.stdout, done.stderr)
    (report,) = (tmp_path / "logs").glob("crash-*.txt")
    assert "RuntimeError" in report.read_text("utf-8")


def test_a_window_that_falls_names_nobody(
    program: Program,
    centre: str,
    qtbot: QtBot,
    qapp: QApplication,
    caplog: pytest.LogCaptureFixture,
) -> None:
    program.show_gate()
    told: list[str] = []

    def look() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.extend((box.text(), box.informativeText(), box.detailedText(), box.windowTitle()))
        box.accept()

    def fall() -> None:
        secret = f"{NAME} {QASYMOV.iin}"
        raise ValueError(secret)

    QTimer.singleShot(0, look)
    try:
        fall()
    except ValueError as error:
        program.caught(type(error), error, error.__traceback__)
    assert told
    nobody_in(program.centre / "logs", *told, caplog.text)


LIMITS = """
import ctypes, os, resource
from mediadesk import private
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
private.be_private()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3), oct(os.umask(0)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="dumps as Linux makes them")
def test_the_memory_of_the_program_is_never_dumped(tmp_path: Path) -> None:
    assert run(LIMITS).stdout.strip() == "(0, 0) 0 0o77"
    code = "import os, sys; from mediadesk import private; private.be_private(); print(1, flush=True); sys.stdin.read()"
    running = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        preexec_fn=_large_dumps,
    )
    with running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"1\n"
        running.send_signal(signal.SIGSEGV)
        _pid, status = os.waitpid(running.pid, 0)
        running.returncode = -signal.SIGSEGV
    assert os.WIFSIGNALED(status)
    assert not os.WCOREDUMP(status)


def _large_dumps() -> None:
    import resource

    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


@pytest.mark.skipif(sys.platform != "linux", reason="debuggers as Linux has them")
def test_another_program_of_the_same_user_cannot_look_into_the_memory(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs to become another user")
    code = (
        "import os, sys; from mediadesk import private; import resource, ctypes;"
        " os.setgid(65534); os.setuid(65534); private.be_private(); print(1, flush=True); sys.stdin.read()"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    look = (
        "import os, sys; os.setgid(65534); os.setuid(65534); open(f'/proc/{sys.argv[1]}/mem', 'rb')"
    )
    with running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"1\n"
        tried = run(look, str(running.pid))
        running.kill()
    assert "PermissionError" in tried.stderr
