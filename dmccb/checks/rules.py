"""Every rule that a finding can name: how bad it is, what it asks, and where that is written.

Pure.  The one table; the findings of ``split``, ``parse``, ``delta``,
``baseline`` and ``sources`` have their rules here as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dmccb.problems import SEVERITIES, Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule.

    Attributes
    ----------
    id
        Stable name; settings and findings use it.
    severity
        How bad a finding is, unless the settings say otherwise.
    description
        What the rule asks, in one sentence.
    citation
        Where it comes from.
    """

    id: str
    severity: Severity
    description: str
    citation: str


FORMAT = "dmccb's file format"
SCHEMA = "the schema of the kind"
POLICY = "dmccb's policies"
RELEASES = 'LDM-294 (2017-06-28) §6.11.2 "Release management"'
DOCUMENTS = 'LDM-294 (2017-06-28) §3.4 "Document Management"'
PRODUCTS = 'LDM-294 (2017-06-28) §5 and Appendix A "DM Product List"'
PLAN = 'LDM-564 §3 "Releases"; LDM-294 (2017-06-28) §4.3 "Milestones"'
WBS = 'LDM-294 (2017-06-28) §4.2 "Work Breakdown Structure"'

_READING: tuple[tuple[str, str], ...] = (
    ("alias", "No alias: text is written out."),
    ("ambiguous-key", "A key that some reader of YAML takes for something else is in quotes."),
    ("anchor", "No anchor: text is written out."),
    ("byte-order-mark", "No byte order mark."),
    ("carriage-return", "Lines end with a line feed alone."),
    ("control-character", "No character that controls a terminal or the direction of text."),
    ("directive", "No YAML directive."),
    ("document-marker", "One file is one mapping, without document markers."),
    ("duplicate-id", "An ID is used once in its collection, over all files."),
    ("duplicate-key", "A field appears once in its record."),
    ("file-too-large", "A record file has at most 16 MiB, and 200,000 records."),
    ("folder-too-deep", "Folders of record files are at most 32 levels deep."),
    ("not-a-key", "A key is a single word."),
    ("not-a-record", "Each record begins with its ID in the first column, its fields indented below."),
    (
        "not-a-record-file",
        "Data below baselines/ is in files that end in .yaml or .yml, not in submodules, pipes or JSON.",
    ),
    ("not-utf-8", "A record file is UTF-8."),
    ("nul", "No NUL byte."),
    ("number-too-large", "A number has at most 18 digits."),
    ("record-too-large", "A record has at most 256 KiB, and 1000 lists and groups in brackets."),
    ("rfc-file", "A file rfcs/RFC-n.yaml holds the record RFC-n, and no other."),
    ("symlink", "A record file is a file, not a symbolic link."),
    ("syntax", "A record file is YAML."),
    ("tab", "Lines are indented with spaces."),
    ("tag", "No tag: the schema gives each value its type."),
    ("too-deep", "Records are shallow: at most 20 levels."),
    ("too-many-findings", "A file is judged up to its thousandth finding; a thousand findings are listed."),
    ("unclear-yaml", "No YAML that some readers refuse or read differently."),
    ("unknown-collection", "A schema says what each file below baselines/ holds."),
    ("unreadable-file", "Every file and folder below baselines/ may be read."),
)

_JUDGE: tuple[tuple[str, Severity, str], ...] = (
    ("baseline-rewritten", "error", "Under --since: no entry of the register was changed or removed."),
    (
        "schema-changed",
        "warning",
        "Under --since: a change of a schema is told; the old one judges as well.",
    ),
    (
        "settings-changed",
        "warning",
        "Under --since: a change of dmccb.toml is reported; the old settings apply.",
    ),
)

_SCHEMA: tuple[tuple[str, str], ...] = (
    ("duplicate-member", "A member appears once in its list."),
    ("empty-value", "A field has a value, or is absent."),
    ("invalid-id", "An ID has the form that its kind asks for."),
    ("missing-field", "Required fields are there."),
    ("schema-disagreement", "Both validators, jsonschema and jsonschema-rs, say the same of a record."),
    ("schema-enum", "A value is one of those that its field allows."),
    ("schema-format", "A date has one of the forms of its field, such as YYYY-MM-DD; a URI is one."),
    ("schema-other", "A record obeys its schema in all else."),
    ("schema-pattern", "Text has the form that its field asks for."),
    ("schema-range", "A number or a length is within its limits."),
    ("unknown-field", "A field is one that the schema knows."),
    ("wrong-type", "A value has the type that its field asks for."),
)

_POLICY: tuple[tuple[str, Severity, str], ...] = (
    ("policy-circle", "error", "No rule of a policy leads back to itself."),
    ("policy-impossible", "error", "Each rule of a policy can be satisfied, and is asked of something."),
    ("policy-missing", "error", "A policy has rules, and one profile."),
    ("policy-name", "error", "A rule of a policy names rules, roles and boards that exist."),
    (
        "policy-option",
        "error",
        "A rule of a policy has the fields that its requirement needs, and no others.",
    ),
    (
        "policy-test",
        "error",
        "Under dmccb policy test: a file of tests can be read; dmccb policy test --help shows one.",
    ),
    ("policy-too-large", "error", "The rules of a policy have at most 1 MiB."),
    ("policy-twice", "error", "A repository has one policy."),
    ("policy-unused", "error", "Each rule of a policy is asked by itself, or is a way of another."),
    (
        "policy-version",
        "error",
        "Under --since: a policy that changed has a higher version, and none is taken away.",
    ),
    ("policy-vacant", "warning", "Somebody holds each role that a policy asks for."),
)

