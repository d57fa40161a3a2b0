"""What is tried with hostile input, and what must hold; who makes the input is not its matter.

Each target takes any bytes and returns, unless what it tries is broken: then it raises what the
program raised, or an AssertionError. The errors that a function declares are answers.
"""

from __future__ import annotations

import atexit
import gc
import io
import re
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from msgspec.structs import replace
from rich.console import Console
from tests import builders
from tests.builders import said
from tests.corpus_ledgers import CORPUS, ledger_bytes, names, sealed
from tests.papers import reading, samples

from antragsbudget import pipeline
from antragsbudget.cli import clock
from antragsbudget.cli.ask.candidates import Candidate
from antragsbudget.cli.ask.interview import Interview
from antragsbudget.cli.main import main
from antragsbudget.core import calculation
from antragsbudget.core.admission import Decision, admit
from antragsbudget.core.balances import Balances, fold
from antragsbudget.core.budget import Allocation, Condition
from antragsbudget.core.chain import entry_hash
from antragsbudget.core.entries import KINDS, Entry, alias_of, fields_of, table_of
from antragsbudget.core.paper import EarlierState, Occasion, annex, paper
from antragsbudget.core.proposal import Now, Proposal, Typed
from antragsbudget.core.rules import check_form
from antragsbudget.core.statement import current_year, statement
from antragsbudget.documents import terminal
from antragsbudget.documents.parts import Document
from antragsbudget.errors import LedgerError, TemplateError
from antragsbudget.language import Language, formats
from antragsbudget.language.messages.toml import EntriesInline
from antragsbudget.language.speaker import Speaker
from antragsbudget.ledger import codec, fast_reader, gate
from antragsbudget.ledger.ledger import Ledger
from antragsbudget.papers import markdown, pdf, web, word, writers
from antragsbudget.values import dates, money, texts

gc.enable()  # the program does without while it runs once; here it runs a million times

LANGUAGES: tuple[Language, ...] = ("de", "en")
_UNFIT = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
TODAY = date(2023, 3, 8)
NOW = Now(TODAY, datetime(2023, 3, 8, 9, 0, tzinfo=UTC), "kb")
CUT = "\x1f"
"""What parts the texts of one case; TOML refuses it, and of a text it is one control among many."""

WORDS = (
    *("1.234,56", "€", "EUR ", "heute", "letzten Montag", "31.12.2022", "2022-02-29", "19", "%"),
    *("[red]", "[/]", "{0}", "%s", "$(id)", "`", "|", "<b>", "&amp;", "](x)", "\\", "'", '"', "#"),
    *("\x1b[31m", "\x07", "\r", "\n", "\t", "\0", "\x7f", "\x85", "\u2028", "\u202e", "\u200b"),
    *("\udcff", "\ufeff", "\U000e0041", "\u0301", "é", "٣", "中", "😀", "\ufffe", "ﷺ", "ß"),
    *("=", "-", "--", "\n[[entry]]\n", '"""', "[a.b]", "1e9", "nan", "0.00", "9999999999.99", CUT),
)


class Target(NamedTuple):
    """Something to try: what it does with any bytes, and examples to begin with."""

    judge: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    words: Sequence[str] = WORDS


def typed(given: bytes) -> str:
    """Return bytes as the arguments of a process are read: what is no UTF-8 stays, as a half."""
    return given.decode("utf-8", "surrogateescape")


def written(given: bytes) -> str:
    """Return bytes as a text that a file can hold."""
    return given.decode("utf-8", "replace")


def shown_harmlessly(text: str) -> bool:
    """Say whether a terminal shows this and obeys none of it."""
    bad = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return all(c in "\n\u200c\u200d" or unicodedata.category(c) not in bad for c in text)


# What a person types for a value

SHOWN = (money.in_german, money.in_english, money.plain)


def amount(given: bytes) -> None:
    """An amount is exact and within its bounds, and reads back as it is shown."""
    try:
        read = money.parse(typed(given))
    except money.AmountError as error:
        meant = error.readings
    else:
        meant = (read,)
        assert all(money.parse(f(read)) == read for f in SHOWN)
    for amount in meant:
        assert money.CENT <= amount <= money.LARGEST and amount.as_tuple().exponent == -2


