"""Families take new members and versions by rule, without an edit of the taxonomy."""

from __future__ import annotations

import pytest

from skillmap import extract, load_taxonomy

# New members of families of models: the version is part of the name.
MODELS = {
    "openai-gpt": ["GPT-4o", "GPT-4o mini", "GPT-4.1", "GPT-5", "gpt-3.5-turbo", "GPT4", "GPT 4o"],
    "claude": ["Claude 3.5 Sonnet", "Claude Opus 4.1", "Claude Sonnet 4", "Anthropic Claude 3"],
    "llama": ["Llama-3.1-70B", "Llama 4 Scout", "Llama3", "Llama-3.2-11B-Vision-Instruct"],
    "gemini": ["Gemini 2.5 Flash", "Gemini 1.5 Pro", "Google Gemini 1.5 Pro", "Gemini Nano"],
    "gemma": ["Gemma 3", "Gemma-2-9B"],
    "mistral": ["Mistral Large 2", "Mistral-7B-Instruct", "Mixtral 8x7B", "Mistral NeMo"],
    "qwen": ["Qwen2.5-72B-Instruct", "Qwen3-Coder"],
    "deepseek": ["DeepSeek-V3", "DeepSeek R1", "DeepSeek-Coder-V2"],
    "phi-models": ["Phi-3", "Phi-3-mini"],
    "grok-models": ["Grok 4"],
    "kimi": ["Kimi K2"],
    "whisper": ["Whisper large-v3"],
    "stable-diffusion": ["Stable Diffusion XL", "Stable Diffusion 3.5"],
    "yolo": ["YOLOv8", "YOLO11"],
}

# Versions of other software: the name ends before a number that stands apart.
VERSIONS = {
    "python": ["Python 3.12", "Python (3.x)"],
    "java": ["Java 17", "Java 21", "JDK 17"],
    "angular": ["Angular 17"],
    "vue": ["Vue 3", "Vue.js 3"],
    "react": ["React 18"],
    "nodejs": ["Node.js 20"],
    "cpp": ["C++20"],
    "csharp": ["C# 12"],
    "html": ["HTML5"],
    "dotnet": [".NET 8", ".NET Core 3.1"],
    "go": ["Go 1.22"],
    "spring-boot": ["Spring Boot 3"],
    "pytorch": ["PyTorch 2.x"],
    "tensorflow": ["TensorFlow 2"],
    "langchain": ["LangChain v0.3"],
    "langgraph": ["LangGraph 0.2"],
    "kubernetes": ["Kubernetes 1.30"],
    "postgresql": ["PostgreSQL 16", "Postgres 15"],
    "sql-server": ["SQL Server 2019", "MS SQL Server 2016"],
    "oracle-database": ["Oracle 19c"],
    "apache-spark": ["Spark 3.5", "Apache Spark 3"],
    "drupal": ["Drupal 7"],
}

# Products of vendors, with and without the vendor's name.
PRODUCTS = {
    "azure-openai": ["Azure OpenAI Service", "Microsoft Azure OpenAI"],
    "azure-ai-foundry": ["Azure AI Foundry"],
    "azure-ai-search": ["Azure AI Search"],
    "amazon-bedrock": ["AWS Bedrock", "Amazon Bedrock"],
    "aws-sagemaker": ["Amazon SageMaker", "AWS SageMaker", "SageMaker"],
    "vertex-ai": ["Vertex AI", "Google Vertex AI"],
    "bigquery": ["GCP BigQuery", "Google Cloud BigQuery", "BigQuery"],
}


def rows(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(phrase, skill_id) for skill_id, phrases in table.items() for phrase in phrases]


GLUED = {
    "python": ["Python3"],
    "java": ["Java8"],
    "vue": ["Vue3"],
    "react": ["React18"],
    "angular": ["Angular2+"],
}


@pytest.mark.parametrize(
    ("phrase", "skill_id"),
    [*rows(MODELS), *rows(VERSIONS), *rows(PRODUCTS), *rows(GLUED)],
)
def test_resolve_takes_new_members(phrase: str, skill_id: str) -> None:
    skill = load_taxonomy().resolve(phrase)
    assert skill is not None and skill.id == skill_id


@pytest.mark.parametrize(
    ("phrase", "skill_id"), [*rows(MODELS), *rows(PRODUCTS), *rows(VERSIONS), *rows(GLUED)]
)
def test_extraction_takes_new_members(phrase: str, skill_id: str) -> None:
    text = f"Built services in production with {phrase}, Docker and SQL."
    start = text.index(phrase)
    inside = [one for one in extract(text).mentions if start <= one.start < start + len(phrase)]
    assert [one.skill_id for one in inside] == [skill_id]
    if skill_id in MODELS:
        assert inside[0].text == phrase


@pytest.mark.parametrize(
    "phrase", ["4o", "70B", "3.5 Sonnet", "Turbo", "Large 2", "Instruct", "v0.3", "17", "Opus"]
)
def test_a_version_alone_is_no_skill(phrase: str) -> None:
    assert load_taxonomy().resolve(phrase) is None


# Bare phrases with words around the name.
PHRASES = [
    ("Python programming", "python"),
    ("strong Python programming skills", "python"),
    ("hands-on experience with Kubernetes", "kubernetes"),
    ("RAG pipelines", "retrieval-augmented-generation"),
    ("GDPR compliance", "gdpr"),
    (".NET 6/7", "dotnet"),
    ("Java 8/11", "java"),
    ("C++11/14/17", "cpp"),
    ("SQL Server 2008 R2", "sql-server"),
    ("Oracle 11g/12c", "oracle-database"),
    ("gpt-4o-2024-08-06", "openai-gpt"),
    ("Claude-3-opus-20240229", "claude"),
    ("Meta's Llama 3", "llama"),
    ("communication systems", None),
    ("driver's license", None),
    ("world's machine", None),
    ("team's Java", None),
    ("experience with", None),
    ("strong skills", None),
    ("data systems", None),
]


@pytest.mark.parametrize(("phrase", "skill"), PHRASES)
def test_words_around_a_name_do_not_hide_it(phrase: str, skill: str | None) -> None:
    found = load_taxonomy().resolve(phrase)
    assert (found.id if found else None) == skill
