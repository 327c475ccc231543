"""Language: another than English only when that is sure."""

from __future__ import annotations

import pytest

from skillmap.language import detect

PROSE = {
    "de": "Ich habe mehrere Jahre an Datenplattformen gearbeitet und dabei gelernt, wie man sie "
    "einfach hält. Zuletzt war ich bei einer Bank für die Auswertungen verantwortlich.",
    "fr": "Ingénieure avec cinq ans de pratique dans la conception de modèles pour la détection "
    "de fraude. J'ai aussi encadré une équipe de trois personnes pendant deux ans.",
    "es": "Ingeniera de datos con cinco años de trabajo en una empresa de seguros, donde diseñé "
    "los procesos que alimentan los informes de todos los departamentos.",
    "zh": "五年机器学习工程经验,负责推荐系统的训练与部署,熟悉数据平台建设,"
    "曾带领三人小组完成迁移项目。",
}


@pytest.mark.parametrize("code", PROSE)
def test_prose(code: str) -> None:
    assert detect(PROSE[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Python",
        "Python SQL Docker Kubernetes Terraform Airflow " * 40,
        "python sql docker kubernetes terraform airflow pandas numpy " * 20,
        "Built pipelines for the claims team of a bank and kept them running with a small team.",
        "Hallo Welt",
    ],
)
def test_english_or_unsure(text: str) -> None:
    assert detect(text) == "en"


def test_real_documents_are_english(shared) -> None:
    import json

    for line in (shared / "data" / "gold_dev.jsonl").read_text(encoding="utf-8").splitlines():
        assert detect(json.loads(line)["text"]) == "en"
