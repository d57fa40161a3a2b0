"""What a paper shows, for programs: the same figures and entries as JSON and as CSV, and no more.

Amounts are strings; texts are data: none can become a formula in a spreadsheet.
"""

import csv
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import StringIO

from antragsbudget.core import closing
from antragsbudget.core.budget import Budget
from antragsbudget.core.closing import ClosingLine
from antragsbudget.core.listing import Row
from antragsbudget.core.paper import Annex, MeasureReport, Paper
from antragsbudget.core.statement import AMOUNTS
from antragsbudget.documents import entries
from antragsbudget.documents.data import figures
from antragsbudget.documents.parts import Attachment
from antragsbudget.language import Both, Language, documents, vocabulary
from antragsbudget.language.papers import files
from antragsbudget.language.papers.funds import BY_ALLOCATION
from antragsbudget.language.papers.heading import ENTRIES
from antragsbudget.values.money import plain

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def attachments(content: Paper | Annex, language: Language) -> tuple[Attachment, ...]:
    """Return the data files to attach to a PDF."""
    facts = json.dumps(as_data(content), ensure_ascii=False, indent=2) + "\n"
    attached = [_file(files.DATA_NAME, "application/json", files.DATA, facts, language)]
    if isinstance(content, Paper):
        text = _figures_csv(content, language)
        attached.append(_file(files.ALLOCATIONS_NAME, "text/csv", BY_ALLOCATION, text, language))
        rows, payees = content.annex, False
    else:
        rows, payees = content.entries, True
    text = _entries_csv(rows, content.budget, language, payees=payees)
    return (*attached, _file(files.ENTRIES_NAME, "text/csv", ENTRIES, text, language))


def _file(name: Both, media: str, about: Both, text: str, language: Language) -> Attachment:
    return Attachment(name.said(language), media, about.said(language), text)


def as_data(content: Paper | Annex) -> dict[str, object]:
    """Return what a paper shows as plain data, and nothing else."""
    occasion = content.occasion
    head: dict[str, object] = {
        "title": content.budget.title,
        "committee": content.committee,
        "office": content.office,
        "number": occasion.number,
        "meeting": _day(occasion.meeting),
        "public": isinstance(content, Paper),
        "issued": occasion.issued,
        "year": occasion.year,
        "as_of": _day(occasion.as_of),
        "currency": content.budget.currency,
        "entries_recorded": occasion.entries,
        "fingerprint": occasion.fingerprint,
        "measures": [_measure(report) for report in content.measures],
    }
    if isinstance(content, Annex):
        return head | {"entries": [_entry(row, payees=True) for row in content.entries]}
    period = content.period
    return head | {
        "adopted": None if content.adopted is None else content.adopted.value,
        "allocations": [
            {"id": line.allocation.id, "title": line.allocation.title} | figures(line.figures)
            for line in content.statement.lines
        ],
        "total": figures(content.statement.total),
        "year_end": [_year_end(line) for line in content.year_end],
        "consents": [
            {
                "allocation": report.state.allocation.id,
                "given": list(report.state.given),
                "refused": list(report.state.refused),
                "withdrawn": list(report.state.withdrawn),
                "unanswered": list(report.state.unanswered),
            }
            for report in content.conditions
        ],
        "neutral": [{"text": row.text, "amount": plain(row.money)} for row in content.neutral],
        "since": None if period is None else _day(period.since),
        "last_paper": None if period is None or period.paper is None else period.paper.nr,
        "entries_since": [] if period is None else [_entry(row) for row in period.new],
        "late": [] if period is None else [row.entry.nr for row in period.late],
        "measures_since": [] if period is None else [state.measure for state in period.measures],
        "entries": [_entry(row) for row in content.annex],
        "entries_not_public": content.not_public,
    }


def _year_end(line: ClosingLine) -> dict[str, object]:
    amounts = {name: plain(getattr(line, name)) for name in closing.AMOUNTS}
    return {"id": line.allocation.id, **amounts}


def _measure(report: MeasureReport) -> dict[str, object]:
    state = report.state
    return {
        "id": state.measure,
        "title": state.title,
        "area": state.area,
        "status": state.status,
        "amount": plain(report.money),
        "result": state.result,
        "next_step": state.next_step,
        "target_date": _day(state.target_date),
        "funding": state.funding,
    }


def _entry(row: Row, *, payees: bool = False) -> dict[str, object]:
    entry = row.entry
    shown = {
        "nr": entry.nr,
        "date": _day(entry.date),
        "kind": entry.kind,
        "allocations": list(row.allocations),
        "amount": None if row.amount is None else plain(row.amount),
        "purpose": getattr(entry, "purpose", None),
        "reversed_by": row.reversed_by,
    }
    return shown | ({"payee": row.payee} if payees else {})


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _figures_csv(paper: Paper, language: Language) -> str:
    lines = [(line.allocation.name, line.figures) for line in paper.statement.lines]
    lines.append((documents.TOTAL.said(language), paper.statement.total))
    header = ["", *(vocabulary.FIGURES[name].said(language) for name in AMOUNTS)]
    rows = [
        [_text(name), *(_number(getattr(figures, figure), language) for figure in AMOUNTS)]
        for name, figures in lines
    ]
    return _csv([header, *rows], language)


def _entries_csv(rows: Iterable[Row], budget: Budget, language: Language, *, payees: bool) -> str:
    rows = list(rows)
    table = entries.table(rows, budget, language, payees=payees)
    amounts = ["" if row.amount is None else _number(row.amount, language) for row in rows]
    cells = [
        [*map(_text, row[:4]), amount, _text(row[5])]
        for row, amount in zip(table.rows, amounts, strict=True)
    ]
    return _csv([list(table.header), *cells], language)


def _number(amount: Decimal, language: Language) -> str:
    """Return an amount as a spreadsheet of the reader's country takes it for a number."""
    shown = plain(amount)
    return shown.replace(".", ",") if language == "de" else shown


def _text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _csv(rows: list[list[str]], language: Language) -> str:
    """Return rows as a spreadsheet opens them: with a BOM, and in German with semicolons."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=";" if language == "de" else ",").writerows(rows)
    return "\ufeff" + text.getvalue()
