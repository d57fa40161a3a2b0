"""A header may hold any text that TOML can: it is read, judged, shown, and found by what it is."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from tests.corpus_ledgers import sealed
from tests.program import LEDGER, Result, environment, run, run_each

from antragsbudget import pipeline
from antragsbudget.cli.ask.candidates import Candidates
from antragsbudget.core.names import allocation_named, word_named
from antragsbudget.language import formats

INVISIBLE = "\u00ad\u200b\u202e\u200f\u2066"
CONTROL = "\x1b[31m\x07\x00\n\r\t\u2028\x85"
DECOMPOSED = "u\u0308"
NEVER = "\ufffe\ufdd0\U0010ffff"
FAULTY = {
    "invisible": INVISIBLE,
    "control": CONTROL,
    "decomposed": DECOMPOSED,
}
ODD = FAULTY | {
    "no characters, or private ones": NEVER + "\ue000\u0378",
    "emoji and other writing": "👩\u200d💻☎\ufe0fتست",
    "markup": "[red]x[/][/red][link=x]{0}{field}%s|*_<script>&amp;",
    "quotes": "'\"„“`$(id)=\\u00ad\\n\\",
    "long": "lang" * 150,
    "space around": " ~ ",
}
STEERING = {*INVISIBLE, *NEVER, *"\x1b\x07\x00\r\t\u2028\x85"}


def quoted(text: str) -> str:
    """Return a text as a basic string of TOML."""
    plain = {'"': '\\"', "\\": "\\\\"}
    return '"' + "".join(
        plain.get(c, c if c.isascii() and c.isprintable() else f"\\U{ord(c):08x}") for c in text
    ) + '"'  # fmt: skip


def ledger(odd: str) -> str:
    """Return a ledger with *odd* in every text of its header, and entries on all that it names."""
    head = f"""format = 1

[budget]
title = {quoted(f"Titel{odd}")}
authority = {quoted(odd)}
committee = {quoted(f"Ausschuss{odd}")}
office = {quoted(f"{odd}Amt")}
chair = {quoted(odd)}
currency = "EUR"
fiscal_year = 2022
total = 600000.00
movers = [{quoted(f"A{odd}")}, {quoted(odd)}]
areas = [{quoted(f"Netz{odd}")}, {quoted(odd)}]

[[allocation]]
id = {quoted(f"zwilling{odd}x")}
code = {quoted(f"D{odd}Z")}
title = {quoted(odd)}
amount = 300000.00
[allocation.condition]
text = {quoted(f"vorbehaltlich{odd}")}
parties = [{quoted(f"Neuss{odd}")}, {quoted(odd)}]

