"""The taxonomy: skills, their names and how they relate."""

from __future__ import annotations

from skillmap.taxonomy.compiled import COMPILED, compile_folder, extended, load_taxonomy
from skillmap.taxonomy.core import PROPER, Taxonomy
from skillmap.taxonomy.forms import COMPILED_FORMS, compile_forms
from skillmap.taxonomy.schema import Alias, AliasExamples, Area, EffortMonths, Skill, TaxonomyData

__all__ = [
    "COMPILED",
    "COMPILED_FORMS",
    "PROPER",
    "Alias",
    "AliasExamples",
    "Area",
    "EffortMonths",
    "Skill",
    "Taxonomy",
    "TaxonomyData",
    "compile_folder",
    "compile_forms",
    "extended",
    "load_taxonomy",
]
