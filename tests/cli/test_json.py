"""The JSON of the contract: whole objects, one for every exit code, and nothing else on stdout."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

from tests.program import AT, environment, place, run, run_each

ENGLISH = environment("en_GB.UTF-8")
ZERO = {
    "appropriation": "300000.00",
    "changes": "0.00",
    "revised": "300000.00",
    "blocked": "0.00",
    "reserved": "0.00",
    "committed": "0.00",
    "ordered": "0.00",
    "paid": "0.00",
    "available": "300000.00",
    "utilisation": "0.0000",
}
DZ = {
    "id": "digitaler-zwilling",
    "code": "DZ",
    "title": "Einrichtung des „Digitalen Zwillings“",
}
DCP = {
    "id": "digitalisierung-cybersicherheit-post",
    "code": "DCP",
    "title": "Weitere Digitalisierung, mehr Cybersicherheit und digitale Post in der Verwaltung",
}


def answers(folder: Path, *lines: str) -> list[Any]:
    """Return the one JSON object that each command prints, in English; stdout holds no more."""
    results = run_each(folder, [[*shlex.split(line), "--json"] for line in lines], env=ENGLISH)
    return [result.json for result in results]


def test_the_state_of_the_money(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    (answer,) = answers(tmp_path, "status --ledger data/allocations.toml")
    fingerprint = "2f9fa66e3219f051"
    assert answer.pop("fingerprint")[:16] == fingerprint
    assert answer == {
        "schema": 1,
        "ok": True,
        "ledger": "data/allocations.toml",
        "year": 2022,
        "as_of": "2022-12-01",
        "currency": "EUR",
        "entries": 23,
        "allocations": [
            DZ
            | ZERO
            | {
                "committed": "132090.00",
                "ordered": "87060.00",
                "paid": "87060.00",
                "available": "80850.00",
                "utilisation": "0.7305",
            },
            DCP
            | ZERO
            | {
                "blocked": "50000.00",
                "reserved": "30000.00",
                "committed": "5000.00",
                "ordered": "19600.50",
                "available": "225399.50",
                "utilisation": "0.0984",
            },
        ],
        "total": ZERO
        | {
            "appropriation": "600000.00",
            "revised": "600000.00",
            "blocked": "50000.00",
            "reserved": "30000.00",
            "committed": "137090.00",
            "ordered": "106660.50",
            "paid": "87060.00",
            "available": "306249.50",
            "utilisation": "0.4432",
        },
    }


def test_a_blocked_allocation_has_no_utilisation(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    (answer,) = answers(tmp_path, "status")
    blocked = {"blocked": "300000.00", "available": "0.00", "utilisation": None}
    assert answer["allocations"] == [DZ | ZERO | blocked, DCP | ZERO]


WRITTEN = {
    "nr": 1,
    "kind": "commitment",
    "date": "2022-11-30",
    "recorded_at": AT,
    "recorded_by": "kb",
    "allocation": "digitalisierung-cybersicherheit-post",
    "amount": "285000.00",
    "net": "239495.80",
    "tax_rate": "19.00",
    "payee": "Prüfwerk",
    "purpose": "Penetrationstest",
}


def test_a_write_and_its_dry_run(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    line = (
        "commit DCP 239.495,80 --net --tax-rate 19 --payee Prüfwerk --purpose Penetrationstest"
        " --date 30.11.2022"
    )
    tried, done, state = answers(tmp_path, f"{line} --dry-run", line, "status")
    message = done["warnings"][0]["message"]
    assert "95.0%" in message and "15\xa0000.00" in message
    same = {
        "schema": 1,
        "ok": True,
        "allocations": [
            DCP
            | ZERO
            | {"committed": "285000.00", "available": "15000.00", "utilisation": "0.9500"}
        ],
        "warnings": [
            {
                "code": "warn_at",
                "message": message,
            }
        ],
    }
    assert tried == same | {"dry_run": True, "entry": WRITTEN}
    assert done == same | {"entry": WRITTEN | {"hash": state["fingerprint"]}}


def test_all_violations_come_at_once_and_the_first_is_the_error(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    (answer,) = answers(tmp_path, "expense DCP 1,234 --date 99.99.2022")
    assert answer["ok"] is False
    assert answer["error"] == answer["errors"][0]
    assert sorted(error["code"] for error in answer["errors"]) == [
        "invalid_amount",
        "invalid_date",
        "missing_field",
        "missing_field",
        "missing_field",
    ]
    for error in answer["errors"]:
        assert {"code", "message", "remedies"} <= error.keys()
        assert isinstance(error["remedies"], list)


def test_a_refusal_whole(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    (answer,) = answers(tmp_path, "commit DZ 220.150,00 --payee A --purpose B")
    error = {
        "code": "blocked",
        "message": answer["error"]["message"],
        "remedies": [
            "antragsbudget release DZ '220150.00' --decision \"COMMITTEE, DATE, PAPER\"",
            "reserve only: antragsbudget reserve DZ '220150.00' --purpose PURPOSE",
        ],
        "source": "§ 24 KomHVO NRW",
        "allocation": "digitaler-zwilling",
        "available": "0.00",
        "amount": "220150.00",
        "missing": "220150.00",
    }
    assert answer == {"schema": 1, "ok": False, "error": error, "errors": [error]}
    assert "220" in answer["error"]["message"]


def test_a_duplicate_names_the_other_entry(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    line = "expense {} 5 --payee 'PRÜFWERKIT-Sicherheit GmbH' --purpose x --voucher RE-2022/007"
    refused, warned = answers(tmp_path, line.format("DCP"), line.format("DZ"))
    assert (refused["error"]["code"], refused["error"]["entry"]) == ("duplicate", 11)
    assert [warning["code"] for warning in warned["warnings"]] == ["same_voucher"]


def test_entries_and_their_sum(tmp_path: Path) -> None:
    place(tmp_path, "valid/chain-vector")
    (answer,) = answers(tmp_path, "entries --kind expense")
    entry = {
        "nr": 2,
        "kind": "expense",
        "date": "2022-05-02",
        "recorded_at": "2022-05-02T07:00:00Z",
        "recorded_by": "k.beispiel",
        "allocation": "b",
        "amount": "17850.50",
        "commitment": 1,
        "final": True,
        "payee": "Prüfwerk IT-Sicherheit GmbH",
        "purpose": "Schlussrechnung 100 % 😀",
        "voucher": "RE-2022/007",
        "hash": "dc35045b837ff86e1a5e212b7f8abe2144247b0ae199d1e161cc74ac7ba2381e",
    }
    assert {key: answer[key] for key in ("schema", "ok", "entries", "sum")} == {
        "schema": 1,
        "ok": True,
        "entries": [entry],
        "sum": "17850.50",
    }


def test_a_transfer_has_both_allocations_as_they_are_afterwards(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    done, state = answers(
        tmp_path,
        "transfer DCP dz 1.000 --decision 'Kreistag 30.11.2022' --reason Mehrfläche",
        "status",
    )
    assert done == {
        "schema": 1,
        "ok": True,
        "entry": {
            "nr": 1,
            "kind": "transfer",
            "date": "2022-12-01",
            "recorded_at": AT,
            "recorded_by": "kb",
            "from": DCP["id"],
            "to": DZ["id"],
            "amount": "1000.00",
            "decision": "Kreistag 30.11.2022",
            "reason": "Mehrfläche",
            "hash": state["fingerprint"],
        },
        "allocations": [
            DZ
            | ZERO
            | {
                "changes": "1000.00",
                "revised": "301000.00",
                "blocked": "300000.00",
                "available": "1000.00",
            },
            DCP | ZERO | {"changes": "-1000.00", "revised": "299000.00", "available": "299000.00"},
        ],
        "warnings": [],
    }
    assert done["allocations"] == state["allocations"]


def test_a_supplement_and_a_cut_as_they_are_stored(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    more, named, less = answers(
        tmp_path,
        "supplement DZ 5 --basis überplanmäßig --decision x --dry-run",
        "supplement DZ 5 --basis überplanmäßige' 'Bereitstellung --decision x --dry-run",
        "cut DCP 280.000 --decision x --reason y --despite-shortfall --dry-run",
    )
    common = {"nr": 24, "date": "2022-12-01", "recorded_at": AT, "recorded_by": "kb"}
    assert more["entry"] == common | {
        "kind": "supplement",
        "allocation": DZ["id"],
        "amount": "5.00",
        "basis": "ueberplanmaessig",
        "decision": "x",
    }
    assert named["entry"] == more["entry"]
    assert less["entry"] == common | {
        "kind": "cut",
        "allocation": DCP["id"],
        "amount": "280000.00",
        "decision": "x",
        "reason": "y",
        "despite_shortfall": True,
    }
    assert (less["allocations"][0]["revised"], less["allocations"][0]["blocked"]) == (
        "20000.00",
        "0.00",
    )


def test_a_measure_and_the_measures(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    told = {
        "title": "Penetrationstest",
        "allocation": DCP["id"],
        "area": "Resilienz der IT gegen Angriffe",
        "status": "planned",
        "planned": "20000.00",
        "next_step": "Angebote",
        "target_date": "2023-06-30",
        "funding": "Land 5.000 EUR",
        "public_text": "Prüfung",
        "public": False,
    }
    none, done, state, _, measures, elsewhere = answers(
        tmp_path,
        "measures",
        "measure pentest --title Penetrationstest --allocation dcp --area resilienz"
        " --status planned --planned 20.000 --next-step Angebote --target-date 30.06.2023"
        " --funding 'Land 5.000 EUR' --public-text Prüfung --non-public",
        "status",
        "commit DCP 100 --payee A --purpose B --measure pentest",
        "measures DCP --year 2022",
        "measures DZ",
    )
    empty = {"schema": 1, "ok": True, "as_of": "2022-12-01", "year": None, "measures": []}
    assert none == elsewhere == empty
    assert done["entry"] == told | {
        "nr": 1,
        "kind": "measure",
        "date": "2022-12-01",
        "recorded_at": AT,
        "recorded_by": "kb",
        "measure": "pentest",
        "hash": state["fingerprint"],
    }
    money = {"reserved": "0.00", "committed": "100.00", "ordered": "0.00", "paid": "0.00"}
    line = {"id": "pentest", "result": None} | told | money
    assert measures == empty | {"year": 2022, "measures": [line]}


def test_what_is_open(tmp_path: Path) -> None:
    place(tmp_path, "valid/two-years")
    (answer,) = answers(tmp_path, "open --as-of 01.12.2022")
    lists = ("reservations", "commitments", "expenses")
    assert {key: answer[key] for key in answer if key not in (*lists, "measures")} == {
        "schema": 1,
        "ok": True,
        "as_of": "2022-12-01",
    }
    assert {
        name: [(one["entry"]["nr"], one["left"], one["age"]) for one in answer[name]]
        for name in lists
    } == {
        "reservations": [(34, "5000.00", 29)],
        "commitments": [(15, "80000.00", 206), (26, "200000.00", 108), (35, "1000.00", 28)],
        "expenses": [(20, "900.00", 162), (31, "17850.00", 58)],
    }
    assert answer["reservations"][0].keys() == {"entry", "left", "age"}
    assert [(one["id"], one["target_date"]) for one in answer["measures"]] == [
        ("befahrung-nord", "2022-09-30"),
        ("befahrung-sued", "2023-03-31"),
    ]
    assert [one["status"] for one in answer["measures"]] == ["commissioned", "planned"]


def test_a_measure_is_the_same_in_what_is_open_and_among_the_measures(tmp_path: Path) -> None:
    place(tmp_path, "valid/two-years")
    waiting, every = answers(tmp_path, "open --as-of 01.12.2022", "measures --as-of 01.12.2022")
    money = ("reserved", "committed", "ordered", "paid")
    states = [
        {key: value for key, value in one.items() if key not in money}
        for one in every["measures"]
        if one["id"].startswith("befahrung-")
    ]
    assert waiting["measures"] == states
    assert {"nr", "hash", "measure"}.isdisjoint(states[0])


def test_nothing_open_is_four_empty_lists(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    (answer,) = answers(tmp_path, "open DZ --year 2022")
    lists: dict[str, list[object]] = {
        name: [] for name in ("reservations", "commitments", "expenses", "measures")
    }
    assert answer == {"schema": 1, "ok": True, "as_of": "2022-12-01"} | lists


def test_verify_without_and_with_findings(tmp_path: Path) -> None:
    path = place(tmp_path, "valid/chain-vector")
    (clean,) = answers(tmp_path, "verify")
    assert clean == {
        "schema": 1,
        "ok": True,
        "entries": 2,
        "fingerprint": "dc35045b837ff86e1a5e212b7f8abe2144247b0ae199d1e161cc74ac7ba2381e",
        "findings": [],
    }
    path.write_text(path.read_text("utf-8").replace("amount = 17850.00", "amount = 17850.01"))
    result = run(tmp_path, "verify", "--json", env=ENGLISH)
    assert result.code == 1
    assert result.json == clean | {
        "ok": False,
        "findings": [
            {
                "line": 32,
                "entry": 1,
                "code": "chain",
                "message": result.json["findings"][0]["message"],
            }
        ],
    }
    assert "no.\xa01" in result.json["findings"][0]["message"]


def test_a_ledger_that_is_missing_or_damaged(tmp_path: Path) -> None:
    place(tmp_path, "broken/sum")
    missing, damaged, checked = answers(
        tmp_path, "status --ledger no.toml", "status --ledger data/allocations.toml",
        "verify --ledger no.toml",
    )  # fmt: skip
    for answer in (missing, checked):
        assert answer == {
            "schema": 1,
            "ok": False,
            "error": answer["error"],
            "errors": [answer["error"]],
        }
        assert answer["error"]["code"] == "ledger_missing"
        assert answer["error"]["remedies"]
    assert damaged["error"]["code"] == "ledger_invalid"
    assert damaged["error"]["line"] == 24
    assert damaged["error"]["message"].startswith("data/allocations.toml:24: ")


def test_wrong_usage(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    lines = {
        "statsu": "usage",
        "status --sum": "usage",
        "reserve": "missing_field",
        "reserve DCP 1.234 56": "invalid_amount",
        "status --lang fr": "usage",
        "status --year 2030": "usage",
        "status --as-of bald": "invalid_date",
        "reserve DCP 5 --purpose ' '": "missing_field",
        "reserve DCP 5 --purpose GRUND": "invalid_text",
        "reserve X 5 --purpose x": "unknown_allocation",
        "reserve digi 5 --purpose x": "ambiguous",
        "reserve DCP 5 --purpose x --measure M": "unknown_measure",
        "pay 99": "unknown_entry",
        "transfer DCP DCP 5 --decision x": "usage",
        "transfer DCP DX 5 --decision x": "unknown_allocation",
        "transfer DCP DZ 5": "missing_field",
        "transfer DCP": "missing_field",
        "supplement DCP 5 --decision x": "missing_field",
        "supplement DCP 5 --basis spende --decision x": "usage",
        "cut DCP 280.000 --decision x --despite-shortfall": "missing_field",
        "measure M --status fertig": "usage",
        "measures X": "unknown_allocation",
        "open --year 2030": "usage",
        "entries --measure M": "unknown_measure",
        "close-year 22": "usage",
        "close-year 2022 --carry DCP": "usage",
        "close-year 2022 --carry DCP=5,": "invalid_amount",
        "close-year 2022 --carry X=5": "unknown_allocation",
        "close-year 2022 --date 01.01.2022": "invalid_date",
        "show 3 --year 2030": "usage",
    }
    for (line, code), answer in zip(lines.items(), answers(tmp_path, *lines), strict=True):
        assert answer == {
            "schema": 1,
            "ok": False,
            "error": answer["errors"][0],
            "errors": answer["errors"],
        }, line
        assert answer["error"]["code"] == code, line
        assert isinstance(answer["error"]["remedies"], list), line


def test_init_show_and_summary_are_one_object_each(tmp_path: Path) -> None:
    made, state, again = answers(tmp_path, "init", "status", "init")
    assert made == {"schema": 1, "ok": True, "ledger": "data/allocations.toml"}
    assert state["entries"] == 0
    assert again["error"]["code"] == "exists"
    place(tmp_path, "valid/acceptance")
    shown, paper = answers(tmp_path, "show 5", "summary --since 01.09.2022")
    assert (shown["entry"]["nr"], shown["reversed_by"]) == (5, 6)
    assert [entry["nr"] for entry in paper["paper"]["entries_since"]] == [5, 6, 7]
    assert len(paper["paper"]["fingerprint"]) == 64


def test_a_console_that_cannot_show_umlauts_gets_them_escaped(tmp_path: Path) -> None:
    place(tmp_path, "valid/shipped")
    env = environment(PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert run(tmp_path, "status", "--json", env=env).json["allocations"][0]["title"] == DZ["title"]


def test_help_version_and_completion_are_one_object_too(tmp_path: Path) -> None:
    lines = ("--help", "--version", "status --help", "--show-completion bash")
    texts = [run(tmp_path, *shlex.split(line), env=ENGLISH).out for line in lines]
    names = ("help", "version", "help", "completion")
    texts[1] = texts[1].removeprefix("antragsbudget ")
    assert answers(tmp_path, *lines) == [
        {"schema": 1, "ok": True, name: text.removesuffix("\n")}
        for name, text in zip(names, texts, strict=True)
    ]
    assert run(tmp_path, "--json", "--version", env=ENGLISH).json["version"] == texts[1].strip()


def test_a_line_without_a_command_or_with_a_value_for_json_is_wrong_usage(tmp_path: Path) -> None:
    place(tmp_path, "valid/in-use")
    said = {
        ("--json",): ("missing_field", "missing: COMMAND"),
        ("--json", "--plain"): ("missing_field", "missing: COMMAND"),
        ("--json=yes",): ("usage", "--json takes no value"),
        ("status", "--json=1"): ("usage", "--json takes no value"),
        ("--lang", "--json"): ("usage", "--lang needs a value (de|en)"),
        ("--json", "--lang"): ("usage", "--lang needs a value (de|en)"),
        ("--json", "statsu"): ("usage", "there is no command “statsu”; did you mean status?"),
        ("--json", "--show-completion", "tcsh"): (
            "usage",
            "“tcsh” is not valid for --show-completion; possible: bash, zsh, fish or powershell",
        ),
    }
    for line, (code, message) in said.items():
        result = run(tmp_path, *line, env=ENGLISH)
        assert (result.code, result.err) == (2, ""), line
        assert result.json == {
            "schema": 1,
            "ok": False,
            "error": result.json["error"],
            "errors": [result.json["error"]],
        }, line
        error = result.json["error"]
        assert (error["code"], error["message"]) == (code, message), line
    behind = run(tmp_path, "status", "--", "--json", env=ENGLISH)
    assert (behind.code, behind.out) == (2, "")  # there it is a text, not an option


BOOKED = "--payee A --purpose B --voucher C"
FAILING = {
    # the line: its exit code and its error code; every command of the program is among them
    "status --ledger {missing}": (3, "ledger_missing"),
    "status --ledger {damaged}": (3, "ledger_invalid"),
    "entries --ledger {missing}": (3, "ledger_missing"),
    "open --ledger {missing}": (3, "ledger_missing"),
    "show 1 --ledger {missing}": (3, "ledger_missing"),
    "measures --ledger {damaged}": (3, "ledger_invalid"),
    "verify --ledger {missing}": (3, "ledger_missing"),
    "summary --ledger {missing}": (3, "ledger_missing"),
    "summary --ledger {ledger} --output v.md": (4, "not_writable"),
    "summary --ledger {ledger} --output v.pdf --force": (4, "not_writable"),
    "summary --ledger {ledger} --issue --meeting 24.12.2022 --output v.md": (4, "not_writable"),
    "init --ledger relative.toml": (4, "not_writable"),
    "init": (4, "not_writable"),
    f"expense DCP 1 {BOOKED}": (3, "ledger_missing"),
    f"expense DCP 1 {BOOKED} --ledger {{missing}}": (3, "ledger_missing"),
    f"expense DCP 9000000 {BOOKED} --ledger {{ledger}}": (1, "not_available"),
    f"expense XX 1 {BOOKED} --ledger {{ledger}}": (2, "unknown_allocation"),
    "reserve DCP 1 --purpose x --ledger {damaged}": (3, "ledger_invalid"),
    "commit DCP 1 --payee A --purpose x --ledger {missing}": (3, "ledger_missing"),
    "pay 1 --ledger {missing}": (3, "ledger_missing"),
    "settle 1 --ledger {missing}": (3, "ledger_missing"),
    "refund 1 1 --ledger {missing}": (3, "ledger_missing"),
    "reverse 1 --reason x --ledger {missing}": (3, "ledger_missing"),
    "block DCP 1 --reason x --ledger {missing}": (3, "ledger_missing"),
    "release DZ 1 --decision x --ledger {missing}": (3, "ledger_missing"),
    "transfer DZ DCP 1 --decision x --ledger {missing}": (3, "ledger_missing"),
    "supplement DZ 1 --basis spende --decision x --ledger {missing}": (3, "ledger_missing"),
    "cut DZ 1 --decision x --ledger {missing}": (3, "ledger_missing"),
    "consent DZ Neuss --answer given --reference x --ledger {missing}": (3, "ledger_missing"),
    "set warn_at 0.8 --decision x --ledger {missing}": (3, "ledger_missing"),
    "measure m --title x --ledger {missing}": (3, "ledger_missing"),
    "close-year 2022 --ledger {missing}": (3, "ledger_missing"),
    "--json": (2, "missing_field"),
    "statsu": (2, "usage"),
}


def test_in_a_folder_that_is_gone_every_command_answers_with_one_object(tmp_path: Path) -> None:
    ledger, damaged = place(tmp_path, "valid/in-use"), place(tmp_path / "damaged", "broken/sum")
    before, gone = ledger.read_bytes(), tmp_path / "gone"
    gone.mkdir()
    paths = {"ledger": ledger, "damaged": damaged, "missing": tmp_path / "no.toml"}
    lines = [[*shlex.split(line.format(**paths)), "--json"] for line in FAILING]
    results = run_each(gone, lines, within=("sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh"))
    for line, result in zip(FAILING, results, strict=True):
        assert result.err == "", line
        answer = result.json
        assert (result.code, answer["error"]["code"]) == FAILING[line], line
        assert answer.keys() == {"schema", "ok", "error", "errors"}, line
        assert (answer["schema"], answer["ok"]) == (1, False), line
        assert answer["error"] == answer["errors"][0], line
    assert ledger.read_bytes() == before
