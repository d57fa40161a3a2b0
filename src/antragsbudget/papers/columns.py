"""Computes the column widths of a table, for formats that do not lay tables out themselves."""

from itertools import pairwise

from antragsbudget.documents.parts import Table

PADDING = 220  # twips: both sides of a cell
LONGEST = 120  # characters; a longer cell gets no more room but more lines
LONGEST_WORD = 20  # characters; a longer word is broken


def widths(table: Table, total: int, character: int) -> tuple[int, ...]:
    """Return the width of each column in twips, for letters of *character* twips; in all *total*.

    An amount, and the longest word of a column, get the room for one line; what is left is shared
    by the length of the texts.
    """
    least, wanted = [], []
    for title, side, *cells in zip(table.header, table.align, *table.rows, strict=True):
        longest = max(len(text) for text in (title, *cells))
        word = max((len(word) for text in (title, *cells) for word in text.split()), default=1)
        amount = max((len(cell) for cell in cells), default=1) if side == "right" else 1
        least.append(PADDING + character * max(amount, min(word, LONGEST_WORD)))
        wanted.append(PADDING + character * min(longest, LONGEST))
    wanted = [max(pair) for pair in zip(least, wanted, strict=True)]
    if sum(wanted) <= total:
        return _whole(wanted, total)
    if sum(least) >= total:
        return _whole(least, total)
    return _shared(least, wanted, total)


def _shared(least: list[int], wanted: list[int], total: int) -> tuple[int, ...]:
    """Give each its least, and of what is left a share by what it wants beyond that."""
    spare = total - sum(least)
    more = [want - need for need, want in zip(least, wanted, strict=True)]
    return _whole(
        [need + spare * extra // sum(more) for need, extra in zip(least, more, strict=True)], total
    )


def _whole(parts: list[int], total: int) -> tuple[int, ...]:
    """Scale *parts* so that they are *total* to the last twip."""
    edges = [0]
    for part in parts:
        edges.append(edges[-1] + part)
    scaled = [edge * total // edges[-1] for edge in edges]
    return tuple(end - start for start, end in pairwise(scaled))
