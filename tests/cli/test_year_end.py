"""The end of a budget year, through the real process: one write, all of it or nothing."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.program import AT, LEDGER, environment, files, place, run, run_each

CLOSE = ["close-year", "2022", "--carry", "DCP=230.000", "--carry", "dz=alles", "--reason", "Netz"]
DCP = "digitalisierung-cybersicherheit-post"
HEAD = {"date": "2022-12-01", "recorded_at": AT, "recorded_by": "kb", "reason": "Netz"}
YEARS = {"from_year": 2022, "to_year": 2023}
CARRIES = [
    {"nr": 24, "kind": "carry_forward", "allocation": DCP, "amount": "230000.00",
     "blocked": "4600.50", **HEAD, **YEARS},
    {"nr": 25, "kind": "carry_forward", "allocation": "digitaler-zwilling", "amount": "80850.00",
     **HEAD, **YEARS},
    {"nr": 26, "kind": "year_close", "year": 2022, **HEAD},
]  # fmt: skip


def test_the_answer_in_json_has_every_entry_and_the_figures_of_the_new_year(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    tried, done, state, old = (
        result.json
        for result in run_each(
            tmp_path,
            [
                [*CLOSE, "--dry-run", "--json"],
                [*CLOSE, "--json"],
                ["status", "--json"],
                ["status", "--year", "2022", "--json"],
            ],
        )
    )
    assert tried["dry_run"] is True
    assert (tried["entries"], tried["entry"]) == (CARRIES, CARRIES[-1])
    hashes = [entry.pop("hash") for entry in done["entries"]]
    assert done["entries"] == CARRIES
    assert done["entry"] == CARRIES[-1] | {"hash": hashes[-1]}
    assert (state["fingerprint"], state["year"], state["entries"]) == (hashes[-1], 2023, 26)
    assert done["allocations"] == tried["allocations"] == state["allocations"]
    assert [one["code"] for one in done["warnings"]] == ["year_running"]
    figures = ("appropriation", "changes", "blocked", "reserved", "committed", "available")
    assert [[line[name] for name in figures] for line in state["allocations"]] == [
        ["0.00", "212940.00", "0.00", "0.00", "132090.00", "80850.00"],
        ["0.00", "235000.00", "4600.50", "0.00", "5000.00", "225399.50"],
    ]
    names = ("appropriation", "changes", "reserved", "committed", "ordered")
    assert [[line[name] for name in names] for line in old["allocations"]] == [
        ["300000.00", "-212940.00", "0.00", "0.00", "87060.00"],
        ["300000.00", "-235000.00", "0.00", "0.00", "19600.50"],
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_dry_run_shows_what_becomes_of_the_money_and_writes_nothing(
    tmp_path: Path, language: str
) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    done = run(tmp_path, *CLOSE, "--dry-run", "--lang", language)
    assert (done.code, done.out) == (0, "")
    cells = [re.split(" {2,}", line.strip()) for line in done.err.splitlines()]
    rows = {title: " ".join(amounts) for title, *amounts in cells}
    wanted = {
        "de": {
            "Ansatz bis zum Abschluss": "300.000,00 300.000,00 600.000,00",
            "angeordnet": "87.060,00 19.600,50 106.660,50",
            "davon übertragen": "80.850,00 230.000,00 310.850,00",
            "übertragen, aber gesperrt": "0,00 4.600,50 4.600,50",
            "davon verfällt": "0,00 45.399,50 45.399,50",
        },
        "en": {
            "appropriation before closing": "300 000.00 300 000.00 600 000.00",
            "ordered": "87 060.00 19 600.50 106 660.50",
            "of which carried": "80 850.00 230 000.00 310 850.00",
            "carried but blocked": "0.00 4 600.50 4 600.50",
            "of which lapses": "0.00 45 399.50 45 399.50",
        },
    }[language]
    assert wanted == {title: rows[title].replace("\xa0", " ") for title in wanted}
    assert "16" in done.err and "Digitale Poststelle" in done.err  # lapses
    assert files(tmp_path) == before


BAD_CLOSES = {
    "close-year 2022 --carry DCP=10 --carry DZ=80.850,01": 1,
    "close-year 2022 --carry DCP=200.000 --carry DCP=200.000": 1,
    "close-year 2022 --carry DCP=alles --carry DCP=alles": 1,
    "close-year 2022 --carry DCP=10 --carry DX=10": 2,
    "close-year 2022 --carry DCP=10 --carry DZ=1,234": 2,
    "close-year 2022 --carry DCP=10 --carry DZ=0": 2,
    "close-year 2022 --carry DCP=10 --carry DZ": 2,
    "close-year 2022 --carry DCP=10 --date 01.08.2022": 2,
    "close-year 2022 --carry DCP=10 --date 02.12.2022": 2,
    "close-year 2022 --carry DCP=10 --reason GRUND": 2,
    "close-year 2022 --carry DCP=10 --note 'a\u202eb'": 2,
    "close-year 2023 --carry DCP=10": 1,
    "close-year 2022 --carry DCP=10 --date 31.12.2021": 2,
    "close-year 2021": 1,
    "close-year 22": 2,
    "close-year ２０２２": 2,
    "close-year 2022 --carry DCP=1.234 56": 2,
    "close-year 2022 --year 2022": 2,
}


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_one_bad_carry_keeps_the_whole_close_out_of_the_file(
    tmp_path: Path, json: list[str]
) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    lines = [[*shlex.split(line), *json] for line in BAD_CLOSES]
    for line, result in zip(BAD_CLOSES, run_each(tmp_path, lines), strict=True):
        assert result.code == BAD_CLOSES[line], (line, result.said)
        assert "Traceback" not in result.said
        if json:
            assert result.json["ok"] is False, line
    assert files(tmp_path) == before


def test_several_entries_are_one_write_and_the_copy_is_the_state_before_all_of_them(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)[str(LEDGER)]
    assert run(tmp_path, *CLOSE).code == 0
    after = files(tmp_path)
    assert after[str(LEDGER)].startswith(before)
    assert after[str(LEDGER)].count(b"\n[[entry]]\n") == 26
    assert after[f"{LEDGER}~"] == before
    assert run(tmp_path, "verify").code == 0


def test_an_amount_that_powershell_split_behind_a_carry_is_put_together_again(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/in-use")
    before = files(tmp_path)
    results = run_each(
        tmp_path,
        [
            ["jahreswechsel", "2022", "--uebertrag", "DCP=1.234", "56"],
            ["jahreswechsel", "2022", "--uebertrag=DCP=1.234", "56", "--grund", "x"],
            ["close-year", "2022", "--carry", "DCP=1.234", "5", "--json"],
        ],
    )
    assert [result.code for result in results] == [2, 2, 2]
    assert "'DCP=1.234,56'" in results[0].err and "'DCP=1.234,56'" in results[1].err
    assert results[2].json["error"]["code"] == "invalid_amount"
    assert files(tmp_path) == before


def test_what_a_closed_year_takes_and_what_it_refuses(tmp_path: Path) -> None:
    place(tmp_path, "valid/two-years")
    before = files(tmp_path)
    at = "2023-03-08T08:00:00Z"
    taken = {
        "pay 20": (0, None),
        "pay 20 --date 07.03.2023 --year 2022": (0, None),
        "settle 35": (0, None),  # moved on, it lies in the open year
        "reserve DCP 1 --purpose x --date 30.12.2022": (0, None),  # lies in the open year
        "reserve DCP 1 --purpose x --year 2022": (1, "year_closed"),
        "pay 20 --year 2023": (1, "other_year"),
        "refund 20 5": (1, "year_closed"),
        "reverse 20 --reason x": (1, "year_closed"),
        "reverse 35 --reason x": (1, "year_closed"),
        "reverse 38 --reason x": (1, "not_reversible"),
        "transfer DCP DZ 1 --decision x --year 2022": (1, "year_closed"),
        "supplement DZ 1 --basis nachtrag --decision x --year 2022": (1, "year_closed"),
        "cut DZ 1 --decision x --year 2022": (1, "year_closed"),
        "block DZ 1 --reason x --year 2022": (1, "year_closed"),
        "close-year 2022": (1, "year_closed"),
        "close-year 2023 --date 31.12.2022": (2, "invalid_date"),
        "close-year 2024": (1, "year_closed"),
        "settle 34": (1, "nothing_open"),
        "expense DZ 1 --reservation 34 --payee a --voucher 1": (1, "other_year"),
    }
    lines = [[*shlex.split(line), "--dry-run", "--json"] for line in taken]
    for line, result in zip(taken, run_each(tmp_path, lines, at=at), strict=True):
        code, error = taken[line]
        said = result.json["errors"][0]["code"] if result.code else None
        assert (result.code, said) == (code, error), (line, result.out)
    assert files(tmp_path) == before


def test_the_refused_reversal_of_a_commitment_that_moved_on_names_the_way_that_works(
    tmp_path: Path,
) -> None:
    place(tmp_path, "valid/two-years")
    at = "2023-03-08T08:00:00Z"
    refused = run(tmp_path, "stornieren", "35", "--grund", "x", "--json", at=at)
    (way,) = refused.json["error"]["remedies"]
    assert way == "antragsbudget erledigen 35"
    assert run(tmp_path, *way.split()[1:], at=at).code == 0


def test_the_year_of_an_entry_is_the_next_once_a_year_is_closed(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    closed, late = run_each(
        tmp_path,
        [
            [*CLOSE, "--json"],
            ["reserve", "DCP", "1", "--purpose", "x", "--date", "30.11.2022", "--json"],
        ],
    )
    assert closed.code == late.code == 0
    assert (late.json["entry"]["date"], late.json["entry"]["year"]) == ("2022-11-30", 2023)
    shown = run(tmp_path, "reserve", "DCP", "1", "--purpose", "x", "--date", "30.11.2022")
    assert "Haushaltsjahr 2023" in shown.err and "30.11.2022" in shown.err


def test_a_close_in_english_and_in_german_writes_the_same(tmp_path: Path) -> None:
    german = shlex.split("jahreswechsel 2022 --uebertrag DCP=alles --uebertrag DZ=10 --grund x")
    english = shlex.split("close-year 2022 --carry DCP=all --carry DZ=10 --reason x")
    ledgers = [place(tmp_path / name, "valid/in-use") for name in ("de", "en")]
    for line, path, lang in zip((german, english), ledgers, ("de_DE", "en_GB"), strict=True):
        assert run(path.parents[1], *line, env=environment(lang)).code == 0
    assert ledgers[0].read_bytes() == ledgers[1].read_bytes()
