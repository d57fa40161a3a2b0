"""Charts as data, as SVG for the web page, the PDF and Word, and as a text that says the same.

    model ── drawn by stacks, course, areas (on canvas) ──> SVG
      └───── told by telling ──────────────────────────> text alternative

Amounts stay decimals; only coordinates are rounded, from whole cents to whole units.
"""
