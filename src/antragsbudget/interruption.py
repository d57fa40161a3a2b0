"""When a signal may end the process: never inside an import, never once something is written.

A caller that gets exit code 130 repeats its request, so no run that has written may end with it.
The store ignores all signals while a file gets its name, and the process keeps ignoring them until
it has ended. They must be ignored then, not handled: at exit Python restores the default of each
handled signal, which would kill the process.
"""

import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Final

ENDING: Final = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
    if hasattr(signal, name)
)
"""What ends a process by default: Ctrl-C, a shutdown, a closed terminal, Ctrl-\\."""

_IMPORT: Final = "<frozen importlib"


class _Interruption:
    """What this process does about signals; none before `listen`."""

    def __init__(self) -> None:
        self.listening: list[int] = []
        self.too_late: Callable[[], bool] = bool
        self.delivers = self.held = False

    def interrupt(self, _: int, frame: FrameType | None) -> None:
        if self.too_late():
            return
        if not self.delivers:
            self.held = True
        elif importer := _importer(frame):
            _raise_behind(importer)
        else:
            raise KeyboardInterrupt

    def end(self, number: int, _: FrameType | None) -> None:
        if not self.too_late():
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)


_THIS: Final = _Interruption()


def listen(too_late: Callable[[], bool]) -> None:
    """Hold Ctrl-C back until `deliver`; let the others end the process, and none if *too_late*.

    A signal that was ignored or handled before stays so (`nohup`).
    """
    _THIS.too_late = too_late
    with suppress(ValueError):  # not the main thread, which alone gets signals
        for number in ENDING:
            match signal.getsignal(number):
                case signal.default_int_handler:
                    signal.signal(number, _THIS.interrupt)
                case signal.SIG_DFL:
                    signal.signal(number, _THIS.end)
                case _:
                    continue
            _THIS.listening.append(number)


def deliver() -> None:
    """Let Ctrl-C raise KeyboardInterrupt, at once if it was held back: now it can be reported."""
    _THIS.delivers = True
    if _THIS.held:
        raise KeyboardInterrupt


def ignore() -> None:
    """Let no signal end the process any more: its result is certain, and about to be reported."""
    for number in _THIS.listening:
        signal.signal(number, signal.SIG_IGN)


def _importer(frame: FrameType | None) -> FrameType | None:
    """Return the frame that began the outermost import among *frame* and its callers, if any."""
    importer = None
    while frame is not None:
        if frame.f_code.co_filename.startswith(_IMPORT):
            importer = frame.f_back
        frame = frame.f_back
    return importer


def _raise_behind(importer: FrameType) -> None:
    """Raise KeyboardInterrupt at the next line of *importer*, when the import is complete.

    Raised inside, it would be wrapped (by a class that is being built), or printed as a traceback
    and dropped (by a callback of the collector). Only a trace function, as debuggers use it, can
    raise it later.
    """

    def interrupt(_: FrameType, __: str, ___: Any) -> None:
        sys.settrace(None)
        raise KeyboardInterrupt

    importer.f_trace = interrupt
    sys.settrace(lambda *_: None)