def rate(given: bytes) -> None:
    """A rate is one of three."""
    try:
        assert money.parse_tax_rate(typed(given)) in (0, 7, 19)
    except money.AmountError:
        return


def day(given: bytes) -> None:
    """A day reads back as it is shown."""
    try:
        read = dates.parse(typed(given), TODAY)
    except dates.DateError:
        return
    assert dates.parse(dates.in_english(read), TODAY) == read
    assert dates.parse(dates.in_german(read), TODAY) == read


def calculated(given: bytes) -> None:
    """What is calculated is an amount, or no calculation."""
    try:
        found = calculation.calculate(typed(given))
    except calculation.CalculationError:
        return
    assert money.CENT <= found.amount <= money.LARGEST
    assert found.amount.as_tuple().exponent == -2


# The ledger


@cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="hostile-")
    atexit.register(shutil.rmtree, folder)
    return Path(folder)


def _read(path: Path) -> Ledger | None:
    """Return a ledger, or None once its fault can be told in both languages."""
    try:
        return pipeline.read(path)
    except LedgerError as error:
        failure = error.failure
    for language in LANGUAGES:
        assert all(map(shown_harmlessly, said(failure, Speaker(language))))
    return None


def ledger(given: bytes) -> None:
    """Any file is a ledger or a told fault: for reading, the fast way and `verify` alike."""
    path = _folder() / "l.toml"
    path.write_bytes(given)
    found = _read(path)
    fast = fast_reader.read(given)
    if fast is not None:
        whole = gate.sound_inspection(fast.budget, fast.entries, fast.opening_hash)
        assert whole == gate.require_sound(codec.parse(given, "l.toml"))
    verified = pipeline.verify(path, None)
    assert found is not None or verified.findings
    for language in LANGUAGES:
        names = verified.budget.names if verified.budget else {}
        speaker = Speaker(language, names, of_file=True)
        for finding in verified.findings:
            assert all(map(shown_harmlessly, said(finding.fault, speaker)))
    if found is not None:
        _used(found)


def _used(found: Ledger) -> None:
    """See whether all that reads and writes gets along with a ledger that passed the gate."""
    for as_of in (None, date(2022, 6, 1)):
        balances = found.balances(as_of)
        for year in balances.years:
            statement(balances, year, as_of or TODAY)
    balances, name = found.balances(), found.budget.allocations[0].id
    occasion = _occasion(balances, found.fingerprint)
    for part in (paper(balances, occasion), annex(balances, occasion)):
        for language in LANGUAGES:
            assert shown_harmlessly(markdown.write(writers.document_of(part, language)))
    wanted = Proposal("reservation", {"allocation": name, "amount": "1", "purpose": "x"})
    _appended(found, admit(balances, wanted, NOW))


def _appended(found: Ledger, decision: Decision) -> None:
    """See whether what is admitted is written behind the ledger, and reads back as it is."""
    if decision.entry is None:
        return
    made = replace(decision.entry, hash=entry_hash(found.fingerprint, table_of(decision.entry)))
    try:
        new = codec.append(found.content, "l.toml", table_of(made))
    except LedgerError as error:
        inline = isinstance(error.failure, EntriesInline)  # such an array cannot be extended
        assert inline
        return
    assert new.startswith(found.content)
    assert gate.require_sound(codec.parse(new, "l.toml")).entries == (*found.entries, made)
    fast = fast_reader.read(new)
    assert fast is None or fast.entries == [*found.entries, made]


def chained(given: bytes) -> None:
    """The same of a ledger whose hashes somebody has computed anew, whatever it says."""
    ledger(_sealed(given))


def _sealed(given: bytes) -> bytes:
    """Return a ledger with a whole chain; as it is where something in it has no hash."""
    try:
        entries = codec.parse(given, "l.toml").entries
        if all(len(str(entry.get("hash"))) == 64 for entry in entries):
            return sealed(given.decode()).encode()
    except (LedgerError, TypeError):
        pass
    return given


def _small(*folders: str) -> list[bytes]:
    found = (ledger_bytes(f"{folder}/{name}") for folder in folders for name in names(folder))
    return [content for content in found if len(content) < 5_000]


def _ledgers() -> list[bytes]:
    return _small("valid", "broken")


