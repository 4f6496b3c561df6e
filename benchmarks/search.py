"""Keystrokes in the search box of a centre with 100,000 cases; the floor is one frame of the screen.

Every beginning of a typed text is a keystroke, as in the box itself: «к», «ка», «кас»…
"""

import random
import time
from collections.abc import Iterator

from benchmarks import data
from benchmarks.harness import Result, percentile
from mediadesk.db.store import Store
from mediadesk.domain.model import Person
from mediadesk.domain.text import other_layout

__all__ = ["keystrokes", "measure", "run"]

_FRAME_MS = 16.0
_HITS = 50
_YEARS = tuple(range(2017, 2027))
_PLAIN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


def keystrokes(store: Store, count: int) -> list[str]:
    """Give what stands in the box after each key: names, numbers, identifiers, words, mistakes."""
    chance = random.Random(7)
    found: list[str] = []
    with store.reader() as reader:
        size = len(reader.find(Person)) if count < 500 else 60_000
        while len(found) < count:
            person = reader.get(Person, chance.randint(1, size))
            if person is None:
                continue
            for typed in _typed(chance, person):
                found += [typed[: i + 1] for i in range(len(typed)) if typed[i] != " "]
    return found[:count]


def _typed(chance: random.Random, person: Person) -> Iterator[str]:
    """Give one thing that somebody types; six names in ten are typed without Kazakh letters."""
    words = person.name_ru.split()
    name = words[0] if chance.random() < 0.6 else f"{words[0]} {words[1][:3]}"
    if chance.random() < 0.6:
        name = name.translate(_PLAIN)
    fate = chance.random()
    if fate < 0.6:
        yield name.lower()
    elif fate < 0.7:
        yield other_layout(name.lower().translate(_PLAIN))
    elif fate < 0.78:
        yield f"{chance.choice(_YEARS)}/{chance.randint(1, 9999)}"
    elif fate < 0.86:
        yield person.iin[: chance.randint(4, 12)]
    elif fate < 0.92:
        yield chance.choice(chance.choice(data.SUBJECTS)).split()[0].lower()
    else:
        place = chance.randrange(1, max(2, len(name) - 1))
        yield (name[:place] + chance.choice("йфжщ") + name[place + 1 :]).lower()


def measure(store: Store, typed: list[str]) -> tuple[list[float], int, int]:
    """Give the milliseconds of each keystroke, how many found nothing and how many similar names."""
    times: list[float] = []
    empty = similar = 0
    for text in typed:
        start = time.perf_counter()
        with store.reader() as reader:
            hits = reader.search(text, _HITS)
        times.append((time.perf_counter() - start) * 1000)
        empty += not hits
        similar += bool(hits) and hits[0].is_similar
    return times, empty, similar


def run(*, fast: bool) -> list[Result]:
    """Measure every keystroke once, from the text to the fifty lines that are shown."""
    cases, count = (1000, 200) if fast else (100_000, 2000)
    with data.centre(cases, _YEARS) as (_folder, store):
        typed = keystrokes(store, count)
        times, empty, similar = measure(store, typed)
    detail = (
        f"p50 {percentile(times, 0.5):.2f}, slowest {max(times):.1f} ms; {count} keystrokes,"
        f" {similar} shown as similar names, {empty} without a hit; {cases} encrypted cases"
    )
    return [Result("search: a keystroke, p99", percentile(times, 0.99), _FRAME_MS, "ms", detail)]
