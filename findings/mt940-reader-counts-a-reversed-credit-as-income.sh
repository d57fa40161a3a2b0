#!/usr/bin/env bash
# mt-940 books a reversed credit as income, and so the statement misses its own closing balance.
#
# Expected: in field :61: of a bank statement (SWIFT MT940), RC is the reversal of a credit, so money
#   leaves the account and the amount is negative, like that of a D. Version 5.1 has learned it, and
#   its docstring says "C and RD are positive, D and RC are negative".
# Happens: RC comes out positive. The right sign is a switch, `Options(reversal_sign=True)`, that is
#   off. (RD, money that comes back, is positive either way; one of the four marks is wrong.)
# For public money: a receipt that the bank took back counts a second time instead of not at all. A
#   reader of statements adds up what it read and compares the sum with the closing balance.
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv || { echo "Needs Python 3.11 or newer with venv (Debian: python3-venv)." >&2; exit 2; }
venv/bin/python -m pip install --quiet mt-940==5.1.1 || exit 2
echo "mt-940 5.1.1"

cat >statement.sta <<'STATEMENT'
:20:STARTUMS
:25:50050000/0123456789
:28C:00001/001
:60F:C261230EUR1000,00
:61:2612301230CR250,00NTRFNONREF
:61:2612311231RCR250,00NTRFNONREF
:61:2612311231DR40,00NTRFNONREF
:61:2612311231RDR40,00NTRFNONREF
:62F:C261231EUR1000,00
-
STATEMENT
cat >probe.py <<'PROBE'
import mt940

for name, options in (("without options", None), ("reversal_sign=True", mt940.Options(reversal_sign=True))):
    statement = mt940.parse("statement.sta", options=options)
    print(name)
    for entry in statement:
        print(f"  {entry.data['status']:2} {entry.data['amount'].amount:8}")
    opening = statement.data["final_opening_balance"].amount.amount
    closing = statement.data["final_closing_balance"].amount.amount
    entries = sum(entry.data["amount"].amount for entry in statement)
    print(f"  opening {opening} + entries {entries} = {opening + entries}, the bank says {closing}")
PROBE
venv/bin/python probe.py | tee seen.txt

cat >known.txt <<'KNOWN'
without options
  C    250.00
  RC   250.00
  D    -40.00
  RD    40.00
  opening 1000.00 + entries 500.00 = 1500.00, the bank says 1000.00
reversal_sign=True
  C    250.00
  RC  -250.00
  D    -40.00
  RD    40.00
  opening 1000.00 + entries 0.00 = 1000.00, the bank says 1000.00
KNOWN
diff known.txt seen.txt >&2 || { echo "CHANGED: this is no longer what happens." >&2; exit 1; }
echo "As told: 250.00 that went back are counted as 250.00 that came."
