"""Runs a parser over many inputs in a process of its own, with limits, and names what went wrong.

The process tells the number of each input before it reads it: one that falls, hangs or fills the
memory is known even where nothing could be caught.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import select
import subprocess
import sys
import tempfile
import time
import traceback
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fuzz.mutation import mutant
from tests.fuzz.parsers import PARSERS, Parser

__all__ = ["Finding", "Run", "answered", "fuzz", "input_of"]

ROOT = Path(__file__).parents[2]
CPU_SECONDS = 5.0
"""An input may take so much of the processor."""
SILENCE = 120.0
"""A process that says nothing for so long hangs."""
MEMORY = 3 * 2**30
"""Address space of the process."""


@dataclass(frozen=True)
class Finding:
    """An input that was not answered by a sentence of ours."""

    parser: str
    number: int
    what: str
    trace: str = ""


@dataclass
class Run:
    """What became of a run: how many inputs, how they were answered, and what was found."""

    parser: str
    inputs: int = 0
    read: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    slowest: float = 0.0
    peak_mb: int = 0
    findings: list[Finding] = field(default_factory=list)


def fuzz(parser: str, first: int, count: int, minutes: float = 0.0, most: int = 5) -> Run:
    """Run a parser over inputs of these numbers; `minutes` ends it earlier, so do `most` findings."""
    run = Run(parser)
    number, end = first, time.monotonic() + minutes * 60
    while number < first + count and len(run.findings) < most:
        if minutes and time.monotonic() > end:
            break
        left = end - time.monotonic() if minutes else 0.0
        number = _once(run, number, first + count, left)
    return run


def _once(run: Run, number: int, until: int, seconds: float) -> int:
    """Start a process and follow it to its end; gives the number to go on with."""
    limits = [f"--seconds={seconds}"] if seconds else []
    command = [sys.executable, "-m", "tests.fuzz.running", run.parser, str(number), str(until)]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    with (
        tempfile.TemporaryDirectory(prefix="mediadesk-fuzz-") as folder,
        tempfile.TemporaryFile() as errors,
    ):
        worker = subprocess.Popen(
            [*command, f"--folder={folder}", *limits],
            cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        at, ended, is_silent = number, False, False
        for told in _lines(worker):
            if told is None:
                is_silent = True
                run.findings.append(Finding(run.parser, at, f"no answer within {SILENCE:.0f} s"))
                break
            if told.isdigit():
                at = int(told)
                run.inputs += 1
                continue
            ended = _take(run, json.loads(told)) or ended
        worker.kill()
        worker.communicate()
        if not ended and not is_silent:
            errors.seek(0)
            said = errors.read()[-2000:].decode("utf-8", "replace")
            run.findings.append(
                Finding(run.parser, at, f"the process ended: {worker.returncode}", said)
            )
    return until if ended else at + 1


def _lines(worker: subprocess.Popen[bytes]) -> Iterator[str | None]:
    """Give the lines of a process as they come; None where it is silent for too long."""
    assert worker.stdout is not None
    pipe, kept = worker.stdout.fileno(), b""
    while True:
        if not select.select([pipe], [], [], SILENCE)[0]:
            yield None
            return
        came = os.read(pipe, 65536)
        if not came:
            return
        *lines, kept = (kept + came).split(b"\n")
        yield from (line.decode() for line in lines)


def _take(run: Run, told: Any) -> bool:
    """Take in what the process told; True when it was the last."""
    if "finding" in told:
        run.findings.append(Finding(run.parser, told["number"], told["finding"], told["trace"]))
        return False
    run.read += told["read"]
    for code, count in told["codes"].items():
        run.codes[code] = run.codes.get(code, 0) + count
    run.slowest = max(run.slowest, told["slowest"])
    run.peak_mb = max(run.peak_mb, told["peak_mb"])
    return True


def input_of(name: str, number: int) -> bytes:
    """Make the input of a number again."""
    parser = PARSERS[name]
    with tempfile.TemporaryDirectory(prefix="mediadesk-fuzz-") as folder:
        seeds = parser.seeds(parser.prepare(Path(folder)))
        return _input(parser, seeds, number)


# ---------------------------------------------------------------- the process


def _say(told: Any) -> None:
    line = str(told) if isinstance(told, int) else json.dumps(told)
    os.write(3, line.encode() + b"\n")


def _salt(name: str) -> str:
    return f"{zlib.crc32(name.encode()):08x}"


def _input(parser: Parser, seeds: list[bytes], number: int) -> bytes:
    """Give the input of a number: first the good ones and those that were found, then changed ones."""
    if number < len(seeds):
        return seeds[number]
    return mutant(seeds, parser.shape, number, _salt(parser.name))


def _work(parser: Parser, first: int, until: int, place: Path, seconds: float) -> None:
    """Give the parser its inputs, one after the other."""
    target = parser.prepare(place)
    seeds = parser.seeds(target)
    before = parser.state(target)
    codes: dict[str, int] = {}
    read, slowest, end = 0, 0.0, time.monotonic() + seconds
    for number in range(first, until):
        if seconds and time.monotonic() > end:
            break
        data = _input(parser, seeds, number)
        _say(number)
        begun = time.process_time()
        code, trace = answered(parser, target, data)
        took = time.process_time() - begun
        slowest = max(slowest, took)
        if trace:
            _say({"finding": code, "trace": trace, "number": number})
        elif took > CPU_SECONDS:
            _say({"finding": f"took {took:.1f} s", "trace": "", "number": number})
        elif code:
            codes[code] = codes.get(code, 0) + 1
        else:
            read += 1
    if parser.state(target) != before:
        _say({"finding": "the centre was changed", "trace": "", "number": until - 1})
    status = Path("/proc/self/status").read_text("ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    _say({"read": read, "codes": codes, "slowest": round(slowest, 3), "peak_mb": peak})


def answered(parser: Parser, target: Any, data: bytes) -> tuple[str, str]:
    """Give the code that an input was answered with ("": it was read), and a trace for a finding."""
    from mediadesk.errors import Kind, MediaDeskError
    from mediadesk.i18n import LANGUAGES, Translator

    try:
        parser.run(target, data)
    except MediaDeskError as error:
        said = [Translator(language).error(error) for language in LANGUAGES]
        has_hole = "%(" in "".join(said) and "%(" not in repr(error.params)
        if error.kind is Kind.BUG or not all(said) or has_hole:
            return f"no sentence: {error.code}", traceback.format_exc()
        return error.code.value, ""
    except BaseException as error:  # noqa: BLE001 (a panic of a library is no Exception)
        return type(error).__name__, traceback.format_exc()[-3000:]
    return "", ""


def main() -> None:
    """Be the process of one parser."""
    options = argparse.ArgumentParser()
    options.add_argument("parser")
    options.add_argument("first", type=int)
    options.add_argument("until", type=int)
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--seconds", type=float, default=0.0)
    told = options.parse_args()
    os.dup2(1, 3)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a command prints is no report of ours
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.chdir(told.folder)
    _work(PARSERS[told.parser], told.first, told.until, told.folder, told.seconds)
    os._exit(0)


if __name__ == "__main__":
    main()