@cache
def repeated() -> tuple[bytes, ...]:
    """Return ledgers in which one sequence of keys is frequent, so that the fast way learns it."""
    header = ledger_bytes("valid/shipped").decode()
    made = []
    for kind in KINDS:
        entries = (e for path in _rich() for e in path.entries if e.kind == kind)
        table = table_of(max(entries, key=lambda entry: len(table_of(entry))))
        blocks = (
            codec.block({**table, "nr": nr, "hash": f"{nr:064}"}, "\n")
            for nr in range(1, fast_reader.MIN_OCCURRENCES + 2)
        )
        made.append(sealed(header + "".join(blocks)).encode())
    return tuple(made)


@cache
def _rich() -> tuple[Ledger, ...]:
    names = ("acceptance", "in-use", "two-years", "shortfall", "four-eyes", "used-up")
    return tuple(pipeline.read(CORPUS / "valid" / f"{name}.toml") for name in names)


# What is asked to be recorded


FLAGS = {
    "net",
    *(f.name for kind in KINDS.values() for f in fields_of(kind) if alias_of(f.type) == "flag"),
}


@cache
def _in_use() -> tuple[Ledger, Balances]:
    found = pipeline.read(CORPUS / "valid" / "in-use.toml")
    return found, found.balances()


def decided(given: bytes) -> Decision:
    """Return what is decided on a kind and its fields, as they could have been typed."""
    kind, *fields = typed(given).split(CUT)
    if kind not in KINDS:
        kind = tuple(KINDS)[len(kind) % len(KINDS)]
    words: dict[str, Typed] = {}
    for one in fields:
        name, is_text, text = one.partition("=")
        if name in FLAGS:
            words[name] = name != "public"
        elif is_text:
            words[name] = text
    return admit(_in_use()[1], Proposal(kind, words), NOW)


def proposed(given: bytes) -> None:
    """What is asked for is refused, and told, or recorded, read back and found in order."""
    decision, (found, _) = decided(given), _in_use()
    for language in LANGUAGES:
        speaker = Speaker(language, found.budget.names)
        for record in (*decision.violations, *decision.notices):
            assert all(map(shown_harmlessly, said(record, speaker)))
    assert (decision.entry is None) == bool(decision.violations)
    _appended(found, decision)
    if decision.entry is not None:
        assert check_form(decision.entry) == []


SPENT = "payee=A|purpose=B|area=Resilienz der IT gegen Angriffe|net|tax_rate=19|public"
ANY = "date=5.1.2023|year=2022|recorded_by=kb|reference=AZ 1|note=n"
ADMITTED = (
    f"reservation|allocation=DCP|amount=1.234,56|{SPENT}|{ANY}",
    f"commitment|allocation=DCP|amount=1|reservation=16|final|until=2024|order_number=B-1|{SPENT}",
    f"expense|allocation=DZ|amount=5|commitment=6|final|voucher=R-9|invoice_date=1.1.2023"
    f"|due_date=31.1.2023|certified_by=mw|ordered_by=kb|{SPENT}",
    f"payment|entry=11|{ANY}",
    f"settlement|entry=18|reason=C|{ANY}",
    "refund|entry=20|amount=10|voucher=G-1|purpose=D",
    "reversal|entry=16|reason=E",
    "transfer|from_=DCP|to=DZ|amount=1|decision=F|reason=G",
    "supplement|allocation=DZ|amount=1|basis=nachtrag|decision=H|reason=I",
    "cut|allocation=DCP|amount=260000|decision=J|reason=K|despite_shortfall",
    "block|allocation=DZ|amount=7|reason=L|decision=M",
    "release|allocation=DCP|amount=alles|decision=N",
    "consent|allocation=DZ|party=Neuss|answer=given|reference=O",
    "measure|measure=M1|title=P|allocation=DZ|area=Digitaler Zwilling|status=planned|planned=9"
    "|result=Q|next_step=R|target_date=1.5.2023|funding=S|public_text=T|public",
    "setting|key=office|value=U|decision=V",
    "carry_forward|allocation=DZ|amount=alles|from_year=2022|reason=W",
    f"year_close|year=2022|reason=X|{ANY.replace('|year=2022', '')}",
)
"""An entry of each kind as it could be typed; an issued paper is made by the program."""
ASKED = tuple(kind for kind in KINDS if kind not in ("carry_forward", "paper"))
"""What a person is asked for; carrying forward is a part of ending the year."""


