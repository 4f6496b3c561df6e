"""What is garbage is collected in the window's thread, whichever thread made it."""

import gc
import threading
import weakref

from PySide6.QtWidgets import QApplication

from mediadesk.ui.garbage import Collector


class Knot:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_a_worker_never_collects_and_the_window_does(qapp: QApplication) -> None:
    collector = Collector(qapp)
    assert not gc.isenabled()
    gone: list[int] = []
    knot = Knot()
    weakref.finalize(knot, lambda: gone.append(threading.get_ident()))
    del knot
    worker = threading.Thread(target=lambda: [Knot() for _ in range(20_000)])
    worker.start()
    worker.join()
    assert gone == []
    collector.collect()
    gc.collect()
    assert gone == [threading.get_ident()]
    collector.deleteLater()
