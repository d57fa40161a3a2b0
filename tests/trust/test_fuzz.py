"""A short run of the hostile input, the same each time, and what broke a longer one.

`make fuzz` goes on for a million cases, and is led by the code that it reaches; here, chance alone
changes the examples of each target.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from tests.trust.fuzz import CASES, LONGEST
from tests.trust.hostile import TARGETS, Target, decided

from antragsbudget.core.entries import KINDS

SHORT = {"amount": 500, "rate": 200, "day": 500, "calculation": 500, "text": 500}
SHORT |= {"ledger": 250, "chained": 100, "proposal": 250, "answers": 150, "line": 60, "shown": 60}
SHORT |= {"papers": 15, "files": 2, "template": 30}

# Input that broke the program; each was mended.
FOUND = [
    # A header that does not add up, where no entry's hash gives it away.
    (
        "ledger",
        b'format = 1\n[budget]\ntitle = "x"\ncurrency = "EUR"\nfiscal_year = 2022\n'
        b'total = 1.00\n[[allocation]]\nid = "a"\namount = 2.00\n',
    ),
    # A space at the end of a name: the caption was not bold.
    ("papers", b"DZ "),
]


def changed(target: Target, count: int) -> Iterator[bytes]:
    """Yield the examples of a target, and then as many others, made of them by chance."""
    chance, seeds = Random(1), list(target.seeds())
    yield from seeds
    for _ in range(count - len(seeds)):
        case = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 4)):
            at = chance.randint(0, len(case))
            end = at + chance.choice([0, 0, 1, 2, 8])
            word = chance.choice(target.words).encode("utf-8", "surrogatepass")
            other = chance.choice(seeds)
            start = chance.randint(0, len(other))
            put = (word, bytes([chance.randint(0, 255)]), other[start : start + 30], b"")
            case[at:end] = chance.choice(put)
        yield bytes(case[:LONGEST])


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_input_is_answered_as_declared(name: str) -> None:
    """An exception that is not declared ends the test, and so does whatever must hold."""
    tried = 0
    for case in changed(TARGETS[name], SHORT[name]):
        TARGETS[name].judge(case)
        tried += 1
    assert tried >= SHORT[name]


@pytest.mark.parametrize(("name", "case"), FOUND)
def test_what_once_broke_a_target_is_answered(name: str, case: bytes) -> None:
    TARGETS[name].judge(case)


def test_every_target_is_tried_here_and_at_length() -> None:
    assert SHORT.keys() == CASES.keys() == TARGETS.keys()
    assert sum(CASES.values()) >= 1_000_000


def test_the_examples_of_what_is_asked_for_are_admitted() -> None:
    """What is changed in them so gets past the refusals, into the file and out of it."""
    decisions = [decided(example) for example in TARGETS["proposal"].seeds()]
    assert [d.violations for d in decisions] == [()] * (len(KINDS) - 1)