def _proposals() -> list[bytes]:
    return [words.replace("|", CUT).encode() for words in ADMITTED]


def answered(given: bytes) -> None:
    """Whatever is answered, the questions end, and what they come to is recorded.

    What could be refused was refused where it was asked; to end a year, nothing more is asked than
    which. A tab is answered by what would complete it.
    """
    kind, *answers = typed(given).split(CUT)
    if kind not in ASKED:
        kind = ASKED[len(kind) % len(ASKED)]
    found = _rich()[sum(given) % len(_rich())]
    balances, waiting = found.balances(), iter(answers)

    def ask(
        label: str, text: str, candidates: Sequence[Candidate], beside: Callable[[str], str]
    ) -> str:
        answer = next(waiting, None)
        if answer is None:
            raise EOFError
        if candidates and answer.startswith("\t"):
            answer = candidates[len(answer) % len(candidates)][0]
        assert all(map(shown_harmlessly, (label, beside(answer), *chain(*candidates))))
        return answer or text

    for language in LANGUAGES:
        waiting = iter(answers)
        speaker = Speaker(language, found.budget.names)
        interview = Interview(kind, {}, {}, NOW, balances, speaker, bare=True, plain=True)
        said = io.StringIO()
        with suppress(EOFError), redirect_stdout(said), redirect_stderr(said):
            decision = admit(balances, Proposal(kind, interview.ask_on(ask, {})), NOW)
            assert decision.entry is not None or kind == "year_close"
            _appended(found, decision)
        assert shown_harmlessly(said.getvalue())


def _answers() -> list[bytes]:
    """Return answers in the order of the questions, right and wrong ones."""
    told = [
        "expense|DZ|6|480*2+1|nein|A|B|R-9||heute||mw|kb|",
        "expense|\t\t|||1|A|B|R-9|\t|gestern||mw|kb|",
        "commitment|DCP|<|DZ|nein|1.000,00|<|900|A|B|||",
        "reservation|DZ|1.234,56|x|A||montag|",
        "transfer|DZ|DZ|DCP|1|F|gestern|",
        "measure|M9|Neues|DZ|\t|geplant|9|1.5.2023|Q|T||",
        "supplement|\t|5|\t\t|O||",
        *("cut|DCP|1000000|1|O||", "block|\t|7|O|M||", "consent|DZ|\t|erteilt|O||"),
        *("payment|\t||", "refund|\t\t|0,01|G-1||", "reversal|\t|E||", "settlement|\t\t||"),
        *("release|\t|alles|N||", "setting|\t|U|V||", "year_close|2023|2022|"),
    ]
    return [words.replace("|", CUT).encode() for words in told]


# The program itself, in this process

STEERS = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
LOOKS = (
    *(("status",), ("status", "--all"), ("entries",), ("open",), ("measures",), ("show", "1")),
    *(("show", "3", "--json"), ("status", "--json"), ("entries", "--json"), ("verify", "--json")),
    *(("verify",), ("summary",), ("summary", "--json"), ("summary", "--non-public")),
    *(("status", "--plain"), ("entries", "--plain"), ("close-year", "2022", "--dry-run")),
    ("reserve", "DCP", "1", "--purpose", "x", "--dry-run"),
)
KEPT_AWAY = ("output", "ausgabe", "init", "anlegen", "ledger", "datei", "template", "vorlage")
"""Words of a line that could name a file of this machine."""


def run(arguments: Sequence[str]) -> tuple[int, str]:
    """Run the program in this process, and return its code and all that it said."""
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2)]
    before = sys.argv, sys.stdin, sys.stdout, sys.stderr, clock.today, clock.moment, clock.user
    sys.argv, sys.stdin = ["antragsbudget", *arguments], io.StringIO()
    sys.stdout, sys.stderr = streams
    clock.today, clock.moment, clock.user = lambda: TODAY, lambda: NOW.moment, lambda: "kb"
    try:
        code = main()
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = before[:4]
        clock.today, clock.moment, clock.user = before[4:]
    for stream in streams:
        stream.flush()
    return code, "".join(stream.buffer.getvalue().decode() for stream in streams)


