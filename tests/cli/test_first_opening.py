"""Ctrl+C while a command brings a file of an earlier program up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks import old_file


@pytest.mark.parametrize("sign", ["backups", "centre.newer.db"])
def test_interrupting_a_first_opening_leaves_the_old_file(tmp_path: Path, sign: str) -> None:
    folder = tmp_path / "c"
    old_file.make(folder, 3_000)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    words = ["--centre", str(folder), "--lang", "kk", "check"]
    with subprocess.Popen(
        [sys.executable, "-m", "mediadesk", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "MEDIADESK_PASSPHRASE": old_file.PASSPHRASE},
        cwd=Path(__file__).parent.parent.parent,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as started:
        deadline = time.monotonic() + 60
        while not (folder / sign).exists() and time.monotonic() < deadline:
            assert started.poll() is None
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=60)
    assert (started.returncode, out) == (3, b"")
    assert err.decode() == "Тоқтатылды. Ештеңе өзгерген жоқ\n"
    left = {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert {name: left.pop(name) for name in before} == before
    assert [name for name in left if not name.startswith(("centre.lock", "centre.tries"))] == []
