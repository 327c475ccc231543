"""skillmap: the skills in CVs and job posts, mapped, scored and explained, offline.

The module functions use one default `Extractor`; make your own for another taxonomy or settings.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from skillmap._version import __version__

if TYPE_CHECKING:
    from skillmap.api import (
        builtin_role,
        compare,
        explain,
        extract,
        load_role,
        migrate,
        read,
        role,
        score,
        what_if,
    )
    from skillmap.api_many import extract_many, rank, rank_many
    from skillmap.api_planning import lifecycle, plan_transition, read_people, team
    from skillmap.errors import (
        EncryptedFile,
        FileTooLarge,
        NoTextLayer,
        ReadError,
        ReadTimeout,
        SettingsError,
        SkillmapError,
        TaxonomyError,
        UnknownSkill,
        UnsupportedFormat,
    )
    from skillmap.extractor import Extractor
    from skillmap.models import (
        Candidate,
        Contribution,
        Coverage,
        CoverageDifference,
        Decision,
        Document,
        Extracted,
        Lifecycle,
        Mention,
        Plan,
        PlanStep,
        Position,
        Profile,
        Ranking,
        Requirement,
        Role,
        SkillEvidence,
        Team,
        WhatIf,
    )
    from skillmap.settings import Settings, load_settings
    from skillmap.taxonomy import Skill, Taxonomy, load_taxonomy

_HOME = {
    "skillmap.api": (
        "builtin_role compare explain extract load_role migrate read role score what_if"
    ),
    "skillmap.api_many": "extract_many rank rank_many",
    "skillmap.api_planning": "lifecycle plan_transition read_people team",
    "skillmap.errors": (
        "EncryptedFile FileTooLarge NoTextLayer ReadError ReadTimeout SettingsError SkillmapError "
        "TaxonomyError UnknownSkill UnsupportedFormat"
    ),
    "skillmap.extractor": "Extractor",
    "skillmap.models": (
        "Candidate Contribution Coverage CoverageDifference Decision Document Extracted Lifecycle "
        "Mention Plan PlanStep Position Profile Ranking Requirement Role SkillEvidence Team WhatIf"
    ),
    "skillmap.settings": "Settings load_settings",
    "skillmap.taxonomy": "Skill Taxonomy load_taxonomy",
}
_HOME_OF = {name: home for home, names in _HOME.items() for name in names.split()}

__all__ = [
    "Candidate",
    "Contribution",
    "Coverage",
    "CoverageDifference",
    "Decision",
    "Document",
    "EncryptedFile",
    "Extracted",
    "Extractor",
    "FileTooLarge",
    "Lifecycle",
    "Mention",
    "NoTextLayer",
    "Plan",
    "PlanStep",
    "Position",
    "Profile",
    "Ranking",
    "ReadError",
    "ReadTimeout",
    "Requirement",
    "Role",
    "Settings",
    "SettingsError",
    "Skill",
    "SkillEvidence",
    "SkillmapError",
    "Taxonomy",
    "TaxonomyError",
    "Team",
    "UnknownSkill",
    "UnsupportedFormat",
    "WhatIf",
    "__version__",
    "builtin_role",
    "compare",
    "explain",
    "extract",
    "extract_many",
    "lifecycle",
    "load_role",
    "load_settings",
    "load_taxonomy",
    "migrate",
    "plan_transition",
    "rank",
    "rank_many",
    "read",
    "read_people",
    "role",
    "score",
    "team",
    "what_if",
]


def __getattr__(name: str) -> Any:
    # Loaded when first used, so that `skillmap --help` does not wait for pydantic and spaCy.
    try:
        home = _HOME_OF[name]
    except KeyError:
        raise AttributeError(f"module 'skillmap' has no attribute {name!r}") from None
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
