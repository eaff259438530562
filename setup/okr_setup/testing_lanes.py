"""Kinds of test side by side, as far as the machine has room."""

import concurrent.futures
import os

# More gain little: the embedded PostgreSQL works for all of them.
_MOST = 3


def lanes():
    """Return how many kinds run at once here."""
    return max(1, min(_MOST, len(os.sched_getaffinity(0))))


def run_side_by_side(kinds, run_kind, at_once):
    """Run the kinds and yield their results as they come.

    They begin in their order; one that must be ``alone`` waits for all others.
    """
    together = [kind for kind in kinds if not kind.alone]
    pool = concurrent.futures.ThreadPoolExecutor(at_once)
    try:
        begun = [pool.submit(run_kind, kind) for kind in together]
        for future in concurrent.futures.as_completed(begun):
            yield future.result()
    finally:
        # After an interruption no other one begins; the run stops those under way.
        pool.shutdown(wait=False, cancel_futures=True)
    for kind in kinds:
        if kind.alone:
            yield run_kind(kind)
