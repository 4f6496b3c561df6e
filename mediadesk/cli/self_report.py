"""The report of a self-test: one text file by which an office proves its installation.

It holds versions, the kind of system, screens, steps with their seconds and, after a failure, its kind
and the places in the code. No names, no paths and no values stand in it.
"""

import platform
import time
import traceback
from pathlib import Path

from mediadesk import __version__, files
from mediadesk.cli.context import Context
from mediadesk.errors import MediaDeskError
from mediadesk.usecases.proof import prove

__all__ = ["reported"]


def reported(ctx: Context, target: Path) -> tuple[str, ...]:
    """Prove the installation, the window too, and write the report; raises what the proof raises."""
    from mediadesk.ui.self_show import screen_facts, show_window

    lines = [f"{name}: {value}" for name, value in _facts(ctx.centre).items()]
    started = last = time.monotonic()

    def done(step: str) -> None:
        nonlocal last
        now = time.monotonic()
        lines.append(f"done: {step} ({now - last:.1f} s)")
        last = now

    try:
        steps = prove(
            clock=ctx.clock, ids=ctx.ids, show=lambda desk: show_window(desk, ctx.clock), done=done
        )
        lines += [f"{name}: {value}" for name, value in screen_facts().items()]
        lines += [f"seconds: {time.monotonic() - started:.1f}", "works: yes"]
    except Exception as error:
        lines += [*_told(error), "works: no"]
        raise
    finally:
        with files.replacing(target) as part:
            part.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return steps


def _facts(centre: Path) -> dict[str, str]:
    return {
        "MediaDesk": __version__,
        "Python": f"{platform.python_version()} {platform.python_compiler()}",
        "system": f"{platform.system()} {platform.release()} {platform.version()}",
        "machine": platform.machine(),
        "folder of the centre in Latin letters": "yes"
        if str(centre.absolute()).isascii()
        else "no",
    }


def _told(error: Exception) -> list[str]:
    """Tell of a failure without its text or values: those can quote files."""
    kind = type(error).__name__
    code = f" {error.code.name}" if isinstance(error, MediaDeskError) else ""
    places = traceback.extract_tb(error.__traceback__)
    return [f"failed: {kind}{code}", *(f"  {Path(p.filename).name}:{p.lineno}" for p in places)]
