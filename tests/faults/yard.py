"""Kills, fails and cuts off the works of `jobs.py`, thousands of times, and looks what is left.

Started under the file layer: LD_PRELOAD=layer.so python -m tests.faults.yard. Every try is a child
of this process that has everything loaded already. It prints one JSON object.

    --kills N        kill the writer N times while it saves
    --cuts N         so many disks a power cut may leave, of each work; and one for each changed name
    --fails N        so many failing steps of each work, once and for ever
    --deaths N       so many steps of each work at which the process is killed
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mediadesk.errors import MediaDeskError
from tests.faults import layer
from tests.faults.disk import kept_names, lay_out, of_folder
from tests.faults.jobs import JOBS, Place, State, look, make_template
from tests.faults.writer import acknowledged, get_ready, write_for_ever, written

_ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)
_STATUS = {0, 1, 3}
_WORLD = 3
_RECORDS = 60
_CHECK_EVERY = 10
_SECONDS = 60


@dataclass
class Figures:
    """What was tried, and what did not hold."""

    tried: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        return {"tried": dict(self.tried), "broken": self.broken}


def child(work: Callable[[], Any]) -> tuple[int, Any]:
    """Do `work` in a child process; gives how it ended and what it gave, None if it was killed."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        status = 0
        try:
            told = json.dumps(work())
        except BaseException:  # noqa: BLE001  (told to the parent)
            told, status = json.dumps({"fault": traceback.format_exc(limit=-6)}), 1
        os.write(write, told.encode())
        os._exit(status)
    os.close(write)
    signal.alarm(_SECONDS)
    with os.fdopen(read, "rb") as pipe:
        text = pipe.read()
    _pid, status = os.waitpid(pid, 0)
    signal.alarm(0)
    return status, json.loads(text) if text else None