def shown(given: bytes) -> None:
    """Every command answers any ledger with a code of the contract, and shows it harmlessly."""
    path = _folder() / "shown.toml"
    path.write_bytes(_sealed(given))
    _answered([*LOOKS[sum(given) % len(LOOKS)], "--ledger", str(path)])


def line(given: bytes) -> None:
    """Any words after a command are answered with a code of the contract, harmlessly."""
    words = typed(given).split(CUT)
    if any(kept in word for word in words for kept in KEPT_AWAY):
        return
    path = _folder() / "line.toml"
    path.write_bytes(_in_use()[0].content)
    _answered(["--ledger", str(path), *words])


def _answered(arguments: Sequence[str]) -> None:
    """See whether a command ends with a code of the contract and says nothing that steers.

    JSON has every letter as it is, also those of Arabic that count as formats of others.
    """
    code, said = run(arguments)
    assert code in (0, 1, 2, 3)
    assert not STEERS.search(said) if "--json" in arguments else shown_harmlessly(said)


def _lines() -> list[bytes]:
    typed_lines = [
        ["commit", "DCP", "1", "--payee", "A", "--purpose", "B", "--note=c", "--date", "heute"],
        ["anordnen", "DZ", "1.234,56", "--empfaenger", "A", "--gegenstand", "B", "--beleg", "C"],
        ["transfer", "DCP", "DZ", "1", "--decision", "x", "--reason", "y", "--json"],
        ["measure", "M1", "--title", "A", "--status", "planned", "--planned", "5"],
        ["cut", "DCP", "999999", "--decision", "x", "--despite-shortfall", "--reason", "y"],
        ["set", "warn_at", "0,8", "--decision", "x", "--by", "kb", "--reference", "AZ"],
        *(["refund", "3", "1"], ["pay", "3"], ["reverse", "3", "--reason", "x"], ["settle", "2"]),
        *(["entries", "--text", "x", "--payee", "y"], ["status", "--as-of", "1.1.2023"], ["hilfe"]),
        ["consent", "DZ", "Neuss", "--answer", "given", "--reference", "x", "--lang", "en"],
    ]
    return [CUT.join(words).encode() for words in typed_lines]


# Papers


def _occasion(balances: Balances, fingerprint: str, text: str | None = None) -> Occasion:
    year, entries = current_year(balances), len(balances.entries)
    known = {"year": year, "as_of": TODAY, "entries": entries, "fingerprint": fingerprint}
    return Occasion(**known, number=text)  # type: ignore[arg-type]  # as named


def documents(given: bytes) -> list[Document]:
    """Return papers of a ledger in which the given texts stand wherever a text can stand."""
    given_texts = written(given).split(CUT)
    used = 0

    def text() -> str:
        nonlocal used
        used += 1
        one = given_texts[(used - 1) % len(given_texts)]
        return one if one.strip() else "x"

    dz = Allocation(
        id="dz",
        code=text(),
        title=text(),
        amount=Decimal("300000.00"),
        condition=Condition(text=text(), parties=(text(), text())),
    )
    header: Mapping[str, object] = {
        **{key: text() for key in ("title", "authority", "committee", "office", "chair")},
        "movers": (text(), text()),
        "areas": (text(),),
    }
    budget = builders.budget(dz, builders.DCP, **header)
    name = text()
    more = {key: text() for key in ("title", "result", "next_step", "funding", "public_text")}
    of_measure = {"measure": name, "area": text()}
    entries: list[Entry] = [
        builders.measure(1, measure=name, planned="500.00", status="running", **more),
        builders.commitment(2, payee=text(), purpose=text(), **of_measure),
        builders.expense(3, commitment=2, payee=text(), purpose=text(), voucher=text()),
        builders.commitment(4, payee=text(), purpose=text(), public=False, note=text()),
        builders.cut(5, decision=text(), reason=text()),
        builders.block(6, reason=text()),
        builders.consent(7, party=budget.allocations[0].condition.parties[0], reference=text()),  # type: ignore[union-attr]
        builders.setting(8, key="adopted", value=text(), decision=text()),
        builders.reversal(9, 3, reason=text()),
        builders.release(10, decision=text()),
    ]
    balances = fold(budget, entries)
    occasion = _occasion(balances, builders.FINGERPRINT, text())
    earlier = EarlierState(fold(budget, entries[:2]), since=builders.AFTER)
    found = paper(balances, occasion, earlier), annex(balances, occasion)
    return [writers.document_of(part, language) for part in found for language in LANGUAGES]


