#!/bin/sh
# The main job, on a copy of the shipped ledger: record, be refused, see what is left, report.
# Then the worked example: a year with its measures, consents and year-end.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/data"
cp "$here/data/allocations.toml" "$folder/data/"
cd "$folder"
unset ANTRAGSBUDGET_LEDGER
export ANTRAGSBUDGET_LANG="${ANTRAGSBUDGET_LANG:-de}"

# Shows a command as it is typed, and runs it. The one that must be refused is expected to exit 1.
run() {
    printf '\n$ antragsbudget'
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9._=-]*) printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    antragsbudget "$@" 2>&1
}

run stand
run vormerken DZ 238.000,00 --gegenstand 'Erstbefahrung Panorama und LiDAR' --datum 07.03.2022 --ja
run binden DZ 220.150,00 --empfaenger 'Vermessungsbüro Erftblick GmbH (fiktiv)' \
    --gegenstand 'Erstbefahrung Panorama und LiDAR' --datum 05.04.2022 --ja && exit 1
run freigeben DZ alles --beschluss 'Kreistag 30.03.2022' --datum 30.03.2022 --ja
run binden DZ 220.150,00 --vormerkung 1 --abschliessend \
    --empfaenger 'Vermessungsbüro Erftblick GmbH (fiktiv)' --datum 05.04.2022 --ja
run anordnen DZ 88.060,00 --auftrag 3 --beleg RE-2022-041 --datum 02.05.2022 --ja
run stand
run pruefen
run vorlage --seit 01.01.2022 --sitzung 24.11.2022 --ausgabe vorlage.md
printf '\n$ cat vorlage.md\n'
cat vorlage.md

printf '\n# Das durchgespielte Beispiel\n'
run anlegen beispiel.toml --beispiel
export ANTRAGSBUDGET_LEDGER="$folder/beispiel.toml"
run stand --alle --stichtag 31.12.2022
run umschichten DZ DCP 10.000,00 --beschluss 'Kreisausschuss (fiktiv)' --ja
run massnahmen
run offen
run buchungen --art jahreswechsel
run stand
run pruefen
