#!/usr/bin/env bash
# Beancount refuses the amount 12,50 in a ledger, and its number function makes 1250 of it.
#
# Expected: `beancount.core.number.D` is "the main function you should use to build all numbers", so
#   it knows what the ledger's own parser knows: a comma is no decimal mark, and 12,50 is an error.
# Happens: D drops every comma wherever it stands. 12,50 becomes 1250, and 1.250,00 becomes 1.25000:
#   the same file is wrong by a hundred upwards and by a thousand downwards. No text at all is 0.
# For public money: an importer written with D books a German bank file without an error, and the
#   ledger made of it has no errors either. Amounts go through a parser that knows one notation and
#   refuses the rest.
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv || { echo "Needs Python 3.11 or newer with venv (Debian: python3-venv)." >&2; exit 2; }
venv/bin/python -m pip install --quiet beancount==3.2.3 || exit 2
echo "Beancount 3.2.3"

cat >probe.py <<'PROBE'
from beancount import loader
from beancount.core.number import D

LEDGER = """
2026-01-01 open Expenses:Grants
2026-01-01 open Assets:Treasury
2026-02-01 * "Music school"
  Expenses:Grants  {} EUR
  Assets:Treasury
"""


def errors_of(number):
    return [error.message for error in loader.load_string(LEDGER.format(number))[1]]


for text in ("12,50", "1.250,00"):
    print(f"{text!r} in a ledger:", errors_of(text))
    print(f"D({text!r}) = {D(text)}, in a ledger:", errors_of(D(text)))
print("D('') =", D(""))
PROBE
venv/bin/python probe.py | tee seen.txt

cat >known.txt <<'KNOWN'
'12,50' in a ledger: ["ValueError: Invalid number format: '12,50'"]
D('12,50') = 1250, in a ledger: []
'1.250,00' in a ledger: ['syntax error, unexpected COMMA, expecting end of file or EOL or ATAT or AT']
D('1.250,00') = 1.25000, in a ledger: []
D('') = 0
KNOWN
diff known.txt seen.txt >&2 || { echo "CHANGED: this is no longer what happens." >&2; exit 1; }
echo "As told: 12,50 is refused by the one and 1250 for the other."
