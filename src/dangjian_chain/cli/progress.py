"""Progress of long work: one line on the console, only where a person looks and only when it takes long."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import Self

from dangjian_chain.cli.language import language
from dangjian_chain.reports.layout import width
from dangjian_chain.text import Text

_PATIENCE = 1.0


class Progress:
    """
    What is being done, shown after a second and taken away in the end.

    Parameters
    ----------
    patience : float
        Seconds of silence.
    """

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._step = ""
        self._shown = 0
        self._speaks = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._begin)
        self._timer.daemon = True
        self._stream = sys.stderr

    def __enter__(self) -> Self:
        if self._stream is not None and self._stream.isatty():
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._speaks = False
            self._show("")

    def step(self, words: Text) -> None:
        """Say what is done now."""
        with self._lock:
            self._step = words.of(language())
            if self._speaks:
                self._show(self._step)

    def rule(self, code: str) -> None:
        """Say which rule is checked now."""
        self.step(Text(zh=f"正在核对 {code} …", en=f"checking {code} …"))

    def _begin(self) -> None:
        with self._lock:
            self._speaks = True
            self._show(self._step)

    def _show(self, words: str) -> None:
        if self._shown or words:
            self._stream.write(f"\r{' ' * self._shown}\r{words}")
            self._stream.flush()
        self._shown = width(words)
