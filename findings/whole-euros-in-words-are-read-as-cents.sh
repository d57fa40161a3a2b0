#!/usr/bin/env bash
# num2words spells 1250 as twelve euros and fifty cents, but Decimal(1250) as 1250 euros.
#
# Expected: equal numbers are spelled in equal words. Payment orders and receipts give the amount in
#   words so that no digit can be changed; 1250 is "eintausendzweihundertfünfzig Euro".
# Happens: with to="currency" an int is taken for cents, and a Decimal, a float or a text for euros.
#   The type decides, not the value: 1250 == Decimal(1250), and the words differ by a factor of 100.
# For public money: the one field that should secure an amount contradicts it as soon as the amount
#   was whole and came from JSON or TOML as an int. Only a Decimal with two places goes to such a
#   function, and a test compares the words of 1250 and 1250.00.
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv || { echo "Needs Python 3.11 or newer with venv (Debian: python3-venv)." >&2; exit 2; }
venv/bin/python -m pip install --quiet num2words==0.5.14 || exit 2
echo "num2words 0.5.14"

cat >probe.py <<'PROBE'
import tomllib
from decimal import Decimal

from num2words import num2words

bookings = tomllib.loads("whole = 1250\nplaces = 1250.00", parse_float=Decimal)
print("equal:", bookings["whole"] == bookings["places"])
for amount in (*bookings.values(), Decimal(1250), "1250"):
    print(f"{amount!r}: {num2words(amount, lang='de', to='currency', currency='EUR')}")
PROBE
venv/bin/python probe.py | tee seen.txt

cat >known.txt <<'KNOWN'
equal: True
1250: zwölf Euro und fünfzig Cent
Decimal('1250.00'): eintausendzweihundertfünfzig Euro und null Cent
Decimal('1250'): eintausendzweihundertfünfzig Euro und null Cent
'1250': eintausendzweihundertfünfzig Euro und null Cent
KNOWN
diff known.txt seen.txt >&2 || { echo "CHANGED: this is no longer what happens." >&2; exit 1; }
echo "As told: the int 1250 is 12.50 in words."
