#!/usr/bin/env bash
# Rich breaks the line at a no-break space, and so tears the euro sign from its amount.
#
# Expected: Babel puts U+00A0 between amount and euro sign, which no renderer may break (Unicode line
#   breaking class GL; Python's textwrap obeys it). In a narrow column the amount stays whole or goes
#   to the next line whole.
# Happens: Rich splits words at every white space of the regular expression \s, which U+00A0 is. The
#   sign goes to a line of its own, and in a table the digits before it can be cut off besides.
# For public money: a narrow terminal shows amounts without their unit, and one row of a table looks
#   like two. Columns of amounts are given no_wrap=True and a width that the widest amount fits.
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv || { echo "Needs Python 3.11 or newer with venv (Debian: python3-venv)." >&2; exit 2; }
venv/bin/python -m pip install --quiet rich==15.0.0 babel==2.19.0 || exit 2
echo "Rich 15.0.0, Babel 2.19.0"

cat >probe.py <<'PROBE'
import textwrap
from decimal import Decimal
from io import StringIO

from babel.numbers import format_currency
from rich import box
from rich.console import Console
from rich.table import Table

amount = format_currency(Decimal("1234567.89"), "EUR", locale="de_DE")
sentence = f"Noch frei: {amount}"
print("Babel:   ", ascii(amount))
print("textwrap:", ascii(textwrap.wrap(sentence, 24)))

console = Console(file=StringIO(), width=24, color_system=None, legacy_windows=False)
console.print(sentence)
print("Rich:    ", ascii(console.file.getvalue().splitlines()))

console = Console(file=StringIO(), width=24, color_system=None, legacy_windows=False)
table = Table("Empfänger", "Betrag", box=box.ASCII)
table.add_row("Musikschule", amount)
console.print(table)
print(console.file.getvalue(), end="")
PROBE
venv/bin/python probe.py | tee seen.txt

cat >known.txt <<'KNOWN'
Babel:    '1.234.567,89\xa0\u20ac'
textwrap: ['Noch frei:', '1.234.567,89\xa0\u20ac']
Rich:     ['Noch frei: 1.234.567,89\xa0', '\u20ac']
+----------------------+
| Empfänger | Betrag   |
|-----------+----------|
| Musiksch… | 1.234.5… |
|           | €        |
+----------------------+
KNOWN
diff known.txt seen.txt >&2 || { echo "CHANGED: this is no longer what happens." >&2; exit 1; }
echo "As told: the euro sign stands alone on the next line."
