#!/usr/bin/env bash
# mt-940 reads a file with two accounts as one statement of the last account.
#
# Expected: banks deliver all accounts and days of a customer in one file. `mt940.parse` is the
#   usual entrance, so its entries should say to which account they belong, or it should refuse.
# Happens: all entries stand in one list, none names its account, and of account number, opening and
#   closing balance only those of the last statement are left. `mt940.parse_statements` is right.
# For public money: a grant paid into a trust account is booked on the treasury's account. A reader of
#   statements keeps the account with each entry and refuses a balance that the entries do not reach.
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
:25:50050000/0000000001
:28C:00001/001
:60F:C261230EUR1000,00
:61:2612301230CR100,00NTRFNONREF
:62F:C261230EUR1100,00
-
:20:STARTUMS
:25:50050000/0000000002
:28C:00001/001
:60F:C261231EUR500,00
:61:2612311231DR50,00NTRFNONREF
:62F:C261231EUR450,00
-
STATEMENT
cat >probe.py <<'PROBE'
import mt940


def show(name, statement):
    data = statement.data
    entries = " ".join(str(entry.data["amount"].amount) for entry in statement)
    opening, closing = (data[f"final_{end}_balance"].amount.amount for end in ("opening", "closing"))
    account = data["account_identification"]
    print(f"{name}: account {account}, from {opening} to {closing}, entries {entries}")


merged = mt940.parse("statement.sta")
show("parse", merged)
named = any("account_identification" in entry.data for entry in merged)
print("  entries name their account:", named)
for statement in mt940.parse_statements("statement.sta"):
    show("parse_statements", statement)
PROBE
venv/bin/python probe.py | tee seen.txt

cat >known.txt <<'KNOWN'
parse: account 50050000/0000000002, from 500.00 to 450.00, entries 100.00 -50.00
  entries name their account: False
parse_statements: account 50050000/0000000001, from 1000.00 to 1100.00, entries 100.00
parse_statements: account 50050000/0000000002, from 500.00 to 450.00, entries -50.00
KNOWN
diff known.txt seen.txt >&2 || { echo "CHANGED: this is no longer what happens." >&2; exit 1; }
echo "As told: 100.00 of account 1 stand with account 2."
