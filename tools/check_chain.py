"""Prüft die Kette einer Datei von antragsbudget, ohne das Programm.

    python check_chain.py DATEI [FINGERABDRUCK]

Gebraucht wird nur Python ab 3.11. Jede Prüfsumme wird nachgerechnet und jede Buchung, die nicht
stimmt, mit ihrer Zeile genannt. Ein Fingerabdruck aus einer Vorlage muss vorkommen: Die Datei
beginnt dann noch mit genau diesem Stand. Endet mit 0, wenn alles stimmt, sonst mit 1. Form und
Regeln prüft nur das Programm.
"""

import hashlib
import json
import re
import sys
import tomllib


def digest(before: str, table: dict[str, object]) -> str:
    """Return the SHA-256 of a table as JSON: keys in order, no white space, dates as in TOML."""
    canonical = json.dumps(
        table,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=lambda day: day.isoformat().replace("+00:00", "Z"),
    )
    return hashlib.sha256((before + canonical).encode()).hexdigest()


def check(path: str, fingerprint: str) -> bool:
    """Print what is wrong and what was checked; return whether nothing is wrong."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    header = tomllib.loads(text, parse_float=str)  # amounts stay as they are written
    entries = header.pop("entry", [])
    heads = [n for n, line in enumerate(text.split("\n"), 1) if re.match(r"\s*\[\[ *entry", line)]
    states, due, wrong = [digest("", header)], 1, int(header.get("format") != 1)
    for index, entry in enumerate(entries):
        stored, nr = entry.pop("hash", None), entry.get("nr")
        if nr != due or stored != digest(f"{states[-1]}\n", entry):
            line = heads[index] if len(heads) == len(entries) else "?"
            print(f"{path}:{line}: Buchung {nr!a} stimmt nicht, oder etwas davor wurde verändert")
            wrong += 1
        states.append(str(stored))
        due = (nr if isinstance(nr, int) else due) + 1
    print(f"Buchungen: {len(entries)}, falsch: {wrong}, Fingerabdruck {ascii(states[-1])[1:-1]}")
    known = [number for number, state in enumerate(states) if state.startswith(fingerprint)]
    if fingerprint:
        print("Angegeben:", f"der Stand nach Buchung {known[0]}" if known else "kommt nicht vor")
    return not wrong and bool(known)


if __name__ == "__main__":
    try:
        sys.exit(not check(sys.argv[1], "".join(sys.argv[2:]).lower()))
    except (OSError, ValueError, AttributeError, TypeError, RecursionError) as problem:
        sys.exit(f"{sys.argv[1]}: nicht lesbar ({problem})")