def fit_for_xml(found: Iterable[reading.Found]) -> list[reading.Found]:
    """Return what is read from XML or HTML: what they cannot hold is spelled by its number."""

    def spelled(some: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_UNFIT.sub(lambda c: f"\\u{ord(c[0]):04x}", text) for text in some)

    return [
        one._replace(texts=spelled(one.texts), rows=(*map(spelled, one.rows),)) for one in found
    ]


def papers(given: bytes) -> None:
    """The texts read back as they are from Markdown and web page; the terminal is not steered."""
    for document in documents(given):
        said = reading.of_document(document)
        text = markdown.write(document)
        assert shown_harmlessly(text)
        assert reading.of_markdown(text) == said
        assert reading.of_html(web.write(document)) == fit_for_xml(said)
        console = Console(file=io.StringIO(), width=79, markup=False, emoji=False, highlight=False)
        terminal.write(document.parts, console, document.language)
        assert isinstance(console.file, io.StringIO) and shown_harmlessly(console.file.getvalue())


def files(given: bytes) -> None:
    """Word reads back, and a PDF comes out, the same bytes each time."""
    public, _, not_public, _ = documents(given)
    for document in (public, not_public):
        said = fit_for_xml(reading.of_document(document))
        assert reading.of_word(word.write(document)) == said
    content = pdf.write(public)
    assert content.startswith(b"%PDF-") and pdf.write(public) == content


@cache
def _parts_of_template() -> Mapping[str, bytes]:
    with ZipFile(io.BytesIO(samples.template())) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def template(given: bytes) -> None:
    """A Word template with a part exchanged, or any other file, is filled or refused as unfit."""
    name, cut, content = given.partition(CUT.encode())
    parts, file = _parts_of_template(), io.BytesIO(given)
    if cut and written(name) in parts:
        with ZipFile(file, "w") as made:
            for other, known in parts.items():
                made.writestr(other, content if other == written(name) else known)
    try:
        word.write(samples.document(*samples.every_part("x")), file.getvalue())
    except TemplateError as error:
        refusal = error.refusal
    else:
        return
    assert all(map(shown_harmlessly, said(refusal, Speaker("de"))))


def _templates() -> list[bytes]:
    found = _parts_of_template().items()
    return [CUT.encode().join([name.encode(), part]) for name, part in found if len(part) < 8_000]


def _texts() -> list[bytes]:
    return [CUT.join(WORDS[at : at + 9]).encode("utf-8", "surrogatepass") for at in range(0, 60, 9)]


def text(given: bytes) -> None:
    """A text is refused, or stored as a composed line that cannot steer what shows it."""
    stored = texts.typed(typed(given))
    if texts.fault(stored) is None:
        assert texts.typed(stored) == stored and "\n" not in stored
        assert shown_harmlessly(formats.visible(stored))


TARGETS: Mapping[str, Target] = {
    "amount": Target(
        amount, lambda: [b"1.234,56", b"EUR 1 234.50", "1\u202f000 €".encode(), b"1,234.56"]
    ),
    "rate": Target(rate, lambda: [b"19", b"7 %", b"0", b"16"]),
    "day": Target(day, lambda: [b"2022-04-05", b"5.4.22", b"letzten montag", b"5. april 2022"]),
    "calculation": Target(
        calculated, lambda: [b"2*480+290", b"(1.000,50-3)/7", "3\u00d74".encode()]
    ),
    "text": Target(text, _texts),
    "ledger": Target(ledger, _ledgers),
    "chained": Target(chained, lambda: [*_small("valid"), *repeated()]),
    "proposal": Target(proposed, _proposals),
    "answers": Target(answered, _answers),
    "line": Target(line, _lines),
    "shown": Target(shown, lambda: _small("valid", "broken")),
    "papers": Target(papers, _texts),
    "files": Target(files, _texts),
    "template": Target(template, _templates),
}
