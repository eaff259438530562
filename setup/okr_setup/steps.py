"""Progress: one line per step, with the time it took."""

import contextlib
import sys
import threading
import time

_WIDTH = 58


class Steps:
    """Writes what is being done while it is done, to a terminal or to a file alike."""

    def __init__(self, out=None):
        self._out = out or sys.stdout
        self._began = time.monotonic()
        self._open = False
        self.count = 0

    @property
    def elapsed(self):
        return time.monotonic() - self._began

    @contextlib.contextmanager
    def step(self, title, progress=None):
        """Time what happens inside; ``progress`` returns a few words like "40 MB"."""
        began = time.monotonic()
        self._write(f"{title} ".ljust(_WIDTH, "."))
        self._open = True
        self.count += 1
        with self._ticker(title, began, progress):
            try:
                yield
            except BaseException:
                self._end(" failed")
                raise
        self._end(f" {time.monotonic() - began:6.1f} s")

    def say(self, text):
        """Write a line of its own, also in the middle of a step."""
        if self._open:
            self._write("\n")
            self._open = False
        self._write(f"{text}\n")

    def warn(self, text):
        self.say(f"Warning: {text}")

    def total(self):
        self.say(f"{'Ready '.ljust(_WIDTH, '.')} {self.elapsed:6.1f} s")

    def _end(self, words):
        self._write(f"{words}\n" if self._open else f"{'... '.rjust(_WIDTH)}{words}\n")
        self._open = False

    def _write(self, text):
        self._out.write(text)
        self._out.flush()

    @contextlib.contextmanager
    def _ticker(self, title, began, progress):
        """Keep the line of a long step alive, where a line can be written over."""
        if not self._out.isatty():
            yield
            return
        over = threading.Event()

        def tick():
            while not over.wait(1):
                if self._open:
                    words = f" ({progress()})" if progress else ""
                    line = f"{title}{words} ".ljust(_WIDTH, ".")
                    self._write(f"\r{line} {time.monotonic() - began:6.0f} s")

        thread = threading.Thread(target=tick, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
            if self._open:
                self._write(f"\r{title} ".ljust(_WIDTH + 1, "."))
