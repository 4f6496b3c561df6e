"""A pulled plug loses no record that was acknowledged (desk-behaviour: promise 1)."""

import random
import subprocess
import sys
import threading
from pathlib import Path

from mediadesk.db import check
from mediadesk.db.store import Store
from mediadesk.domain.model import Mediator
from tests.worlds import reopen

KILLS = 50
_WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from mediadesk.db.store import Store
from mediadesk.domain.model import Mediator
from tests.worlds import CountingIds, FixedClock
import secrets
class Ids(CountingIds):
    def uid(self): return secrets.token_bytes(16)
store = Store.__new__(Store)
from mediadesk.db.lock import CentreLock
folder = Path(sys.argv[1])
store.__init__(folder, bytes.fromhex(sys.argv[3]), CentreLock(folder), clock=FixedClock(), ids=Ids(),
               operator="", immediate=True)
store._start()
n = int(sys.argv[4])
while True:
    n += 1
    name = f"{n}-" + "x" * (n % 7 * 300)
    store.submit(lambda unit: unit.add(Mediator(name_ru=name)), command="A", params={}, undoable=True).result()
    print(n, flush=True)
"""


def killed_while_writing(folder: Path, key: bytes, start: int, wait: float, root: str) -> int:
    """Let a process write until it is killed after `wait` seconds; gives the last acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder), root, key.hex(), str(start)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        timer = threading.Timer(wait, process.kill)
        timer.start()
        rest = process.stdout.read()
        timer.join()
    complete = [line for line in (first + rest).split("\n")[:-1] if line]
    return int(complete[-1]) if complete else start


def test_no_acknowledged_record_is_lost(folder: Path) -> None:
    root = str(Path(__file__).resolve().parents[2])
    store = reopen(folder)
    key = store.key
    store.close()
    dice = random.Random(1)
    last = 0
    for _ in range(KILLS):
        acknowledged = killed_while_writing(folder, key, last, dice.random() * 0.08, root)
        assert acknowledged > last
        found = {int(m.name_ru.split("-")[0]) for m in mediators(folder)}
        assert set(range(1, acknowledged + 1)) <= found
        assert found <= set(range(1, acknowledged + 2))  # one may be on the disk, not yet told
        last = max(found)
    again = reopen(folder)
    assert check.run(again) == ()
    again.close()


def mediators(folder: Path) -> tuple[Mediator, ...]:
    store: Store = reopen(folder)
    with store.reader() as reader:
        found = reader.find(Mediator)
    store.close()
    return found
