"""The worked example: made by the program from its story, the same to the byte, and sound."""

import json
from datetime import date
from pathlib import Path

from tests.program import run, run_each
from tools.example import EXAMPLE, made


def test_the_example_is_what_its_story_makes() -> None:
    assert made() == EXAMPLE.read_bytes()


def test_the_example_verifies_and_is_never_written_over(tmp_path: Path) -> None:
    first, again, verified = run_each(
        tmp_path,
        [["init", "--example"], ["init", "--example"], ["verify", "--json"]],
    )
    assert (first.code, again.code, verified.code) == (0, 1, 0)
    assert verified.json["findings"] == []
    assert (tmp_path / "data" / "allocations.toml").read_bytes() == EXAMPLE.read_bytes()


def test_the_example_has_its_own_years(tmp_path: Path) -> None:
    refused = run(tmp_path, "init", "--example", "--year", "2024", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "usage")
    assert not (tmp_path / "data").exists()


def test_the_example_tells_what_happened_in_2022(tmp_path: Path) -> None:
    """Seven consents, Neuss refuses and joins on 11 October, the Kreistag decides on 30 March."""
    _, consents, *states = run_each(
        tmp_path,
        [
            ["init", "--example"],
            ["entries", "--kind", "consent", "--json"],
            *(["status", "--json", "--as-of", day] for day in ("2022-03-29", "2022-03-30")),
        ],
    )
    answers = [(one["party"], one["answer"], one["date"]) for one in consents.json["entries"]]
    assert answers[0] == ("Neuss", "refused", "2022-03-08")
    assert answers[-1] == ("Neuss", "given", "2022-10-11")
    assert {answer for _, answer, _ in answers[1:-1]} == {"given"}
    assert all(date.fromisoformat(day) <= date(2022, 5, 31) for _, _, day in answers[1:-1])
    assert len({party for party, _, _ in answers[1:-1]} - {"Neuss"}) == 7
    blocked = [one.json["allocations"][0]["blocked"] for one in states]
    assert blocked == ["300000.00", "0.00"]


def test_every_firm_of_the_example_is_marked_as_fictional(tmp_path: Path) -> None:
    _, entries = run_each(tmp_path, [["init", "--example"], ["entries", "--json"]])
    payees = {one["payee"] for one in entries.json["entries"] if "payee" in one}
    assert payees and all(payee.endswith("(fiktiv)") for payee in payees)
    results = {one["result"] for one in entries.json["entries"] if "result" in one}
    assert results and all(result.endswith("(fiktiv)") for result in results)


def test_the_grant_of_the_state_is_noted_and_never_counts_as_ours(tmp_path: Path) -> None:
    _, measures, before, after = run_each(
        tmp_path,
        [
            ["init", "--example"],
            ["measures", "--json"],
            *(["status", "--json", "--as-of", day] for day in ("2023-12-14", "2023-12-15")),
        ],
        at="2024-03-01T09:00:00Z",
    )
    twin = next(one for one in measures.json["measures"] if one["id"] == "zwilling")
    assert "420.000" in twin["funding"]
    assert json.dumps(before.json["allocations"]) == json.dumps(after.json["allocations"])
