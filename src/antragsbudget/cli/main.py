"""The entry point: one call of the program, from the arguments to the exit code."""

import gc
import os
import sys

from antragsbudget import interruption

DONE, INTERRUPTED = 0, 130

# A short-lived process gains nothing from looking for circles while it imports and reads.
gc.disable()


def main() -> int:
    """Carry out the command line and return the exit code; what is written ends with 0."""
    interruption.listen(_has_written)
    try:
        return _run()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        if not _has_written():
            raise
        sys.excepthook(*sys.exc_info())  # a fault of ours, but the entry is there
        return DONE
    finally:
        interruption.ignore()
        # Python looks for circles once more when it ends, in all that was imported and read.
        gc.freeze()


def _has_written() -> bool:
    store = sys.modules.get("antragsbudget.ledger.store")
    return store is not None and bool(store.has_written())


def _run() -> int:
    from antragsbudget.cli.running import run

    return run(sys.argv[1:], os.environ)
