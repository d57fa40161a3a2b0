"""Charts as data, as SVG for the web page, the PDF and Word, and as a text that says the same.

    documents.charts ── stacks, spending, areas (on canvas) ──> SVG
           └─────────── alternative_text ────────────────────> text

Amounts stay decimals; only coordinates are rounded, from whole cents to whole units.
"""
