"""How hard Hypothesis looks: `fast` with every run of the suite, `long` when somebody asks.

`fast` is derandomised, so that a commit has one verdict: a suite that turns red on a change of the
README, for a history that nobody had drawn before, teaches people to run it again. What is new is
looked for by `HYPOTHESIS_PROFILE=long`, which draws afresh each time and prints how to repeat what
it finds; from there it goes into a test as an `@example`.
"""

import atexit
import os
import shutil
import signal
import tempfile

from hypothesis import HealthCheck, settings

from antragsbudget.interruption import ENDING

# What large ledgers are remembered by lies in a folder of this run alone.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="antragsbudget-tests-")
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)

# A history is dozens of drawn values: on a loaded machine, slow drawing says nothing about it.
SLOW_IS_FINE = (HealthCheck.too_slow,)

settings.register_profile(
    "fast",
    max_examples=45,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=SLOW_IS_FINE,
)
settings.register_profile(
    "long",
    max_examples=2_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=SLOW_IS_FINE,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

# Once it has answered, the program minds no signal any more. Where it ran within the process of a
# test, the next test must not inherit that: what it starts would mind no Ctrl-C.
MINDED = {number: signal.getsignal(number) for number in ENDING}


def pytest_runtest_teardown() -> None:
    for number, handler in MINDED.items():
        signal.signal(number, handler)
