"""Makes the corpus: ledgers told as stories, and beside each what the program says to it.

`python tests/make_corpus.py` writes everything anew; read what changed before you keep it.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path

if __name__ == "__main__":
    sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from tests.program import AT, CORPUS, Result, run_each

from antragsbudget import __version__
from antragsbudget.cli.papers import LARGEST_TEMPLATE
from antragsbudget.core.chain import entry_hash, header_hash
from antragsbudget.ledger import codec

LANGUAGES = ("de", "en")
FOLDERS = ("told", "valid", "refused", "broken")

# One command a line, each at its moment.
STORIES = {
    "shipped": "",
    "acceptance": """
        2022-03-09T08:00:00Z reserve DZ 238.000,00 --purpose "Befahrung mit Laserscannern"
        2022-03-31T07:30:00Z release DZ 300.000,00 --decision "Kreistag 30.03.2022"
        2022-04-05T09:14:07Z commit DZ 220.150,00 --reservation 1 --final --payee "Geodaten Rhein GmbH"
        2022-06-14T10:00:00Z expense DZ 88.060,00 --commitment 3 --voucher GR-2022-118
        2022-09-20T10:00:00Z expense DZ 134.000,00 --commitment 3 --voucher GR-2022-204 --final
        2022-09-21T06:45:00Z reverse 5 --reason "Aufmaß strittig"
        2022-10-04T12:00:00Z commit DZ 79.850,00 --payee "Stadtmodell eG" --purpose "Fortschreibung"
    """,  # noqa: E501  # a command is one line
    "in-use": """
        2022-03-31T07:00:00Z set adopted "600.000,00 EUR bewilligt" --decision "Kreistag 30.03.2022"
        2022-03-31T07:05:00Z consent DZ Kaarst --answer given --reference "Rat 17.03.2022"
        2022-03-31T07:06:00Z consent DZ Neuss --answer refused --reference "Schreiben 21.03.2022"
        2022-03-31T07:10:00Z reserve DZ 238.000 --purpose "Befahrung" --area "Digitaler Zwilling"
        2022-03-31T07:15:00Z release DZ alles --decision "Kreistag 30.03.2022, TOP 12"
        2022-04-05T09:14:07Z commit DZ 220.150 --reservation 4 --final --payee "Geodaten Rhein GmbH" --order-number B-17
        2022-06-14T10:00:00Z expense DZ 88.060 --commitment 6 --voucher GR-118 --certified-by mw --ordered-by kb
        2022-06-20T10:00:00Z pay 7
        2022-07-01T10:00:00Z refund 7 1.000 --voucher GS-4 --purpose "Gutschrift"
        2022-07-04T08:00:00Z commit DCP 15.000 --net --tax-rate 19 --payee "Prüfwerk IT-Sicherheit GmbH" --purpose Penetrationstest
        2022-08-02T08:00:00Z expense DCP 17.850 --commitment 10 --voucher RE-2022/007 --final
        2022-08-03T08:00:00Z reserve DCP 20.000 --purpose "Postscanner" --payee K-4711 --non-public
        2022-08-04T08:00:00Z settle 12 --reason "Vorhaben aufgegeben"
        2022-08-05T08:00:00Z expense DCP 500 --payee "Druck & Papier" --purpose Plakate --voucher D-1
        2022-08-08T08:00:00Z reverse 14 --reason "falscher Ansatz"
        2022-08-09T08:00:00Z reserve DCP 30.000 --purpose "Digitale Poststelle" --non-public
        2022-08-10T08:00:00Z block DCP 50.000 --reason "Haushaltssperre 2022"
        2022-08-11T08:00:00Z commit DCP 5.000 --payee "Studien GmbH" --purpose Machbarkeitsstudie --until 2023
        2022-08-12T08:00:00Z commit DCP 900 --payee "Kabel KG" --purpose "Netz" --note "zweiter Weg"
        2022-08-15T08:00:00Z expense DCP 1.000 --commitment 19 --final --voucher K-1
        2022-08-16T08:00:00Z expense DCP 250 --payee "Kabel KG" --purpose "Stecker" --voucher K-2
        2022-08-17T08:00:00Z refund 21 250 --voucher K-2-S
        2022-08-18T08:00:00Z expense DCP 750,50 --payee "Kabel KG" --purpose "Dosen" --voucher K-3 --date 12.08.2022
    """,  # noqa: E501  # a command is one line
    "four-eyes": """
        2022-04-01T08:00:00Z set four_eyes_from 1.000 --decision "Dienstanweisung 3/2022"
        2022-04-01T08:01:00Z set warn_at "80 %" --decision "Dienstanweisung 3/2022"
        2022-04-01T08:02:00Z set committee "Digitalausschuss" --decision "Dienstanweisung 3/2022"
        2022-04-01T08:03:00Z set office "ZS 3" --decision "Dienstanweisung 3/2022"
        2022-04-04T08:00:00Z expense DCP 999,99 --payee A --purpose B --voucher 1
        2022-04-05T08:00:00Z expense DCP 1.000,00 --payee A --purpose B --voucher 2 --certified-by mw --ordered-by kb
        2022-04-06T08:00:00Z commit DCP 250.000 --payee "Netz AG" --purpose "Ausfallsicheres Netz"
        2022-04-07T08:00:00Z summary --issue --meeting 13.04.2022 --number 61/0400
    """,  # noqa: E501  # a command is one line
    "used-up": """
        2022-04-04T08:00:00Z reserve DCP 100.000 --purpose "Vorhaben"
        2022-04-05T08:00:00Z commit DCP 60.000 --reservation 1 --final --payee A --purpose B
        2022-04-06T08:00:00Z commit DCP 240.000 --payee C --purpose D
        2022-04-07T08:00:00Z release DZ 100 --decision "Kreistag 30.03.2022"
        2022-04-08T08:00:00Z commit DZ 100 --payee E --purpose F
        2022-04-09T08:00:00Z block DZ 0,01 --despite-shortfall --reason "Haushaltssperre"
    """,  # a command is one line
    "two-years": """
        2022-03-31T07:00:00Z set adopted "600.000,00 EUR bewilligt" --decision "Kreistag 30.03.2022, TOP 12"
        2022-03-31T07:05:00Z set four_eyes_from 10.000 --decision "Dienstanweisung 3/2022"
        2022-04-01T08:00:00Z measure befahrung-nord --title "Befahrung mit Laserscannern" --allocation DZ --area "Digitaler Zwilling" --status planned --planned 140.000 --target-date 30.09.2022 --next-step "Vergabe"
        2022-04-01T08:05:00Z measure befahrung-sued --title "Zweite Befahrung" --allocation DZ --status planned --target-date 31.03.2023
        2022-04-01T08:10:00Z measure pentest --title "Penetrationstest der Fachverfahren" --allocation DCP --area "Resilienz der IT gegen Angriffe" --status planned --planned 17.850 --funding "Landeszuschuss 5.000 EUR, beantragt" --non-public --public-text "Prüfung der IT-Sicherheit"
        2022-04-01T08:15:00Z measure poststelle --title "Digitale Poststelle" --allocation DCP --status planned
        2022-04-04T08:00:00Z consent DZ Dormagen --answer given --reference "Rat 17.03.2022"
        2022-04-04T08:01:00Z consent DZ Kaarst --answer given --reference "Rat 17.03.2022"
        2022-04-04T08:02:00Z consent DZ Neuss --answer refused --reference "Schreiben 21.03.2022"
        2022-04-05T08:00:00Z reserve DZ 150.000 --purpose "Befahrung Nord" --measure befahrung-nord
        2022-04-06T08:00:00Z release DZ 100.000 --decision "Kreistag 30.03.2022, TOP 12"
        2022-04-20T08:00:00Z consent DZ Kaarst --answer withdrawn --reference "Rat 19.04.2022"
        2022-04-29T08:00:00Z consent DZ Neuss --answer given --reference "Rat 28.04.2022"
        2022-05-02T08:00:00Z release DZ 150.000 --decision "Kreisausschuss 27.04.2022" --dry-run
        2022-05-02T08:00:00Z release DZ 150.000 --decision "Kreisausschuss 27.04.2022"
        2022-05-09T08:00:00Z commit DZ 140.000 --reservation 10 --final --payee "Geodaten Rhein GmbH" --order-number B-17
        2022-05-09T08:05:00Z measure BEFAHRUNG-NORD --status commissioned --next-step "Befahrung im Juni"
        2022-05-16T08:00:00Z transfer DCP DZ 10.000 --decision "Kreisausschuss 11.05.2022" --reason "Mehrfläche" --dry-run
        2022-05-16T08:00:00Z transfer DCP DZ 10.000 --decision "Kreisausschuss 11.05.2022" --reason "Mehrfläche"
        2022-06-16T08:00:00Z supplement DZ 25.000 --basis nachtrag --decision "Kreistag 15.06.2022"
        2022-06-20T08:00:00Z expense DZ 60.000 --commitment 15 --voucher GR-118 --certified-by mw --ordered-by kb
        2022-06-22T08:00:00Z expense DCP 900 --payee "Geodaten Rhein GmbH" --purpose "Schulung" --voucher GR-118
        2022-06-27T08:00:00Z pay 19
        2022-07-01T08:00:00Z block DCP 50.000 --reason "Haushaltssperre 2022" --decision "Kämmerer 30.06.2022"
        2022-07-04T08:00:00Z commit DCP 15.000 --net --tax-rate 19 --payee "Prüfwerk IT-Sicherheit GmbH" --purpose "Penetrationstest" --measure pentest
        2022-07-05T08:00:00Z reserve DCP 30.000 --purpose "Scanner" --measure poststelle
        2022-08-01T08:00:00Z release DCP 20.000 --decision "Kreisausschuss 27.07.2022"
        2022-08-15T08:00:00Z commit DCP 200.000 --payee "Netz AG" --purpose "Ausfallsicheres Netz" --until 2023
        2022-08-15T07:59:00Z settle 24 --reason "Scanner werden gemietet"
        2022-08-16T08:00:00Z measure poststelle --status stopped --result "Scanner werden gemietet"
        2022-09-01T08:00:00Z cut DCP 80.000 --decision "Kreistag 31.08.2022" --despite-shortfall --reason "Haushaltssicherung" --dry-run
        2022-09-01T08:00:00Z cut DCP 80.000 --decision "Kreistag 31.08.2022" --despite-shortfall --reason "Haushaltssicherung"
        2022-09-15T08:00:00Z supplement DCP 48.750 --basis überplanmäßig --decision "Kämmerer 14.09.2022" --reason "§ 83 GO"
        2022-10-04T08:00:00Z expense DCP 20.000 --commitment 23 --final --voucher RE-2022/007 --certified-by mw --ordered-by kb
        2022-10-05T08:00:00Z refund 31 2.150 --voucher GS-4 --purpose "Gutschrift"
        2022-10-06T08:00:00Z measure pentest --status completed --result "12 Schwachstellen, alle behoben" --next-step "Wiederholung 2023" --target-date 30.06.2023
        2022-11-02T08:00:00Z reserve DZ 5.000 --purpose "Öffentliche Vorstellung"
        2022-11-03T08:00:00Z commit DCP 1.000 --payee "Kabel KG" --purpose "Dosen"
        2022-12-15T08:00:00Z close-year 2022 --carry DZ=20.000 --carry DCP=all --reason "§ 22 KomHVO" --dry-run
        2023-01-16T08:00:00Z close-year 2022 --carry DZ=all --carry DCP=34.000 --reason "Befahrung Süd, Netz"
        2023-01-18T08:00:00Z pay 31
        2023-01-20T08:00:00Z release DZ all --decision "Kreisausschuss 19.01.2023"
        2023-02-01T08:00:00Z commit DZ 130.000 --payee "Geodaten Rhein GmbH" --purpose "Befahrung Süd" --measure befahrung-s
        2023-02-02T08:00:00Z measure befahrung-sued --status running --planned 120.000
        2023-02-15T08:00:00Z expense DCP 90.000 --commitment 26 --voucher NA-2023-1 --certified-by mw --ordered-by kb
        2023-03-01T08:00:00Z settle 15 --reason "Befahrung Nord abgerechnet"
        2023-03-02T08:00:00Z measure befahrung-nord --status completed --result "Punktwolke für das Kreisgebiet nördlich der A 46" --next-step "Abnahme im Ausschuss"
        2023-03-06T08:00:00Z reserve DCP 30.000 --purpose "Zweiter Penetrationstest" --payee K-4711 --measure pentest
        2023-03-07T08:00:00Z show 15
        2023-03-07T08:00:00Z show 15 --as-of 30.06.2022
        2023-03-07T08:00:00Z show 34
        2023-03-07T08:00:00Z show 36
        2023-03-07T08:00:00Z show 38
        2023-03-07T08:00:00Z show 5
        2023-03-07T08:00:00Z show 17
        2023-03-07T08:00:00Z entries DZ --year 2023
        2023-03-07T08:00:00Z entries --measure befahrung-nord
        2023-03-07T08:00:00Z entries --kind transfer
        2023-03-07T08:00:00Z open DCP --year 2022
        2023-03-07T08:00:00Z open --as-of 01.12.2022
        2023-03-07T08:00:00Z measures DZ --year 2023
        2023-03-07T08:00:00Z measures --as-of 01.09.2022
        2023-03-07T08:00:00Z status --as-of 01.09.2022
        2023-03-07T08:00:00Z summary --since 01.01.2023
        2023-03-08T08:00:00Z summary --issue --as-of 31.12.2022 --meeting 14.03.2023 --number 61/0815 --dry-run
        2023-03-08T08:00:00Z summary --issue --as-of 31.12.2022 --meeting 14.03.2023 --number 61/0815
        2023-03-08T08:00:00Z status
        2023-03-09T08:00:00Z consent DZ Jüchen --answer given --reference "Rat 15.12.2022" --date 20.12.2022
        2023-03-09T08:00:00Z status
        2023-04-03T08:00:00Z expense DZ 52.000 --commitment 41 --voucher GR-2023-9 --certified-by mw --ordered-by kb
        2023-05-02T08:00:00Z set office "ZS 3" --decision "Dienstanweisung 1/2023"
        2023-05-03T08:00:00Z summary --issue --meeting 08.05.2023 --number 61/0921
        2023-05-03T08:01:00Z summary --issue --meeting 08.05.2023 --non-public
        2023-05-09T08:00:00Z summary --issue --meeting 08.05.2023 --number 61/0922 --dry-run
        2023-05-10T08:00:00Z pay 43 --date 04.05.2023
        2023-05-10T08:00:00Z entries --kind paper
        2023-05-10T08:00:00Z show 47
        2023-05-10T08:00:00Z show 52
        2023-05-10T08:00:00Z status --as-of 07.03.2023
        2023-05-10T08:00:00Z summary
    """,  # noqa: E501  # a command is one line
    "shortfall": """
        2022-04-04T08:00:00Z commit DCP 250.000 --payee "Netz AG" --purpose "Ausfallsicheres Netz"
        2022-04-05T08:00:00Z reserve DCP 20.000 --purpose "Digitale Poststelle"
        2022-09-01T08:00:00Z cut DCP 60.000 --decision "Kreistag 31.08.2022" --despite-shortfall --reason "Haushaltssicherung"
        2022-09-02T08:00:00Z summary --issue --meeting 07.09.2022
    """,  # noqa: E501  # a command is one line
}  # fmt: skip

# What is refused: ledger -> commands. English names; the answers come in both languages.
REFUSED = {
    "in-use": """
        expense DCP 10
        commit DCP 10
        expense DCP 10 --net
        reserve DCP 10
        reserve DCP 1,234 --purpose x
        reserve DCP -5 --purpose x
        reserve DCP 0,00 --purpose x
        reserve DCP 10 --purpose x --date 31.02.2022
        reserve DCP 10 --purpose x --date 02.12.2022
        reserve DCP 10 --purpose x --year 2021
        reserve DCP 10 --purpose x --year 22
        reserve DCQ 10 --purpose x
        reserve digi 10 --purpose x
        reserve DCP 10 --purpose x --area Kantine
        reserve DCP 10 --purpose x --measure M1
        reserve DCP 10 --purpose x --tax-rate 19
        reserve DCP 10 --purpose x --net
        reserve DCP 10 --purpose x --net --tax-rate 16
        reserve DCP 9.999.999.999,99 --purpose x --net --tax-rate 19
        reserve DCP 10 --purpose PURPOSE
        reserve DCP 10 --purpose TURNED
        reserve DCP 10 --purpose NEVER
        reserve DCP 10 --purpose LONG
        reserve DCP 300.000 --purpose x
        commit DCP 230.000 --payee a --purpose b
        commit DCP 225.399,51 --payee a --purpose b
        commit DCP 400.000 --payee a --purpose b
        commit DCP 10 --payee a --purpose b --final
        commit DCP 10 --payee a --purpose b --until bald
        commit DCP 10 --until bald --year 22
        commit DCP 10 --reservation 4 --payee a
        commit DCP 10 --reservation 18 --payee a
        commit DCP 10 --reservation 16 --payee a --date 08.08.2022
        expense DCP 10 --commitment 18 --reservation 16 --voucher 1
        expense DCP 10 --commitment 6 --voucher 1
        expense DCP 10 --commitment 99 --voucher 1
        expense DCP 17.850 --payee "prüfwerk it-sicherheitGMBH" --purpose x --voucher "RE-2022/007"
        expense DCP 5 --payee a --purpose b --voucher 1 --certified-by K.B --ordered-by "k. b"
        pay abc
        pay 99
        pay 6
        pay 7
        pay 14
        settle 12
        settle 7
        settle 14
        refund 7 87.060,01
        refund 21 0,01
        refund 6 5
        reverse 99 --reason x
        reverse 1 --reason x
        reverse 15 --reason x
        reverse 14 --reason x
        reverse 10 --reason x
        reverse 7 --reason x
        reverse 8 --reason x
        reverse 5
        reverse 5 --reason REASON
        reverse 18 --reason x --keep-settled
        consent DZ Köln --answer given --reference x
        consent DCP Neuss --answer given --reference x
        consent DZ Neuss --answer vielleicht --reference x
        release DZ all --decision x
        release DZ 5 --decision x
        release DCP 50.000,01 --decision x
        release DCP 50.000
        release DCP 50.000 --decision "COMMITTEE, DATE, PAPER"
        block DCP 300.000 --reason x
        block DCP 300.000 --reason x --despite-shortfall
        set colour blue
        set warn_at 2
        set four_eyes_from wenig
        status --year 2030
        status --as-of gestern1
        entries DZ --kind geschenk
        entries NIX
        entries --from 02.12.2022 --to 01.12.2022
        show 99
        show x
        verify --fingerprint xyz
        verify --fingerprint 00000000
        summary --output vorlage
        summary --output in-use.toml --format markdown --force
        summary --output usage.toml --format markdown
        summary --number TURNED
        summary --since 02.12.2022
        summary --as-of 02.12.2022
        summary --since 02.08.2022 --as-of 01.08.2022
        summary --as-of bald --since bald --meeting bald --year bald
        summary --number PAPER
        summary --format pdf
        summary --format docx --json
        summary --output vorlage.txt
        summary --output vorlage.md --format terminal
        summary --output vorlage.md --output vorlage.md
        summary --output vorlage.md --output ./vorlage.md
        summary --output vorlage.md --format html
        summary --template leer.docx
        summary --template leer.docx --output vorlage.pdf
        summary --output vorlage.docx --template keine.docx
        summary --output vorlage.docx --template .
        summary --output vorlage.docx --template kein-word.docx
        summary --output vorlage.docx --template zu-gross.docx
        summary --output vorlage.docx --template unbekannt.docx
        summary --output vorlage.docx --template offen.docx
        summary --output vorlage.docx --template ohne-inhalt.docx
        summary --output vorlage.docx --template zweimal.docx
        summary --output vorlage.docx --template im-satz.docx
        summary --output vorlage.docx --template mit-makros.docm
        summary --output vorlage.docx --template am-hausnetz.docx
        summary --issue
        summary --issue --meeting bald
        summary --issue --meeting 08.12.2022 --number PAPER
        summary --issue --meeting 08.12.2022 --number TURNED
        summary --issue --meeting 08.12.2022 --number LONG
        summary --issue --meeting 08.12.2022 --by TURNED
        summary --issue --meeting 08.12.2022 --as-of 02.12.2022
        summary --issue --meeting 08.12.2022 --since 01.01.2022
        summary --issue --meeting 08.12.2022 --year 2022
        summary --issue --reissue 1
        summary --issue --meeting 08.12.2022 --format docx
        summary --issue --meeting 08.12.2022 --output vorlage
        summary --issue --meeting 08.12.2022 --output usage.toml --format markdown
        summary --issue --meeting 08.12.2022 --output in-use.toml --format markdown --force
        summary --issue --meeting 08.12.2022 --output vorlage.docx --template unbekannt.docx
        summary --reissue 1
        summary --reissue 99
        summary --reissue x
        summary --reissue 1 --year 2022
        summary --reissue 1 --since 01.01.2022
        summary --reissue 1 --as-of 01.01.2022
        summary --reissue 1 --meeting 08.12.2022
        summary --reissue 1 --number 61/0815
        summary --reissue 1 --non-public
        init in-use.toml
        init neu.toml --year 22
        init neu.toml --example --year 2022
        transfer DCP DZ 300.000 --decision x
        transfer DCP DZ 250.000 --decision x
        transfer DCP DZ 240.000 --decision x
        transfer DCP dcp 10 --decision x
        transfer DCP DX 10 --decision x
        transfer digi DZ 10 --decision x
        transfer DCP DZ 10
        transfer DCP DZ 1,234 --decision "COMMITTEE, DATE, PAPER"
        supplement DCP 10 --basis nachtrag
        supplement DCP 10 --decision x
        supplement DCP 10 --basis spende --decision x
        supplement Kantine 10 --basis beschluss --decision x
        cut DCP 10
        cut DCP 275.399,51 --decision x
        cut DCP 275.399,51 --decision x --reason y
        cut DCP 276.000 --decision x --despite-shortfall
        cut DCP 300.000,01 --decision x --despite-shortfall --reason y
        measures NIX
        entries --measure pentest
        measure pentest
        measure pentest --title " "
        close-year 2022 --carry DCP
        close-year 2022 --carry =50
        close-year 2022 --carry DCP=
        close-year 2022 --carry DCP=1,234
        close-year 2022 --carry NIX=50
        close-year 2022 --carry DCP=275.399,51
        close-year 2022 --carry DCP=200.000 --carry DCP=200.000
        close-year 2022 --carry DCP=all --carry DCP=all
        close-year 2022 --carry DCP=bald --reason REASON
        close-year 2022 --date 16.08.2022
        close-year 2022 --date 01.01.2023
        close-year 2023
        close-year 2021 --carry DCP=50
        close-year 22
        close-year bald --carry DCP=50
    """,
    "shipped": """
        commit DZ 100 --payee a --purpose b
        commit DZ 300.000,01 --payee a --purpose b
        reserve DZ 300.000,01 --purpose b
        pay 1
        release DZ 300.000,01 --decision x
        transfer DZ DCP 0,01 --decision x
        cut DZ 300.000,01 --decision x
        close-year 2022 --date 31.12.2021
        close-year 2022 --carry DZ=10 --carry DCP=10 --date 31.12.2021
    """,
    "four-eyes": """
        expense DCP 1.000,00 --payee A --purpose B --voucher 3
        expense DCP 1.000,00 --payee A --purpose B --voucher 3 --certified-by mw
        expense DCP 1.000,00 --payee A --purpose B --voucher 2 --certified-by kb --ordered-by kb
        commit DCP 48.000,02 --payee A --purpose B
        set warn_at 0
    """,
    "used-up": """
        reverse 2 --reason x
        reverse 4 --reason x
        reverse 2 --reason x --keep-settled --date 01.04.2022
        commit DCP 0,01 --payee a --purpose b
        reserve DCP 0,01 --purpose b
        block DCP 0,01 --reason x
        release DZ 299.900,02 --decision x
        close-year 2022
        close-year 2022 --carry DCP=all
        close-year 2022 --carry DCP=0,01
    """,
    "shortfall": """
        close-year 2022
        commit DCP 0,01 --payee a --purpose b
        commit DCP 20.000 --reservation 2 --payee a
        transfer DCP DZ 10 --decision x
        cut DCP 10 --decision x
        reverse 3 --reason x --date 01.08.2022
    """,
    "two-years": """
        reserve DCP 10 --purpose x --year 2022
        expense DCP 10 --commitment 26 --voucher 1 --year 2022
        transfer DCP DZ 10 --decision x --year 2022
        commit DZ 10 --reservation 34 --payee a
        commit DZ 10 --reservation 34 --payee a --year 2023
        expense DZ 10 --reservation 34 --payee a --voucher 1
        expense DCP 10 --payee "Geodaten Rhein GmbH" --purpose x --voucher GR-118 --year 2022
        settle 34
        refund 31 5
        reverse 20 --reason x
        reverse 17 --reason x
        reverse 35 --reason x
        reverse 34 --reason x
        reverse 15 --reason x
        reverse 39 --reason x
        reverse 26 --reason x
        reverse 36 --reason x
        reverse 38 --reason x
        reverse 3 --reason x
        reverse 47 --reason x
        reverse 52 --reason x
        pay 31
        pay 47
        settle 47
        summary --reissue 46
        summary --reissue 50 --output vorlage.md
        summary --year 2024
        summary --year 2021
        close-year 2022
        close-year 2024
        close-year 2023 --date 31.12.2022
        close-year 2023 --date 01.02.2023
        transfer DCP DZ 10.000 --decision x
        commit DCP 10 --payee a --purpose b --measure pentets
        commit DCP 10 --payee a --purpose b --measure kantine
        commit DCP 10 --payee a --purpose b --measure befahrung
        measure pentets --status running
        measure befahrung --status running
        measure pentest
        measure ' pentest ; id'
        measure ''
        measure pentest --status fertig
        measure pentest --planned 0
        measure pentest --target-date bald --area Kantine --allocation NIX
        measure ID --title TITLE
        measure pentest --result LONG --next-step TURNED
        measure TURNED --title x
        measures --year 2021
        open NIX
        open --year 2021
        open --as-of bald
        entries --measure pentets
        entries --year 2024
        status --year 2024 --as-of 01.12.2022
        status --year 2023 --as-of 01.12.2022
        show 42 --as-of 01.12.2022
        show 3 --year 2023
        show 36 --year 2021
    """,
    "forged": """
        summary --issue --meeting 08.12.2022
        summary --issue --meeting 08.12.2022 --dry-run
        summary --issue --meeting 08.12.2022 --output vorlage.md
    """,
    "bare": """
        reserve b 10 --purpose x --area Kantine
        consent b Neuss --answer given --reference x
        reserve c 10 --purpose x
    """,
    "usage": """
        statsu
        reserve
        reserve DCP
        reserve DCP 1.234 56 --purpose x
        reserve DCP 10 20 --purpose x
        reserve DCP 10 --purpos x
        reserve DCP 10 --purpose two words
        reserve DCP 10 --purpose
        reserve DCP 10 --purpose --json=1
        status --all=yes
        status zuviel
        status --summe
        summary --format pdf
        summary --format odt
        summary --issued
        summary --reissue
        summary 2022
        consent DZ
        status --lang fr
        --show-completion tcsh
        transfer DCP DZ
        transfer DCP
        transfer DCP DZ 1.234 56 --decision x
        supplement DCP
        cut
        measure
        close-year
        close-year 2022 --carry
        close-year 2022 --carry DCP=1.234 56
        close-year 2022 --year 2022
        close-year 2022 2023
        open DCP DZ
        measures --al
        messures
        umschicht DCP DZ 10
    """,
}  # fmt: skip

DCP = "digitalisierung-cybersicherheit-post"
MOMENT = re.compile(r"[0-9-]{10}T[0-9:]{8}Z")
# Words that stand for what cannot be read in a list of commands.
MEANT = {"LONG": "x" * 501, "TURNED": "links \u202e rechts", "NEVER": "links \ufffe rechts"}
# Word files that lie beside the ledgers: each a paragraph per text.
TEMPLATES = {
    "leer.docx": ("{{inhalt}}",),
    "unbekannt.docx": ("{{betreff}}, {{aktenzeichen}}", "{{inhalt}}", "{{unterschrift}}"),
    "offen.docx": ("{{betreff", "{{inhalt}}"),
    "ohne-inhalt.docx": ("{{betreff}}",),
    "zweimal.docx": ("{{inhalt}}", "{{inhalt}}"),
    "im-satz.docx": ("Bericht: {{inhalt}}",),
}
# Papers that the corpus holds whole: ledger -> what the file's name says -> what is typed.
PAPERS = {
    "shipped": {"paper": ""},
    "chain-vector": {"paper": "", "since": "--since 01.05.2022"},
    "shortfall": {"paper": "", "reissue": "--reissue 4"},
    "four-eyes": {"paper": "--meeting 08.12.2022 --number 61/0500", "reissue": "--reissue 8"},
    "in-use": {"since": "--since 12.08.2022", "annex": "--non-public"},
    "two-years": {
        "paper": "",
        "since": "--since 01.01.2022 --as-of 01.09.2022",
        "paper-2022": "--year 2022",
        "reissue": "--reissue 47",
        "second-reissue": "--reissue 51",
        "annex": "--non-public",
        "annex-2022": "--non-public --year 2022 --meeting 14.03.2023 --number 61/0815",
        "annex-reissue": "--reissue 52",
    },
}
PROGRAM = "antragsbudget VERSION"  # as the corpus has it: a release changes no paper
WRITE = "commit DCP 1 --payee Probe --purpose Probe"


@cache
def told(language: str) -> dict[str, tuple[str, bytes]]:
    """Return for each story what the program says to it, and the ledger that it leaves."""
    lines = {name: [shlex.split(line) for line in text.split("\n") if line.strip()]
             for name, text in STORIES.items()}  # fmt: skip
    asked = [
        [*_on(f"{name}.toml", line), "--lang", language]
        for name, story in lines.items()
        for line in (["init"], *story)
    ]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        results = iter(run_each(Path(folder), asked))
        for name, story in lines.items():
            said = "\n".join(transcript(line, next(results)) for line in (["init"], *story))
            ledger = Path(folder, f"{name}.toml").read_bytes()
            found[name] = (said.replace(os.path.realpath(folder), "/akten"), ledger)
    return found


def _on(ledger: str, command: list[str]) -> list[str]:
    """Add the ledger to a command, which may begin with its moment."""
    return [*command, "--ledger", ledger]


def sealed(text: str) -> str:
    """Return the ledger with its hashes computed anew: a chain that is whole, whatever it says.

    A paper that names a hash names the new one, as somebody would see to who forges a ledger.
    """
    document = codec.parse(text.encode(), "")
    last = header_hash(document.header)
    new: dict[object, str] = {}
    for table in document.entries:
        named, old = table.get("fingerprint"), str(table["hash"])
        last = entry_hash(last, {**table, "fingerprint": new[named]} if named in new else table)
        new[old] = last
        text = text.replace(old, last)
    return text


def entry(text: str, nr: int) -> str:
    """Return the lines of the entry *nr*."""
    return text.split("\n[[entry]]\n")[nr]


def swapped(text: str) -> str:
    parts = text.split("\n[[entry]]\n")
    parts[4], parts[5] = parts[5], parts[4]
    return "\n[[entry]]\n".join(parts)


def removed(text: str, nr: int) -> str:
    parts = text.split("\n[[entry]]\n")
    return "\n[[entry]]\n".join(parts[:nr] + parts[nr + 1 :])


def renumbered(text: str) -> str:
    """Remove the third entry and number on, as somebody would who wants it to pass unseen."""
    for nr in range(4, 8):
        text = text.replace(f"nr = {nr}\n", f"nr = {nr - 1}\n")
    return removed(text, 3)


def inline(text: str) -> str:
    """Write the first entry as an inline array, as a tool might that dumps the whole."""
    header = text.partition("\n[[entry]]\n")[0]
    fields = ", ".join(entry(text, 1).strip().split("\n"))
    return f"entry = [{{ {fields} }}]\n{header}"


def changed(old: str, new: str, times: int = 1) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, times)

    return change


def in_turn(*changes: Callable[[str], str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        for one in changes:
            text = one(text)
        return text

    return change


# Each kind of damage to the ledger of the acceptance sequence.
DAMAGE: dict[str, Callable[[str], str]] = {
    "toml-syntax": changed('purpose = "Befahrung', "purpose = Befahrung"),
    "toml-cut-off": lambda text: text[: text.rindex("payee") + 20],
    "sum": changed("total = 600000.00", "total = 600000.01"),
    "unknown-key": changed('purpose = "Fortschreibung"', 'purpose = "Fortschreibung"\nvat = 19'),
    "unknown-header-key": changed("fiscal_year =", "year = 2022\nfiscal_year ="),
    "unknown-kind": changed('kind = "reservation"', 'kind = "present"'),
    "no-kind": changed('kind = "reservation"\n', ""),
    "bad-float": changed("amount = 238000.00", "amount = 238000.0"),
    "infinite-float": changed("amount = 238000.00", "amount = inf"),
    "whole-number": changed("amount = 238000.00", "amount = 238000"),
    "missing-key": changed('purpose = "Fortschreibung"\n', ""),
    "missing-header-key": changed("total = 600000.00\n", ""),
    "wrong-type": changed('payee = "Stadtmodell eG"', "payee = 4711"),
    "wrong-moment": changed("2022-06-14T10:00:00Z", "2022-06-14T10:00:00"),
    "negative-allocation": changed("amount = 300000.00", "amount = -300000.00"),
    "same-code-twice": changed('code = "DCP"', 'code = "dz"'),
    "empty-id": changed('id = "digitaler-zwilling"', 'id = ""'),
    "bad-year": changed("fiscal_year = 2022", "fiscal_year = 22"),
    "bad-share": changed("fiscal_year = 2022", "fiscal_year = 2022\nwarn_at = 1.01"),
    "unknown-allocation": changed('allocation = "digitaler-zwilling"', 'allocation = "zwilling"'),
    "gap": partial(removed, nr=4),
    "removed-and-renumbered": renumbered,
    "repeated": lambda text: text + "\n[[entry]]\n" + entry(text, 7),
    "swapped": swapped,
    "changed-amount": changed("amount = 88060.00", "amount = 8806.00"),
    "changed-twice": in_turn(
        changed("amount = 88060.00", "amount = 8806.00"),
        changed("Aufmaß strittig", "Aufmaß falsch"),
    ),
    "changed-header": changed("Kaarst", "Kaarst-Büttgen"),
    "changed-hash": lambda text: text.replace('hash = "', 'hash = "0', 1).replace('0"', '"', 1),
    "newer-format": changed("format = 1", "format = 2"),
    "older-format": changed("format = 1", "format = 0"),
    "wrong-currency": changed('currency = "EUR"', 'currency = "CHF"'),
    "not-utf-8": lambda text: text.replace("Befahrung", "Prüfung"),  # written in Latin-1, below
    "empty": lambda text: "",
    "only-a-comment": lambda text: "# hier stand einmal etwas\n",
    "inline-entries": lambda text: sealed(inline(text)),
    "entry-is-a-table": lambda text: text.partition("\n[[entry]]\n")[0] + "\n[entry]\nnr = 1\n",
    "deeply-nested": changed("format = 1", f"format = 1\ndeep = {'[' * 40}{']' * 40}"),
    "outsize-number": changed("format = 1", f"format = 1{'0' * 80}"),
    "several-at-once": in_turn(
        changed("total = 600000.00", "total = 1.00"),
        changed('kind = "reservation"', 'kind = "present"'),
        changed("amount = 134000.00", "amount = 134000.0"),
    ),
    "rule-overspent": lambda text: sealed(text.replace("79850.00", "79850.01")),
    "rule-unknown-area": lambda text: sealed(
        text.replace(entry(text, 7), 'area = "Kantine"\n' + entry(text, 7))
    ),
    "rule-form": lambda text: sealed(
        text.replace('"Aufmaß strittig"', '"REASON"')
        .replace('"Fortschreibung"', r'"Fort\nschreibung"')
        .replace("79850.00", "0.00")
        .replace('recorded_by = "kb"', 'recorded_by = ""', 1)
    ),
    "rule-header": lambda text: sealed(
        text.replace("digitaler-zwilling", r"digitaler-\u00adzwilling")
        .replace('title = "Einrichtung', 'title = "a\u0308Einrichtung')
        .replace('"Neuss"', r'"Ne\nuss"')
    ),
    "rule-decomposed": lambda text: sealed(text.replace("Aufmaß", "Aufmaß a\u0308")),
    "rule-future": lambda text: sealed(text.replace("date = 2022-04-05", "date = 2022-04-07")),
    "rule-gross": lambda text: sealed(
        text.replace("amount = 79850.00", "amount = 79850.00\nnet = 1.00\ntax_rate = 19.00")
    ),
    "rule-year": lambda text: sealed(text.replace("date = 2022-10-04", "date = 2023-10-04")),
    "escape-sequence": changed('"Stadtmodell eG"', r'"\u001b[31mStadtmodell[/red]"'),
}  # fmt: skip


def forged(nr: int, old: str, new: str) -> Callable[[str], str]:
    """Return what changes one entry and then seals the ledger, as somebody would who can."""

    def change(text: str) -> str:
        table = entry(text, nr)
        assert old in table, (old, table)
        return sealed(text.replace(table, table.replace(old, new)))

    return change


def other_state(text: str) -> str:
    """Return the ledger with a paper that fixes an earlier state than the one before it."""
    document = codec.parse(text.encode(), "")
    named, earlier = (str(document.entries[nr - 1]["hash"]) for nr in (46, 45))
    return forged(47, f'fingerprint = "{named}"', f'fingerprint = "{earlier}"')(text)


# Each kind of damage to the ledger of two years: what its year-end, moves and measures must keep.
DAMAGE_OF_YEARS: dict[str, Callable[[str], str]] = {
    "rule-carry-unblocked": forged(36, "blocked = 50000.00\n", ""),
    "rule-carry-blocked-more": forged(36, "blocked = 50000.00", "blocked = 60000.00"),
    "rule-carry-above": forged(37, "amount = 34000.00", "amount = 39000.01"),
    "rule-carry-years": forged(36, "to_year = 2023", "to_year = 2024"),
    "rule-carry-late": forged(36, "from_year = 2022\nto_year", "from_year = 2023\nto_year"),
    "rule-close-year": forged(38, "year = 2022", "year = 2021"),
    "rule-close-early": forged(38, "\ndate = 2023-01-16", "\ndate = 2022-10-31"),
    "rule-measure": forged(23, 'measure = "pentest"', 'measure = "pentets"'),
    "rule-cut": forged(29, 'reason = "Haushaltssicherung"\n', ""),
    "rule-cut-shortfall": forged(29, "despite_shortfall = true\n", ""),
    "rule-transfer": forged(17, 'to = "digitaler-zwilling"', f'to = "{DCP}"'),
    "rule-four-eyes": forged(19, 'ordered_by = "kb"', 'ordered_by = "MW"'),
    "rule-paper-fingerprint": other_state,
    "rule-paper-digest": forged(47, 'fingerprint = "', 'fingerprint = "0'),
    "rule-paper-future": forged(47, "as_of = 2022-12-31", "as_of = 2023-03-10"),
    "rule-paper-files": forged(47, 'number = "61/0815"\n', 'number = "61/0815"\nfiles = ["abc"]\n'),
    "rule-paper-no-files": forged(47, 'number = "61/0815"\n', 'number = "61/0815"\nfiles = []\n'),
    "paper-number": changed('number = "61/0815"', 'number = "61/0816"'),
    "paper-meeting": changed("meeting = 2023-05-08", 'meeting = "2023-05-08"'),
    "paper-removed": partial(removed, nr=51),
    "unknown-source": changed(f'from = "{DCP}"', 'from = "digitalisirung"'),
    "unknown-basis": changed('basis = "nachtrag"', 'basis = "spende"'),
    "carry-is-no-amount": changed("\nblocked = 50000.00", "\nblocked = 50000"),
}  # fmt: skip


def commented(text: str) -> str:
    """Return the ledger as an editor on Windows saves it, with remarks between the entries."""
    text = text.replace("\n[[entry]]\n", "\n# geprüft: mw\n[[entry]]\n")
    return "\ufeff# von Hand ergänzt\n" + text.replace("total =", "  total  =") + "\n# Ende"


def large(text: str) -> str:
    """Return a ledger whose amounts are as long as amounts can be."""
    text = text.replace("total = 600000.00", "total = 9999999999.99")
    text = text.replace("amount = 300000.00", "amount = 4999999999.99", 1)
    return text.replace("amount = 300000.00", "amount = 5000000000.00", 1)


def with_files(text: str) -> str:
    """Return a ledger whose papers name files, which stand in no corpus: any hash will do."""
    files = "".join(f'    "{digit * 64}",\n' for digit in "0f")
    number = 'number = "61/0815"\n'
    return forged(47, number, f"{number}files = [\n{files}]\n")(text)


def ledgers() -> Iterator[tuple[str, bytes]]:
    """Yield every ledger of the corpus that is made, with its name below the corpus."""
    stories = {name: ledger for name, (_, ledger) in told("de").items()}
    for name, ledger in stories.items():
        yield f"valid/{name}", ledger
    acceptance, two_years = stories["acceptance"].decode(), stories["two-years"].decode()
    yield "valid/windows", commented(acceptance).replace("\n", "\r\n").encode()
    yield "valid/with-files", with_files(two_years).encode()
    yield "valid/large", large(stories["shipped"].decode()).encode()
    vector = (CORPUS / "valid" / "chain-vector.toml").read_bytes()
    for name in REFUSED:
        yield (
            f"refused/{name}",
            {
                "usage": stories["in-use"],
                "bare": vector,
                "forged": DAMAGE["rule-overspent"](acceptance).encode(),
                **stories,
            }[name],
        )
    for name, damage in DAMAGE.items():
        encoding = "latin-1" if name == "not-utf-8" else "utf-8"
        yield f"broken/{name}", damage(acceptance).encode(encoding, errors="replace")
    for name, damage in DAMAGE_OF_YEARS.items():
        yield f"broken/{name}", damage(two_years).encode()


def commands(kind: str, name: str) -> list[list[str]]:
    """Return what is asked of the ledger *name* in the folder *kind*."""
    if kind == "valid":
        looks = [["verify"], ["status"], ["status", "--all"], ["entries"], ["open"], ["measures"]]
        return [*looks, *looking_back((CORPUS / kind / f"{name}.toml").read_bytes())]
    if kind == "broken":
        return [["verify"], ["status"], shlex.split(WRITE)]
    lines = (CORPUS / kind / f"{name}.args").read_text("utf-8").splitlines()
    return [shlex.split(line) for line in lines]


def looking_back(ledger: bytes) -> Iterator[list[str]]:
    """Yield how the closed years of a ledger are looked at: as they ended, and from before."""
    for table in codec.parse(ledger, "").entries:
        if table["kind"] == "year_close" and isinstance(day := table["date"], date):
            yield ["status", "--year", str(table["year"])]
            yield ["status", "--as-of", str(day - timedelta(days=1))]


def latest(ledger: bytes) -> str:
    """Return the moment at which a ledger is looked at: no earlier than its last entry."""
    text = ledger.decode("utf-8", errors="replace")
    recorded: list[str] = re.findall(r"^recorded_at = (\S{19}Z)$", text, re.MULTILINE)
    return max([AT, *recorded])


@cache
def outputs(kind: str) -> dict[str, str]:
    """Return what the program says to every ledger of a folder, by file name."""
    if kind == "told":
        return {
            f"{name}.{language}.txt": text
            for language in LANGUAGES
            for name, (text, _) in told(language).items()
        }
    return dict(said for language in LANGUAGES for said in _judged(kind, language))


def _judged(kind: str, language: str) -> Iterator[tuple[str, str]]:
    ledgers = {path.stem: path.read_bytes() for path in sorted((CORPUS / kind).glob("*.toml"))}
    with tempfile.TemporaryDirectory() as folder:
        asked: list[list[str]] = []
        if kind == "refused":
            put_templates(Path(folder))
        for name, content in ledgers.items():
            Path(folder, f"{name}.toml").write_bytes(content)
            papers = papers_of(name).values() if kind == "valid" else ()
            for command in [*commands(kind, name), ["status", "--json"], *papers]:
                typed = [MEANT.get(word, word) for word in command]
                line = [*_on(f"{name}.toml", typed), "--lang", language]
                asked.append([latest(content), *line])
        results = iter(run_each(Path(folder), asked))
    for name in ledgers:
        said = [transcript(one, next(results)) for one in commands(kind, name)]
        yield f"{name}.{language}.txt", "\n".join(said)
        state = next(results)
        if kind == "valid":
            yield f"{name}.json", state.out
            for label in papers_of(name):
                text = next(results).out.replace(f"antragsbudget {__version__}", PROGRAM)
                yield f"{name}.{label}.{language}.md", text


def papers_of(name: str) -> dict[str, list[str]]:
    """Return the commands for the papers of a ledger, by what their files' names say."""
    papers = PAPERS.get(name, {})
    return {
        label: ["summary", "--format", "markdown", *shlex.split(options)]
        for label, options in papers.items()
    }


