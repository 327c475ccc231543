"""Sections: where the headings of a document stand, and what they mean."""

from __future__ import annotations

from skillmap.sections.finding import find_sections, guess_kind
from skillmap.sections.layout import looks_of_levels, looks_of_lines
from skillmap.sections.unknown import heading_section

__all__ = ["find_sections", "guess_kind", "heading_section", "looks_of_levels", "looks_of_lines"]
