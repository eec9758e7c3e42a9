"""Change control for engineering projects, native to git.

A git revision is read as blobs, the blobs are split into records, the records
are checked and assembled into a baseline; two baselines are compared into a
change set; what it means is a change record, what it touches is its impact,
and both are rendered as text, Markdown, LaTeX, reStructuredText, HTML, JSON or
CSV.
"""

__version__ = "0.1.0"
