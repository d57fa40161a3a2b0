#!/usr/bin/env bash
# Sorting a German file with csvkit multiplies its amounts by a hundred; the German locale ruins its dates.
#
# Expected: `csvsort` moves rows and leaves cells alone. At worst it takes German amounts for text;
#   with `-L de_DE` it understands them, and the dates are then German too.
# Happens: cells are written back as what they were taken for. 12,50 becomes 1250, the voucher 0815
#   becomes 815, the first of February becomes the second of January. With `-L de_DE` the amounts are
#   right and the dates become numbers, because the dot is now a thousands mark. `-I` changes nothing.
# For public money: an export that was only sorted has other amounts, and the exit code is 0. No tool
#   that guesses types stands between an export and a ledger, or it is told not to guess.
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv || { echo "Needs Python 3.11 or newer with venv (Debian: python3-venv)." >&2; exit 2; }
venv/bin/python -m pip install --quiet csvkit==2.2.0 agate==1.14.2 babel==2.19.0 || exit 2
echo "csvkit 2.2.0, agate 1.14.2"

cat >vouchers.csv <<'VOUCHERS'
Beleg;Betrag;Tag
0816;7,00;03.02.2026
0815;12,50;01.02.2026
VOUCHERS
for options in "" "-L de_DE" "-I"; do
  echo "csvsort${options:+ $options}"
  # shellcheck disable=SC2086
  venv/bin/csvsort $options -d ";" -c Beleg vouchers.csv
done | tee seen.txt

cat >known.txt <<'KNOWN'
csvsort
Beleg,Betrag,Tag
815,1250,2026-01-02
816,700,2026-03-02
csvsort -L de_DE
Beleg,Betrag,Tag
815,12.50,1022026
816,7.00,3022026
csvsort -I
Beleg,Betrag,Tag
0815,"12,50",01.02.2026
0816,"7,00",03.02.2026
KNOWN
diff known.txt seen.txt >&2 || { echo "CHANGED: this is no longer what happens." >&2; exit 1; }
echo "As told: sorted, 12,50 is 1250; in the German locale the first of February is 1022026."