_MEANING: tuple[tuple[str, Severity, str, str], ...] = (
    (
        "ambiguous-value",
        "error",
        "Text that some YAML reader would take for something else is in quotes.",
        FORMAT,
    ),
    ("not-canonical", "warning", "A record file is as 'dmccb fmt' writes it.", FORMAT),
    ("unknown-reference", "error", "Every reference is to an ID that a record has.", SCHEMA),
    (
        "unknown-wbs",
        "warning",
        (
            "A WBS code that a record refers to exists. A warning, not an error as other references are: "
            "the published tables of the WBS lack elements that the schedule uses."
        ),
        WBS,
    ),
    (
        "former-id",
        "error",
        "A reference may be to an ID outside these records, but not to an earlier ID of one of them.",
        PLAN,
    ),
    ("lost-reference", "error", "Under --since: no reference lost the record that it was to.", PLAN),
    ("self-reference", "error", "A record does not refer to itself.", PLAN),
    ("dependency-cycle", "error", "No record depends on itself through others.", PLAN),
    ("aka-alive", "error", "An ID that a record had earlier is not the ID of any record now.", PLAN),
    ("aka-twice", "error", "An ID that was given up is the earlier ID of one record.", PLAN),
    ("feature-after-release", "warning", "A feature is not due after the milestone of its release.", PLAN),
    (
        "due-before-predecessor",
        "warning",
        "What is still to do is not due before something that it waits for, and that is still to do.",
        PLAN,
    ),
    (
        "features-disagree",
        "warning",
        (
            "The test milestone of a release waits for the features of the release, directly or through "
            "others, and has no other predecessor that is still to do and comes with no release before. "
            "A test milestone without predecessors disagrees with nothing."
        ),
        PLAN,
    ),
    (
        "overdue",
        "note",
        "What is past its date, as of --as-of, is completed. A month is due at its end.",
        PLAN,
    ),
    (
        "unplanned",
        "note",
        (
            "A milestone that is not completed is planned by a release: as its test milestone or as one "
            "of its features. A note, since a schedule has milestones that no document controls; nothing "
            "is said where no release plans anything."
        ),
        PLAN,
    ),
    ("open-feature", "warning", "A completed release has no feature that is not completed.", PLAN),
    ("future-completion", "error", "Nothing was completed in the future.", PLAN),
    (
        "unattended-product",
        "warning",
        (
            "A product has a manager and an owner, its own or inherited. A warning, since the published "
            "product list lacks some; one finding covers all the products below that inherit nobody."
        ),
        PRODUCTS,
    ),
    (
        "incomplete-identification",
        "error",
        (
            "A released release is identified: class, version, item, tag, release note and test report; "
            "user manual, requirements and test specification too for a major one."
        ),
        RELEASES,
    ),
    (
        "incomplete-change-record",
        "error",
        "A released document has a version, and a row of its change record with its date and RFC.",
        DOCUMENTS,
    ),
    ("series-mismatch", "error", "The series of a document is that of its handle.", DOCUMENTS),
    (
        "register-digest",
        "error",
        "The tag or commit of a registered baseline exists and has the digest that the register records.",
        FORMAT,
    ),
    (
        "register-name",
        "error",
        "The name of a baseline and its tag are names that git allows for a tag, and name nothing else.",
        FORMAT,
    ),
)


def _table() -> Mapping[str, Rule]:
    rows = [Rule(id=name, severity="error", description=text, citation=FORMAT) for name, text in _READING]
    rows += [Rule(id=name, severity="error", description=text, citation=SCHEMA) for name, text in _SCHEMA]
    rows += [Rule(id=name, severity=level, description=text, citation=FORMAT) for name, level, text in _JUDGE]
    rows += [
        Rule(id=name, severity=level, description=text, citation=POLICY) for name, level, text in _POLICY
    ]
    rows += [
        Rule(id=name, severity=severity, description=text, citation=citation)
        for name, severity, text, citation in _MEANING
    ]
    return {rule.id: rule for rule in sorted(rows, key=lambda rule: rule.id)}


RULES = _table()
"""Rules by ID, sorted."""

FIXED = frozenset(row[0] for row in (*_READING, *_JUDGE, *_POLICY))
"""Rules whose severity no setting changes: what cannot be read, what judges, and what a change does to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleInForce:
    """One rule, as a repository has set it.

    Attributes
    ----------
    rule
        The rule.
    severity
        How bad a finding is there; ``off`` where it is not reported.
    """

    rule: Rule
    severity: Severity | Literal["off"]

    @property
    def fixed(self) -> bool:
        """Whether no setting changes the severity."""
        return self.rule.id in FIXED

    def as_json(self) -> dict[str, object]:
        """Return the rule as JSON values."""
        return {
            "id": self.rule.id,
            "severity": self.severity,
            "default": self.rule.severity,
            "fixed": self.fixed,
            "description": self.rule.description,
            "source": self.rule.citation,
        }


def in_force(severities: Mapping[str, Severity | None]) -> list[RuleInForce]:
    """Return every rule, those with the worst findings first.

    Parameters
    ----------
    severities
        What a repository has set: ID of a rule -> its severity, None where it
        is off.
    """
    order = (*SEVERITIES, "off")
    found = [
        RuleInForce(rule=rule, severity=severities.get(rule.id, rule.severity) or "off")
        for rule in RULES.values()
    ]
    return sorted(found, key=lambda each: (order.index(each.severity), each.rule.id))
