from __future__ import annotations

ROWS = "1.0\t2017-08-18\tFirst. Approved in RFC-1.\tA. Vega"


CONTENTS = "3.1 One: LDM-503-01\t4"


SECTION = """3.1 One: LDM-503-01

Due: 2018-01-31; completed 2018-02-01.

- DM-A-1: Alpha (*Due: 2017-05-01; currently incomplete*)
"""


def text(section: str = SECTION, contents: str = CONTENTS, rows: str = ROWS, *, draft: bool = True) -> str:
    """Write a small LDM-564 in the shape of the published ones."""
    return f"""
SURVEY TELESCOPE

Survey
Plan of Releases

Ada Vega, Bob Lyra,
Cy Crux

LDM-564

Latest Revision: 2018-04-13

{"Draft Revision NOT YET Approved - words" if draft else ""}

Abstract

Words.

Change Record

Version\tDate\tDescription\tOwner name
{rows}

Document source location: <https://example.org/LDM-564>

Contents

1 Introduction\t1
3 Functionality in DM releases\t3
{contents}
4 References\t9

Draft

Plan of Releases

1 Introduction

Words, and a list that is none of ours:

- DM-X-1: not a feature

3 Functionality in DM releases

Words before the first release.

{section}
4 References

- [1] **[LDM-1]**, Vega, A., 2017, *Design*, LDM-1, URL <https://example.org/LDM-1>

5 Acronyms

Acronym\tDescription
X\tY
"""


SECOND = """
3.2 Two: LDM-503-02

Due: 2018-01-31; currently incomplete.

- {feature}
"""


TWO = f"{CONTENTS}\n3.2 Two: LDM-503-02\t5"