class Yard:
    """A folder with the template and a copy for each try."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.template = root / "template"
        self.dice = random.Random(seed)
        self.figures = Figures()
        self.number = 0
        self.known: dict[str, tuple[dict, dict, int]] = {}
        status, told = child(lambda: make_template(self.template))
        if status:
            raise AssertionError(told)

    def copy(self) -> Place:
        self.number += 1
        return Place(Path(shutil.copytree(self.template, self.root / f"t{self.number}")))

    def broke(self, what: str, told: Any) -> None:
        text = told.get("fault", "") if isinstance(told, dict) else ""
        self.figures.broken.append(f"{what}: {text or told}"[:2_000])
        sys.stderr.write(f"{what}: {text or told}"[:2_000] + "\n")

    def state(self, root: Path, name: str) -> tuple[int, Any]:
        return child(lambda: asdict_of(look(root, name)))

    def unfailed(self, name: str) -> tuple[dict, dict, int]:
        """Give what is there before and after a work, and how many steps it takes."""
        if name in self.known:
            return self.known[name]
        place = self.copy()
        before = self.state(place.root, name)
        shutil.rmtree(place.root)
        place = self.copy()

        def work() -> int:
            do = JOBS[name].begin(place)
            layer.start(place.root)
            told = do("ru")
            assert told.status in (0, 1), told
            steps = layer.stop()
            getattr(do, "close", int)()
            return steps

        status, steps = child(work)
        after = self.state(place.root, name)
        shutil.rmtree(place.root)
        if status or before[0] or after[0]:
            raise AssertionError((name, steps, before, after))
        self.known[name] = (before[1], after[1], steps)
        return self.known[name]

    def steps(self, count: int, wanted: int) -> list[int]:
        """Choose steps: the first ones, the last one, and others at random."""
        first = list(range(1, min(count, wanted // 3) + 1))
        rest = [n for n in range(1, count + 1) if n not in first]
        return sorted({*first, *self.dice.sample(rest, min(len(rest), wanted - len(first)))})

    # ------------------------------------------------------------ a step fails

    def fail(self, name: str, wanted: int) -> None:
        before, after, count = self.unfailed(name)
        for number, step in enumerate(self.steps(count, wanted)):
            code = _ERRORS[number % len(_ERRORS)]
            for forever in (False, True):
                language = ("ru", "kk")[number % 2]
                what = f"{name}, step {step}, {errno.errorcode[code]}, {forever=}"
                place = self.copy()
                status, told = child(
                    lambda p=place, s=step, c=code, f=forever, g=language: failed(
                        name, p, s, c, f, g
                    )
                )
                self.figures.tried["steps failed"] += 1
                if status:
                    self.broke(what, told)
                else:
                    self.figures.tried["told as an error"] += told["status"] == 3
                    if told["again"] is None:
                        self.judge(what, name, place, told, before, after)
                    else:
                        self._again(what, name, place, told, before, after)
                shutil.rmtree(place.root)

    def judge(
        self, what: str, name: str, place: Place, told: dict, before: dict, after: dict
    ) -> None:
        """Done or untouched."""
        code, left = self.state(place.root, name)
        status, is_dead = told["status"], "forever=True" in what
        wanted = after if status in (0, 1) else before
        if code:
            self.broke(f"{what}: status {status}", left)
            return
        if told["is_unsure"] and before["head"] != after["head"] == left["head"]:
            # all of it was written, and the disk would not say that it keeps it, then or ever
            self.figures.tried["kept by a disk that would not say so"] += status == _WORLD
            wanted = after
        if JOBS[name].may_stay and is_dead and same({**left, "names": []}, {**wanted, "names": []}):
            self.figures.tried["results left on a dead disk"] += bool(left["names"])
        elif not same(left, wanted, is_cut=is_dead):
            self.broke(f"{what}: status {status}", {"is": left, "wanted": wanted})

    def _again(
        self, what: str, name: str, place: Place, told: dict, before: dict, after: dict
    ) -> None:
        """Untouched, and done when it was tried again."""
        status, left = self.state(place.root, name)
        is_untouched = told["head"] == before["head"][0]
        if status or not is_untouched or told["again"] or not same(left, after):
            self.broke(f"{what}: done again", {"told": told, "is": left, "wanted": after})

    # ------------------------------------------------------------ the process is killed

    def kill(self, name: str, wanted: int) -> None:
        before, after, count = self.unfailed(name)
        for number, step in enumerate(self.steps(count, wanted)):
            how = ("before", "after", "half")[number % 3]
            place = self.copy()

            def work(place: Place = place, step: int = step, how: str = how) -> None:
                do = JOBS[name].begin(place)
                layer.start(place.root, at=step, kill=how)
                do("ru")

            child(work)
            self.figures.tried["killed at a step"] += 1
            self.either(f"{name}, killed {how} step {step}", name, place.root, before, after)
            shutil.rmtree(place.root)

    def either(self, what: str, name: str, root: Path, *states: dict) -> None:
        status, left = self.state(root, name)
        if not status and JOBS[name].may_stay and left["names"]:
            states = tuple({**each, "names": left["names"]} for each in states)
        if status or not any(same(left, each, is_cut=True) for each in states):
            self.broke(what, left if status else {"is": left, "wanted": states})

    # ------------------------------------------------------------ the power is cut

    def cut(self, name: str, wanted: int) -> None:
        before, after, _count = self.unfailed(name)
        place = self.copy()
        log = self.root / "log"
        log.unlink(missing_ok=True)

        def work() -> None:
            layer.start(place.root, log)
            JOBS[name].begin(place)("ru")
            layer.stop()

        disk = of_folder(place.root)
        status, told = child(work)
        if status:
            raise AssertionError(told)
        steps = list(layer.read_log(log))
        chosen = [self.dice.randrange(len(steps) + 1) for _ in range(wanted - 3)]
        moments = sorted([*chosen, *kept_names(steps), *[len(steps)] * min(3, wanted)])
        done = 0
        for number, moment in enumerate(moments):
            for step in steps[done:moment]:
                disk.take(step)
            done = max(done, moment)
            root = self.root / f"d{number}"
            how = "nothing" if number == len(moments) - 1 else ""  # the worst disk is no chance
            lay_out(disk.after_cut(self.dice, how), place.root, root)
            self.figures.tried["power cuts"] += 1
            states = (after,) if moment == len(steps) else (before, after)
            self.either(f"{name}, power cut at step {moment} of {len(steps)}", name, root, *states)
            shutil.rmtree(root)
        shutil.rmtree(place.root)

    # ------------------------------------------------------------ the writer

    def kill_writer(self, wanted: int) -> None:
        """Kill a program that saves without end, at random moments; none acknowledged may be lost."""
        place = self.copy()
        get_ready(place.centre)
        known = 0
        for number in range(wanted):
            told = self._killed(place, known, is_by_clock=bool(number % 2))
            last = acknowledged(told, known)
            is_checked = number % _CHECK_EVERY == 0
            status, found = child(lambda c=is_checked: written(place.centre, is_checked=c))
            self.figures.tried["kills while saving"] += 1
            sure = set(range(1, last + 1))
            if status or not sure <= set(found) <= {*sure, last + 1}:
                self.broke(f"kill {number}", found if status else sorted(sure ^ set(found)))
                return
            known = max(found, default=0)
        self.figures.tried["records on the disk after the kills"] = known
        status, left = self.state(place.root, "save")
        if status:
            self.broke("after the kills", left)
        shutil.rmtree(place.root)

    def _killed(self, place: Place, known: int, *, is_by_clock: bool) -> bytes:
        """Let a child save until it is killed, by the clock or at a step; gives what it told."""
        step = 0 if is_by_clock else self.dice.randrange(1, 400)
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(read)
                write_for_ever(place.centre, known, write, step=step)
            finally:
                os._exit(1)
        os.close(write)
        told = b""
        if is_by_clock:
            told = os.read(read, 1)  # it writes by now
            time.sleep(self.dice.random() * 0.05)
            os.kill(pid, signal.SIGKILL)
        with os.fdopen(read, "rb") as pipe:
            told += pipe.read()
        os.waitpid(pid, 0)
        return told

    def cut_writer(self, wanted: int) -> None:
        """Cut the power while records are saved; every acknowledged one must be on the disk."""
        place = self.copy()
        get_ready(place.centre)
        log = self.root / "log"
        log.unlink(missing_ok=True)
        disk = of_folder(place.root)
        status, told = child(lambda: write_for_ever(place.centre, 0, None, log=log, most=_RECORDS))
        if status:
            raise AssertionError(told)
        steps = list(layer.read_log(log))
        done = 0
        for moment in sorted(self.dice.randrange(1, len(steps) + 1) for _ in range(wanted)):
            for step in steps[done:moment]:
                disk.take(step)
            done = moment
            root = self.root / "disk"
            lay_out(disk.after_cut(self.dice), place.root, root)
            sure = set(range(1, sum(step.op == "A" for step in steps[:moment]) + 1))
            status, found = child(lambda r=root: written(r / "c"))
            self.figures.tried["power cuts while saving"] += 1
            if status or not sure <= set(found):
                what = f"power cut at step {moment} of {len(steps)}"
                self.broke(what, found if status else sorted(sure - set(found)))
            shutil.rmtree(root)
        shutil.rmtree(place.root)


def asdict_of(state: State) -> dict[str, Any]:
    """Write a state down."""
    return {**asdict(state), "names": sorted(state.names)}


def same(left: dict, wanted: dict, *, is_cut: bool = False) -> bool:
    """Tell whether a centre is as wanted; after a cut, what was being written may lie about."""

    def seen(state: dict) -> tuple:
        names = [n for n in state["names"] if not (is_cut and "/." in n)]
        return (state["head"][0], state["cases"], state["is_new_passphrase"], names)

    return seen(left) == seen(wanted)


def failed(
    name: str, place: Place, step: int, code: int, forever: bool, language: str
) -> dict[str, Any]:
    """Do a work whose step fails; gives how it ended, and how it went when it was done again."""
    do = JOBS[name].begin(place)
    layer.start(place.root, at=step, error=code, forever=forever)
    told = do(language)
    if forever:
        with contextlib.suppress(MediaDeskError):
            getattr(do, "close", int)()
    layer.stop()
    is_unsure = forever and layer.refused()
    assert told.status in _STATUS, told
    if told.status == _WORLD:
        assert re.search("[а-яёәіңғүұқөһ]{3}", told.text), told
        assert "Traceback" not in told.text, told
    head = again = None
    if told.status == _WORLD and not forever and hasattr(do, "close"):
        head = do.head()
        again = do(language).status  # the program goes on with the file that is open
    if not forever:
        getattr(do, "close", int)()
    return {"status": told.status, "head": head, "again": again, "text": told.text,
            "is_unsure": is_unsure}  # fmt: skip


def main() -> int:
    """Do what the options say."""
    parser = argparse.ArgumentParser()
    for name in ("kills", "cuts", "fails", "deaths"):
        parser.add_argument(f"--{name}", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as root:
        yard = Yard(Path(root).resolve(), args.seed)
        names = [name for name in JOBS if not args.only or name in args.only.split(",")]
        if args.kills:
            yard.kill_writer(args.kills)
        if args.cuts and args.only in ("", "writer"):
            yard.cut_writer(args.cuts)
        for name in names:
            for wanted, tried in (
                (args.fails, yard.fail), (args.deaths, yard.kill), (args.cuts, yard.cut)
            ):  # fmt: skip
                if wanted:
                    tried(name, wanted)
    figures = {**yard.figures.told(), "seconds": round(time.monotonic() - begun, 1)}
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    return 1 if yard.figures.broken else 0


if __name__ == "__main__":
    sys.exit(main())
