"""The same ledger is the same file, whoever writes it: other place, hour, language, hash seed."""

from __future__ import annotations

from pathlib import Path

from tests.papers import samples
from tests.papers.stories import Papers
from tests.program import LEDGER, environment, run

FORMS = ("md", "html", "docx", "pdf")


def test_two_processes_write_the_same_bytes(example: Papers, tmp_path: Path) -> None:
    ledger = (example.folder / LEDGER).read_bytes()
    written = []
    for name, env, at in (
        ("one", {"TZ": "UTC", "PYTHONHASHSEED": "1"}, "2023-02-01T09:00:00Z"),
        ("two", {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2"}, "2025-07-14T23:30:00Z"),
    ):
        folder = tmp_path / name
        folder.joinpath("data").mkdir(parents=True)
        (folder / LEDGER).write_bytes(ledger)
        (folder / "kreis.docx").write_bytes(samples.template())
        outputs = [word for form in FORMS for word in ("--output", f"paper.{form}")]
        lang = "en_GB.UTF-8" if name == "two" else "de_DE.UTF-8"
        done = run(
            folder,
            *("summary", "--lang=de", "--as-of=2022-12-31", "--year=2022", *outputs),
            "--template=kreis.docx",
            at=at,
            env=environment(lang=lang, **env),
        )
        assert done.code == 0, done.said
        written.append({form: (folder / f"paper.{form}").read_bytes() for form in FORMS})
    assert [form for form in FORMS if written[0][form] != written[1][form]] == []


def test_an_issued_paper_is_written_again_to_the_byte(tmp_path: Path) -> None:
    outputs = [word for form in FORMS for word in ("--output", f"{{}}.{form}")]
    first, again = ([word.format(name) for word in outputs] for name in ("first", "again"))
    expense = ["expense", "DCP", "5", "--voucher=1"]
    for command, at in (
        (["init", "--example"], "2023-12-20T09:00:00Z"),
        (["summary", "--issue", "--meeting=2024-01-25", *first], "2024-01-10T09:00:00Z"),
        ([*expense, "--payee=A", "--purpose=B"], "2024-01-11T09:00:00Z"),
        (["summary", "--reissue", "79", *again], "2024-03-01T09:00:00Z"),
    ):
        done = run(tmp_path, *command, at=at)
        assert done.code == 0, done.said
    for form in FORMS:
        assert (tmp_path / f"first.{form}").read_bytes() == (
            tmp_path / f"again.{form}"
        ).read_bytes()


def test_a_writer_that_is_not_installed_is_named_and_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ModuleNotFoundError(name='typst')", "utf-8")
    env = environment()
    env["PYTHONPATH"] = f"{tmp_path}:{env['PYTHONPATH']}"
    assert run(tmp_path, "init", env=env).code == 0
    for form in ("docx", "pdf"):
        done = run(tmp_path, "summary", "--output=x.md", f"--output=x.{form}", env=env)
        assert done.code == 2 and "Traceback" not in done.err
        assert "[papers]" in done.err
    assert not list(tmp_path.glob("x.*"))
    assert run(tmp_path, "summary", "--output=x.html", env=env).code == 0
