"""Equal values have one text, and one digest."""

from __future__ import annotations

import hashlib

from dmccb.records.canonical_json import canonical_json, sha256


def test_names_are_sorted_and_nothing_is_escaped_or_spaced() -> None:
    assert canonical_json({"b": [1, True, None], "a": "é/"}) == '{"a":"é/","b":[1,true,null]}'.encode()


def test_a_digest_is_that_of_the_parts_one_after_the_other() -> None:
    assert sha256([b"a", b"b"]) == sha256([b"ab"]) == f"sha256:{hashlib.sha256(b'ab').hexdigest()}"
    assert sha256([]) == f"sha256:{hashlib.sha256(b'').hexdigest()}"