def put_templates(folder: Path) -> None:
    """Write the Word files that the commands name as templates, and two that are none."""
    from docx import Document
    from tests.papers import samples

    (folder / "mit-makros.docm").write_bytes(samples.with_macros())
    (folder / "am-hausnetz.docx").write_bytes(samples.fetching("file:///H:/Haus.dotx"))
    for name, texts in TEMPLATES.items():
        template = Document()
        for text in texts:
            template.add_paragraph(text)
        template.save(str(folder / name))
    (folder / "kein-word.docx").write_text("Vorlage", "utf-8")
    with open(folder / "zu-gross.docx", "wb") as file:
        file.truncate(LARGEST_TEMPLATE + 1)


def transcript(command: list[str], result: Result) -> str:
    """Return a command, perhaps with its moment above it, what it said and its exit code."""
    at = [word for word in command[:1] if MOMENT.fullmatch(word)]
    lines = [f"# {moment[:16].replace('T', ' ')}" for moment in at]
    lines.append(f"$ antragsbudget {shlex.join(command[len(at) :])}")
    return "\n".join([*lines, f"{result.said}[{result.code}]\n"])


def main() -> None:
    """Write the whole corpus."""
    for name, lines in REFUSED.items():
        text = re.sub(r"^ +", "", lines.strip("\n "), flags=re.MULTILINE)
        (CORPUS / "refused").mkdir(parents=True, exist_ok=True)
        (CORPUS / "refused" / f"{name}.args").write_text(text + "\n", "utf-8", newline="\n")
    for name, content in ledgers():
        path = CORPUS / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for kind in FOLDERS:
        (CORPUS / kind).mkdir(parents=True, exist_ok=True)
        for file, text in outputs(kind).items():
            (CORPUS / kind / file).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