[[allocation]]
id = {quoted(f"{odd}post")}
title = {quoted(f"Post{odd}")}
amount = 300000.00
"""
    one, other = f"zwilling{odd}x", f"{odd}post"
    entries: list[dict[str, object]] = [
        {"kind": "measure", "measure": "m1", "title": "Netzausbau", "allocation": other,
         "area": f"Netz{odd}", "status": "running", "target_date": "2022-12-24"},
        {"kind": "commitment", "allocation": other, "amount": "1000.00", "payee": "Firma",
         "purpose": "Kabel", "measure": "m1", "area": f"Netz{odd}"},
        {"kind": "consent", "allocation": one, "party": f"Neuss{odd}", "answer": "given",
         "reference": "Schreiben"},
        {"kind": "transfer", "from": other, "to": one, "amount": "10.00",
         "decision": "Kreistag, 30.03.2022"},
        {"kind": "reservation", "allocation": one, "amount": "250000.00", "purpose": "Modell"},
        {"kind": "expense", "allocation": other, "amount": "500.00", "payee": "Firma",
         "purpose": "Kabel", "voucher": "1", "commitment": 2},
        {"kind": "setting", "key": "adopted", "value": "bewilligt",
         "decision": "Kreistag, 30.03.2022"},
    ]  # fmt: skip
    for nr, entry in enumerate(entries, 1):
        head += f'\n[[entry]]\nnr = {nr}\nkind = "{entry.pop("kind")}"\ndate = 2022-04-05\n'
        head += 'recorded_at = 2022-04-05T09:14:07Z\nrecorded_by = "kb"\n'
        for key, value in entry.items():
            raw = key in ("amount", "target_date", "commitment")
            head += f"{key} = {value if raw else quoted(str(value))}\n"
        head += f'hash = "{nr:064x}"\n'
    return sealed(head)


def put(folder: Path, odd: str) -> Path:
    path = folder / LEDGER
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ledger(odd), "utf-8")
    return path


PAPER = ["summary", "--meeting", "08.12.2022", "--number", "1", "--force"]
FORMS = ("md", "html", "docx", "pdf")
READING = [
    *(["status", option] for option in ("--all", "--json", "--plain")),
    *(["entries", option] for option in ("--area=Netz", "--json")),
    *(["show", str(nr)] for nr in (1, 2, 3, 4, 7)),
    ["open"],
    ["measures"],
    ["measures", "zwilling", "--json"],
    PAPER,
    [*PAPER, "--json"],
    [*PAPER, "--non-public"],
    [*PAPER, *(word for form in FORMS for word in ("--output", f"p.{form}"))],
]


def read_all(folder: Path, odd: str) -> list[Result]:
    put(folder, odd)
    results = run_each(folder, READING, env=environment(COLUMNS="9000"))
    for line, result in zip(READING, results, strict=True):
        assert result.code == 0, (line, result.said)
    return results


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    """Return what is said of a ledger with nothing odd in it."""
    return read_all(tmp_path_factory.mktemp("ordinary"), "x")


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_every_reading_command_shows_it_in_one_line_and_obeys_nothing(
    tmp_path: Path, odd: str, ordinary: list[Result]
) -> None:
    for line, result, like in zip(READING, read_all(tmp_path, odd), ordinary, strict=True):
        assert not STEERING & set(result.said), line
        if line != PAPER:
            assert len(result.said.splitlines()) == len(like.said.splitlines()), line
    for form in FORMS:
        assert (tmp_path / f"p.{form}").stat().st_size > 1000


WORDS = {
    "invisible": "enthält Zeilenumbrüche, Steuerzeichen oder unsichtbare Zeichen",
    "control": "enthält Zeilenumbrüche, Steuerzeichen oder unsichtbare Zeichen",
    "decomposed": "liegt nicht in der Unicode-Normalform NFC vor",
}
PLACES = (
    (4, "Bezeichnung"),
    (5, "Körperschaft"),
    (6, "Ausschuss"),
    (7, "Amt"),
    (8, "Vorsitz"),
    (12, "Antragsteller"),
    (13, "Verwendungsbereiche"),
    (16, "Kennung des Ansatzes"),
    (17, "Kürzel des Ansatzes"),
    (18, "Bezeichnung"),
    (21, "Text des Sperrvermerks"),
    (22, "Beteiligte"),
    (25, "Kennung des Ansatzes"),
    (26, "Bezeichnung"),
)


@pytest.mark.parametrize("name", FAULTY)
def test_verify_finds_each_text_of_it_that_is_not_in_form_and_no_entry_for_its_sake(
    tmp_path: Path, name: str
) -> None:
    put(tmp_path, FAULTY[name])
    told, data = run_each(tmp_path, [["verify"], ["verify", "--json"]])
    assert (told.code, data.code) == (1, 1)
    assert told.out.splitlines() == [
        *(f"{LEDGER}:{line}: „{field}“ {WORDS[name]}" for line, field in PLACES),
        "14 Beanstandungen bei 7 Buchungen",
    ]
    assert [(one["line"], one["entry"], one["code"]) for one in data.json["findings"]] == [
        (line, None, "invalid_text") for line, _ in PLACES
    ]


@pytest.mark.parametrize("name", sorted(ODD.keys() - FAULTY.keys()))
def test_verify_finds_nothing_where_only_new_texts_are_refused(tmp_path: Path, name: str) -> None:
    put(tmp_path, ODD[name])
    (told,) = run_each(tmp_path, [["verify"]])
    assert told.code == 0, told.said


def test_a_title_a_condition_and_a_party_of_nothing_are_missing(tmp_path: Path) -> None:
    path = put(tmp_path, "")
    text = path.read_text("utf-8").replace('title = "Titel"', 'title = " "')
    path.write_text(sealed(text.replace('text = "vorbehaltlich"', 'text = ""')), "utf-8")
    status, told = run_each(tmp_path, [["status"], ["verify"]])
    assert status.code == 0
    assert told.out.splitlines()[:2] == [
        f"{LEDGER}:4: „Bezeichnung“ fehlt",
        f"{LEDGER}:12: „Antragsteller“ fehlt",
    ]
    assert f"{LEDGER}:21: „Text des Sperrvermerks“ fehlt" in told.out


@pytest.mark.parametrize("name", ODD)
def test_entries_can_be_recorded_on_all_that_it_names(tmp_path: Path, name: str) -> None:
    odd = ODD[name]
    put(tmp_path, odd)
    lines = [
        ["commit", f"{odd}post", "1", "--payee=x", "--purpose=y", f"--area=Netz{odd}"],
        ["commit", "zwil", "1", "--payee=x", "--purpose=y", "--area=Netz", "--dry-run"],
        ["consent", f"D{odd}Z", f"Neuss{odd}", "--answer=refused", "--reference=x"],
        ["measure", "m1", f"--allocation={odd}post", f"--area=Netz{odd}"],
        ["transfer", f"{odd}post", f"D{odd}Z", "1", "--decision=Kreistag, 30.03.2022", "--json"],
        ["close-year", "2022", f"--carry={odd}post=alles", "--dry-run", "--json"],
    ]
    if "\x00" in odd:  # no program can be given that as an argument
        lines = [[word.replace("\x00", "") for word in line] for line in lines]
    before, *written, after = run_each(tmp_path, [["verify"], *lines, ["verify"]])
    assert [result.code for result in written] == [0] * len(lines), [r.err for r in written]
    faulty = ["header_broken"] if name in FAULTY else []
    for result in written[-2:]:
        codes = [one["code"] for one in result.json["warnings"]]
        assert [code for code in codes if code == "header_broken"] == faulty
    assert before.out.splitlines()[:-1] == after.out.splitlines()[:-1]
    assert (
        "der Kopf der Datei enthält 14 Texte, die nicht in Form sind" in written[0].err
    ) == bool(faulty)


@pytest.mark.parametrize("name", FAULTY)
def test_what_cannot_be_seen_need_not_be_typed(tmp_path: Path, name: str) -> None:
    odd = FAULTY[name]
    put(tmp_path, odd)
    typed = {"control": "[31m", "decomposed": "ü"}.get(name, "")
    lines = [["entries", f"D{typed}Z"], ["entries", f"d{odd}z".replace("\x00", "")]]
    lines += [["entries", f"{typed}post", f"--area=Netz{typed}"]]
    lines += [["reserve", f"D{typed}Z", "999999", "--purpose=x"]]
    lines += [["consent", f"d{typed}", f"Neuss{typed}", "--answer=given", "--reference=x"]]
    *listed, refused, consented = run_each(tmp_path, lines)
    assert [result.code for result in listed] == [0, 0, 0], [one.err for one in listed]
    assert (refused.code, consented.code) == (1, 0), (refused.err, consented.err)


def test_what_is_shown_of_a_name_is_not_its_name(tmp_path: Path) -> None:
    put(tmp_path, "\u00ad")
    (refused,) = run_each(tmp_path, [["entries", r"D\u00adZ"]])
    assert refused.code == 2
    assert refused.err.splitlines() == [
        r"Eingabefehler: „D\u00adZ“ ist kein Ansatz; möglich: DZ, post"
    ]


def test_two_names_that_look_alike_are_each_found_as_they_are(tmp_path: Path) -> None:
    path = put(tmp_path, "\u00ad")
    text = path.read_text("utf-8").replace('title = "Post\\U000000ad"', 'code = "DZ"')
    assert text != path.read_text("utf-8")
    path.write_text(sealed(text), "utf-8")
    budget = pipeline.read(path).budget
    one, other = budget.allocations
    assert (one.code, other.code) == ("D\u00adZ", "DZ")
    assert allocation_named(budget, "D\u00adZ") == one
    assert allocation_named(budget, "DZ") == other
    lines = [["entries", "dz"], ["commit", "zwil", "200.000", "--payee=x", "--purpose=y"]]
    unclear, refused = run_each(tmp_path, lines)
    assert unclear.code == 2
    assert unclear.err.splitlines() == [
        r"Eingabefehler: „dz“ ist nicht eindeutig; meinten Sie D\u00adZ oder DZ?"
    ]
    assert refused.code == 1
    assert "antragsbudget freigeben zwillingx " in refused.err


@pytest.mark.parametrize("name", FAULTY)
def test_the_commands_that_a_refusal_prints_can_be_typed(tmp_path: Path, name: str) -> None:
    put(tmp_path, FAULTY[name])
    (refused,) = run_each(tmp_path, [["commit", "zwil", "200.000", "--payee=x", "--purpose=y"]])
    assert refused.code == 1
    ways = [line for line in refused.err.splitlines() if "antragsbudget " in line]
    commands = [shlex.split(line[line.index("antragsbudget ") :])[1:] for line in ways]
    assert len(commands) > 1, refused.err
    real = [["Kreistag, 30.03.2022" if "GREMIUM" in w else w for w in line] for line in commands]
    real = [["y" if word == "GEGENSTAND" else word for word in line] for line in real]
    tried = run_each(tmp_path, [[*line, "--dry-run"] for line in real])
    assert [one.code for one in tried] == [0] * len(real), [(one.err, real) for one in tried]


@pytest.mark.parametrize("name", ODD)
def test_what_is_offered_can_be_typed(tmp_path: Path, name: str) -> None:
    ledger = pipeline.read(put(tmp_path, ODD[name]))
    offered = Candidates(ledger.balances(), date(2022, 12, 1), "de")
    for kind in ("commitment", "consent"):
        names = [one for one, _ in offered.answers(kind, "allocation", None)]
        found = [allocation_named(ledger.budget, one) for one in names]
        every = ledger.budget.allocations
        assert found == list(every if kind == "commitment" else every[:1]), names
    condition = ledger.budget.allocations[0].condition
    assert condition is not None
    key: Literal["area", "party"]
    for key, words in (("area", ledger.budget.areas), ("party", condition.parties)):
        names = [one for one, _ in offered.named(key)]
        assert names and {str(word_named(key, words, one)) for one in names} <= set(words)
        assert all(formats.visible(one) == one for one in names)


@pytest.mark.parametrize("name", ["invisible", "control", "quotes"])
def test_a_shell_gets_one_line_for_each_name(tmp_path: Path, name: str) -> None:
    put(tmp_path, ODD[name])
    typed = {"invisible": "", "control": "[31m"}.get(name, ODD[name])
    asked = {"COMPLETE": "bash", "WORDS": "antragsbudget\nentries", "WORD": ""}
    env = environment(**{f"_ANTRAGSBUDGET_{key}": value for key, value in asked.items()})
    answer = run(tmp_path, env=env)
    assert answer.out.splitlines() == [f"D{typed}Z", f"{typed}post"]
