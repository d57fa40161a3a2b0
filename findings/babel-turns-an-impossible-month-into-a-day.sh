#!/usr/bin/env bash
# Babel reads the German date 12.13.2026 as the thirteenth of December.
#
# Expected: in de_DE the order is day, month, year, whatever the numbers are. There is no thirteenth
#   month, so 12.13.2026 is an error, just as 30.02.2026 is one.
# Happens: a month above 12 is silently exchanged with the day. So the same American list is read in
#   two orders: 12/13/2026 as December, and 12/05/2026, one row further, as May.
# For public money: a slip of the finger becomes a due date months away, and of a list in the wrong
#   order no row is refused. A date is read in one declared form, and what does not fit is an error.
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv || { echo "Needs Python 3.11 or newer with venv (Debian: python3-venv)." >&2; exit 2; }
venv/bin/python -m pip install --quiet babel==2.19.0 || exit 2
echo "Babel 2.19.0"

cat >probe.py <<'PROBE'
from babel.dates import parse_date

for text in ("13.12.2026", "12.13.2026", "12/13/2026", "12/05/2026", "30.02.2026"):
    try:
        print(text, parse_date(text, locale="de_DE"))
    except ValueError as error:
        print(text, type(error).__name__)
PROBE
venv/bin/python probe.py | tee seen.txt

cat >known.txt <<'KNOWN'
13.12.2026 2026-12-13
12.13.2026 2026-12-13
12/13/2026 2026-12-13
12/05/2026 2026-05-12
30.02.2026 ParseError
KNOWN
diff known.txt seen.txt >&2 || { echo "CHANGED: this is no longer what happens." >&2; exit 1; }
echo "As told: month 13 is taken for a day."
