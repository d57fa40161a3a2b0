"""What a long run puts into docs/trust.md: each part has its place there, and touches no other."""

from __future__ import annotations

from tests.trust.page import PAGE, PLACE, filled, table
from tests.trust.stress import PARTS

PLACES = "before\n<!-- ran: one -->\nold\n<!-- end -->\n<!-- ran: two -->\n<!-- end -->\nbehind\n"


def test_each_part_of_the_long_run_has_one_place_on_the_page() -> None:
    places = [place["name"] for place in PLACE.finditer(PAGE.read_text("utf-8"))]
    assert sorted(places) == sorted([*PARTS, "fuzz"])


def test_what_a_run_came_to_replaces_what_stood_in_its_place_alone() -> None:
    new = PLACES.replace("old\n", "new \\1\n")
    assert filled(PLACES, "one", "new \\1\n") == (new, 1)
    assert filled(new, "one", "old\n") == (PLACES, 1)
    assert filled(PLACES, "three", "new") == (PLACES, 0)


def test_a_table_has_its_thousands_apart_and_words_as_they_are() -> None:
    told = table(("what", "times"), [("a booking", 1280), ("**together**", "")])
    lines = ["| what | times |", "| --- | --- |", "| a booking | 1,280 |", "| **together** |  |"]
    assert told.splitlines() == lines
