from __future__ import annotations

FRONT = """
Large Synoptic Survey Telescope (LSST) A Small Plan

Ada Small, Bo Little and SOME
LDM-294
Latest Revision: 2001-02-03
Draft Revision NOT YET Approved - a draft

Version\tDate\tDescription\tOwner name
1\t2000-01-01\tFirst\tAS
\t\tof all\t
2\tsoon\tRFC-7 second\t

Contents
1\tStart\t1
"""


BODY = {
    "2.1": "2.1 External Interfaces\n- LSE-1 How to meet",
    "3": "3 Structure\nThe DM Project Manager (Ada Small) and the Deputy Project Manger (Bo O'Little) plan.",
    "4.1": "4.1 Schedule\nWBS\tDescription\tLead Institution\n1.02C.01\tTools\tNorth\n1.02C.02\tPipes\tSouth",
    "4.2": '4.2 Work\nThe "02C" in the second component corresponds to Data Building. And so on.',
    "6": "6 Roles\n6.1 DM Project Manager (DMPM)\nwork\n6.2 DM Deputy Project Manager (DDMPM)\n6.3 Clerk",
    "6.12": "6.12 Lead Institution Senior Positions\n6.12.1 Technical Manager (T/CAM)\n6.12.2 Lead",
    "7": (
        "7 Groups\n7.3 DM Tea Team\n7.4 DM Change Control Board\n - Chaired by the Clerk\n"
        "- Members include the DM Project Manager (§6.1) and TOO T/CAM (§6.12.1)\n"
        "- decides within one week, says the DM Change Control Board (DMX)"
    ),
    "8": (
        "8 Lead institutions\n8.1 North\nNorth hosts the DM Project Manager (Section 6.1).\n8.1.1 Tools\n"
        "The Tools (TOO) group works.\n8.2 South\n8.2.1 Pipes\n"
        "Management of the group is the responsibility of the Plumbing T/CAM"
    ),
    "A": (
        "A DM Product List\nWBS\tProduct\tDescription\tManager\tOwner\tPackages\n"
        "1.02C.01\tHammer\tHammer tools\tCy Able\tCy Able\t\n"
        "1.02C.02\tPipe Tools\tPipes and tools\tCy Able\t\t\n"
        "1.02C.01: Tools\n- Hammer tools"
    ),
    "D": "D Matrix down\nDMS\tOSS\nDMS-REQ-0001 Low\tOSS-REQ-0002 High",
    "E": "E Matrix up\nOSS\tDMS\nOSS-REQ-0002 High\tDMS-REQ-0001 Low",
    "F": "F References\n- [1] **[LSE-1]**, Small, A., 2000, *How we meet*, LSE-1, URL https://example.org/1",
}


def small(front: str = FRONT, **parts: str) -> str:
    """Return a text of the shape of LDM-294; a part can be replaced, ``s8`` for section 8."""
    body = {**BODY, **{name.removeprefix("s"): text for name, text in parts.items()}}
    return "\n\n".join([front, *body.values()])
