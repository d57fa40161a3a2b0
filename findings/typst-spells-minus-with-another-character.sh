#!/usr/bin/env bash
# In Typst str(-5) is not "-5": the text of a negative number has the minus sign U+2212.
#
# Expected: `str` gives the digits that one typed, so that a key "-5" is found, and a search for
#   -1250.00 finds it in the PDF. Typography belongs to the shown page, not to the string.
# Happens: `str` of an int, float or decimal writes U+2212. Typst itself reads it back; Python's
#   Decimal refuses it, a search with the hyphen finds nothing, and only json.encode keeps the hyphen.
# For public money: every overspent position is a negative number, and just these are not found, not
#   copied as numbers and not matched as keys. Amounts go to a Typst template as finished texts.
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv || { echo "Needs Python 3.11 or newer with venv (Debian: python3-venv)." >&2; exit 2; }
venv/bin/python -m pip install --quiet typst==0.15.2 pypdf==7.1.1 || exit 2
echo "Typst 0.15.2, pypdf 7.1.1"

cat >report.typ <<'REPORT'
#let free = decimal("-1250.00")
#metadata((
  same: str(-5) == "-5",
  keyed: ("-5": "overspent").at(str(-5), default: "not found"),
  text: str(free),
  back: decimal(str(free)) == free,
  json: json.encode(-5),
)) <seen>
Noch frei: #str(free) EUR
REPORT
cat >probe.py <<'PROBE'
import json
from decimal import Decimal, InvalidOperation

import pypdf
import typst

seen = json.loads(typst.query("report.typ", "<seen>", field="value", one=True))
for name, value in seen.items():
    print(f"{name}: {ascii(value)}")
typst.compile("report.typ", output="report.pdf")
page = pypdf.PdfReader("report.pdf").pages[0].extract_text()
print("page:", ascii(page.strip()))
print("page has -1250.00:", "-1250.00" in page)
try:
    print("Decimal:", Decimal(seen["text"]))
except InvalidOperation:
    print("Decimal: InvalidOperation")
PROBE
venv/bin/python probe.py | tee seen.txt

cat >known.txt <<'KNOWN'
same: False
keyed: 'not found'
text: '\u22121250.00'
back: True
json: '-5'
page: 'Noch frei: \u22121250.00 EUR'
page has -1250.00: False
Decimal: InvalidOperation
KNOWN
diff known.txt seen.txt >&2 || { echo "CHANGED: this is no longer what happens." >&2; exit 1; }
echo "As told: the minus of an overspent position is another character."
