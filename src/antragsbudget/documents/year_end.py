"""What happens to the money of a budget year when it is closed (§ 22 KomHVO NRW)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from antragsbudget.core.closing import AMOUNTS, ClosingLine, summed
from antragsbudget.documents.parts import LEFT, RIGHT, Table
from antragsbudget.language import Language, documents, formats


def table(
    lines: Sequence[ClosingLine],
    language: Language,
    caption: str = "",
    *,
    closed: bool,
) -> Table:
    """Return what is left and where it goes, with a column per allocation and one for the total."""
    columns = [
        (formats.visible(line.allocation.name), {name: getattr(line, name) for name in AMOUNTS})
        for line in lines
    ]
    columns.append((documents.TOTAL.said(language), summed(lines)))
    titles = documents.year_end_rows(closed=closed)
    if not any(line.carried_blocked for line in lines):
        del titles["carried_blocked"]
    return Table(
        header=(documents.AMOUNTS_IN_EUROS.said(language), *(name for name, _ in columns)),
        align=(LEFT, *(RIGHT for _ in columns)),
        rows=tuple(
            (
                title.said(language),
                *(formats.amount(amounts[name], language) for _, amounts in columns),
            )
            for name, title in titles.items()
        ),
        caption=caption,
    )


def rest(amounts: Mapping[str, Decimal], year: int, language: Language) -> str:
    """Return where the money that was not ordered went, leaving out zero amounts."""
    parts = list(_rest(amounts, year + 1, language))
    return formats.listed(parts, language) or documents.NOTHING_REMAINED.said(language)


def _rest(amounts: Mapping[str, Decimal], later: int, language: Language) -> Iterator[str]:
    moved, carried, lapsed = (amounts[name] for name in ("committed", "carried", "lapses"))
    if moved > 0:
        yield documents.moved_on(moved, later, language)
    if carried > 0:
        blocked = amounts["carried_blocked"]
        yield documents.carried(carried, blocked, later, language, further=moved > 0)
    if lapsed > 0:
        yield documents.has_lapsed(lapsed, language)
    if lapsed < 0:
        yield documents.was_missing(-lapsed, language)
