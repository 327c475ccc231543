"""Matchers: text -> candidates. To add one, write its maker in a file and a line here."""

from __future__ import annotations

from skillmap.matchers.base import Found, Matcher, MatcherFactory, MatchText, match_text
from skillmap.matchers.fuzzy import fuzzy_matcher
from skillmap.matchers.pattern import pattern_matcher
from skillmap.matchers.phrase import phrase_matcher

MATCHERS: dict[str, MatcherFactory] = {
    "phrase": phrase_matcher,
    "fuzzy": fuzzy_matcher,
    "pattern": pattern_matcher,
}

__all__ = [
    "MATCHERS",
    "Found",
    "MatchText",
    "Matcher",
    "MatcherFactory",
    "match_text",
]
