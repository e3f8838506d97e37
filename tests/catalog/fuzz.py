"""Hand many random files to the reader, the checker, search and comparison, and count them.

    python -m tests.catalog.fuzz [COUNT [SEED]]

Each input has a seed of its own; the one that fails is named, and ``python -m tests.catalog.fuzz 1 SEED`` repeats it.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from random import Random

from tests.catalog.generating import Maker
from tests.catalog.surviving import survive

_LONGEST = 5.0
"""Seconds that one input may take."""


def one(seed: int) -> str:
    """Try one input: what became of it."""
    start = time.process_time()
    texts = Maker(Random(seed)).layers()
    try:
        loaded = survive(texts)
    except BaseException as error:
        raise AssertionError(
            f"seed {seed}: {type(error).__name__}: {error}\n" + "\n----\n".join(texts)[:4000]
        ) from error
    assert time.process_time() - start < _LONGEST, f"seed {seed} took too long"
    return "loaded" if loaded else "refused"


def _many(seeds: range) -> Counter[str]:
    return Counter(map(one, seeds))


def run(count: int = 100_000, seed: int = 0) -> Counter[str]:
    """Try inputs on all processors.

    Args:
        count: How many.
        seed: The first one's; the others' follow.

    Returns:
        How many loaded, and how many were refused.
    """
    step = max(1, min(500, count))
    parts = [
        range(start, min(start + step, seed + count)) for start in range(seed, seed + count, step)
    ]
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for part in pool.map(_many, parts):
            counts += part
    return counts


def told(counts: Counter[str]) -> str:
    """The counts in a sentence."""
    return f"{counts.total():,} generated inputs: {counts['loaded']:,} loaded, {counts['refused']:,} refused, no traceback"


if __name__ == "__main__":
    start = time.perf_counter()
    numbers = [int(argument) for argument in sys.argv[1:]]
    print(told(run(*numbers)), f"in {time.perf_counter() - start:.0f} s")
