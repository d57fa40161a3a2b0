"""When a signal may end the process: never inside an import, never once something is written.

Who is told 130 repeats what was asked for, so nothing that is written may end with it. The store
ignores all signals while a file gets its name; this process goes on to mind none until its exit
code is out. They must be ignored then, not handled: when Python ends, it gives each signal with a
handler its default back, and would die of it.
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
"""What ends a process that does not mind: Ctrl-C, a shutdown, a closed terminal, Ctrl-\\."""

_IMPORT: Final = "<frozen importlib"


class _Interruption:
    """What this process does about signals; it does nothing unless it was asked to listen."""

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
    """Let Ctrl-C raise KeyboardInterrupt, at once if it was held back: now it can be told of."""
    _THIS.delivers = True
    if _THIS.held:
        raise KeyboardInterrupt


def ignore() -> None:
    """Let none of them end the process any more: it has its answer, and is about to give it."""
    for number in _THIS.listening:
        signal.signal(number, signal.SIG_IGN)


def _importer(frame: FrameType | None) -> FrameType | None:
    """Return the frame to which the outermost import among *frame* and its callers goes back."""
    found = None
    while frame is not None:
        if frame.f_code.co_filename.startswith(_IMPORT):
            found = frame.f_back
        frame = frame.f_back
    return found


def _raise_behind(importer: FrameType) -> None:
    """Raise KeyboardInterrupt at the next line of *importer*, where what it imports is whole.

    Raised inside, it would be wrapped (by a class that is being built) or told as a traceback and
    dropped (by a callback of the collector). The debugger's way is the only one out of there.
    """

    def interrupt(_: FrameType, __: str, ___: Any) -> None:
        sys.settrace(None)
        raise KeyboardInterrupt

    importer.f_trace = interrupt
    sys.settrace(lambda *_: None)
