#!/usr/bin/env bash
# The calendar of Bavaria has no holidays until it is asked about a day, and then those of that year.
#
# Expected: `holidays.DE(subdiv="BY")` holds Bavaria's holidays, so the working days that numpy counts
#   with list(calendar) leave out the first of May.
# Happens: the calendar fills itself only at a look-up. As a list it is empty, and the payment falls
#   due on a holiday; after anyone has asked `day in calendar`, the same line gives another date.
#   With years=2026 it is right until December, and New Year's Day of 2027 is a working day.
# For public money: the due date depends on what ran before, so a test that asks first passes. Years
#   are named when the calendar is made, one more than the budget's, and one result is tested that
#   lies behind the turn of the year.
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv || { echo "Needs Python 3.11 or newer with venv (Debian: python3-venv)." >&2; exit 2; }
venv/bin/python -m pip install --quiet holidays==0.109 numpy==2.4.6 || exit 2
echo "holidays 0.109, numpy 2.4.6"

cat >probe.py <<'PROBE'
from datetime import date

import holidays
import numpy


def next_working_day(day, calendar):
    return numpy.busday_offset(day, 1, holidays=list(calendar))


thursday = date(2026, 4, 30)
calendar = holidays.DE(subdiv="BY")
print(len(calendar), "holidays, due", next_working_day(thursday, calendar))
print("Is", thursday, "a holiday?", thursday in calendar)
print(len(calendar), "holidays, due", next_working_day(thursday, calendar))

new_years_eve = date(2026, 12, 31)
for years in (2026, (2026, 2027)):
    calendar = holidays.DE(subdiv="BY", years=years)
    print(f"years={years}: due", next_working_day(new_years_eve, calendar))
PROBE
venv/bin/python probe.py | tee seen.txt

cat >known.txt <<'KNOWN'
0 holidays, due 2026-05-01
Is 2026-04-30 a holiday? False
12 holidays, due 2026-05-04
years=2026: due 2027-01-01
years=(2026, 2027): due 2027-01-04
KNOWN
diff known.txt seen.txt >&2 || { echo "CHANGED: this is no longer what happens." >&2; exit 1; }
echo "As told: due on the first of May, unless someone has asked the calendar before."
