"""Change control for engineering projects, native to git.

A git revision is read as blobs, the blobs are split into records, the records
are checked and assembled into a baseline; two baselines are compared into a
change set, its impact is assessed, and the result is rendered as text,
Markdown, LaTeX, reStructuredText, HTML, JSON or CSV.
"""

__version__ = "0.1.0"
