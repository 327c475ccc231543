"""How a post's lines are read: hedges, alternatives, years, tables, prose, conditions, doubts."""

from __future__ import annotations

from datetime import date

import pytest

from skillmap import Extractor, Role

AS_OF = date(2026, 11, 24)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def levels(role: Role) -> dict[str, str]:
    return {"|".join(r.skills): r.level for r in role.requirements}


def months(role: Role) -> dict[str, int | None]:
    return {"|".join(r.skills): r.min_months for r in role.requirements}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Python required, Scala a plus", {"python": "required", "scala": "preferred"}),
        ("Docker, ideally Kubernetes", {"docker": "required", "kubernetes": "preferred"}),
        ("Python and, ideally, Rust", {"python": "required", "rust": "preferred"}),
        ("Terraform; Helm preferred", {"terraform": "required", "helm": "preferred"}),
        ("Kubernetes is an advantage", {"kubernetes": "preferred"}),
        ("Python (required), R (nice to have)", {"python": "required", "r": "preferred"}),
        ("Java, Kotlin would be great", {"java": "preferred", "kotlin": "preferred"}),
        ("R or Python, plus Git", {"r|python": "required", "git": "required"}),
        ("Strong Python, with Java as a bonus", {"python": "required", "java": "preferred"}),
        ("SQL is used, MongoDB is an advantage", {"sql": "required", "mongodb": "preferred"}),
        ("AWS preferred but Azure or GCP is fine too", {"aws|azure|google-cloud": "required"}),
        ("It is an advantage if you have used Helm, and if you know Ray", {
            "helm": "preferred", "ray": "preferred"}),
        ("it'd be lovely if you had met Terraform", {"terraform": "preferred"}),
        ("Kubernetes is valued but not mandatory", {"kubernetes": "preferred"}),
        ("No experience with Java needed", {}),
        ("C++ is not needed", {}),
    ],
)  # fmt: skip
def test_a_hedge_holds_for_its_clause(
    line: str, expected: dict[str, str], extractor: Extractor
) -> None:
    assert levels(extractor.role(f"Data Engineer\n\nRequirements\n- {line}\n", AS_OF)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("At least one of Kafka, Flink and Beam", ["apache-kafka|apache-flink|apache-beam"]),
        ("One or more of AWS, GCP", ["aws|google-cloud"]),
        ("Either Java or Scala", ["java|scala"]),
        ("Java or Kotlin and SQL", ["java|kotlin", "sql"]),
        ("Orchestration, e.g. Airflow, Dagster", ["apache-airflow|dagster"]),
        ("Web frameworks (React, Vue)", ["react|vue"]),
        ("Clouds such as AWS, Azure and GCP", ["aws|azure|google-cloud"]),
        ("Languages like Java, Go and R", ["java|go|r"]),
        ("Tools such as Docker, dbt and Jira", ["docker", "dbt", "jira"]),
        ("Tools such as Docker, dbt or Jira", ["docker|dbt|jira"]),
        ("Tools such as Docker, dbt and Jira or similar", ["docker|dbt|jira"]),
        ("Kafka (schema registry, partitioning)", None),
        ("HTML/CSS", ["html", "css"]),
        ("Python/SQL/Git (all three)", ["python", "sql", "git"]),
        ("Python, PyTorch or TensorFlow", ["python", "pytorch|tensorflow"]),
        ("AWS, Azure or Wolkenburg", ["aws|azure"]),
        ("BigQuery, Wolkenburg or Redshift", ["bigquery|redshift"]),
        ("Tableau or other reporting and dashboard tools", None),
        ("Tableau, Looker or other data visualization and BI dashboard tools", [
            "tableau|looker|data-visualization|business-intelligence|dashboards"]),
        ("AI/ML systems, LLMs, or prompt engineering", [
            "artificial-intelligence|machine-learning|large-language-models|prompt-engineering"]),
    ],
)  # fmt: skip
def test_alternatives(line: str, expected: list[str] | None, extractor: Extractor) -> None:
    role = extractor.role(f"Data Engineer\n\nRequirements\n- {line}\n", AS_OF)
    read = ["|".join(r.skills) for r in role.requirements]
    if expected is None:
        assert ("Tableau" in line) == any("|" in group for group in read)
    else:
        assert [group for group in read if "|" in group or group in expected] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3+ years of Python and SQL", {"python": 36, "sql": 36}),
        ("Python/SQL/Scala, 3 years", {"python": 36, "sql": 36, "scala": 36}),
        ("Python: 4 yrs", {"python": 48}),
        ("Python | 4 years", {"python": 48}),
        ("Mandatory skills: Python, 4 years. Docker, 2 years.", {"python": 48, "docker": 24}),
        ("0-2 years of Python", {"python": None}),
        ("Between three and five years of Python", {"python": 36}),
        ("5 years with React, of which two with TypeScript", {"react": 60, "typescript": 24}),
        ("5 years of Terraform, 4 of Ansible", {"terraform": 60, "ansible": 48}),
        ("SQL, with not less than two years of its use", {"sql": 24}),
        ("Eight or more years programming in Java", {"java": 96}),
        ("Minimum 2 years in a similar role, Python", {"python": None}),
        ("Python in the last 3 years", {"python": None}),
        ("18 months of Python", {"python": 18}),
        (
            "3 years in consulting or pre-sales roles (e.g. Salesforce)",
            {"consulting|pre-sales": 36, "salesforce": 36},
        ),
        (
            "2 years programming in Java or Scala and working with Spark",
            {"java|scala": 24, "apache-spark": 24},
        ),
        ("5 years of Python and strong SQL", {"python": 60, "sql": None}),
    ],
)
def test_years_are_bound_to_their_skills(
    line: str, expected: dict[str, int | None], extractor: Extractor
) -> None:
    read = months(extractor.role(f"Data Engineer\n\nRequirements\n- {line}\n", AS_OF))
    assert {skill: read.get(skill) for skill in expected} == expected


@pytest.mark.parametrize(
    ("heading", "beside"),
    [("Technical skills", "required"), ("Required skills", "preferred")],
)
def test_a_hedge_among_lists_with_labels_heads_one_of_them(
    heading: str, beside: str, extractor: Extractor
) -> None:
    post = (
        f"Platform engineer\n\n{heading}\n\nCloud:\n- Terraform\n\nPreferred:\n- Pulumi\n\n"
        "Containers:\n- Docker, Podman\n\nContact\njobs@example.org"
    )
    found = levels(extractor.role(post))
    assert found["terraform"] == "required"
    assert found["pulumi"] == "preferred"
    assert found["docker"] == beside


def test_a_table_with_a_column_of_years(extractor: Extractor) -> None:
    text = "Data Engineer\n\nMANDATORY SKILLS\nSkill | Years\nPython | 5\nDocker, Kubernetes | 3\n"
    assert months(extractor.role(text, AS_OF)) == {"python": 60, "docker": 36, "kubernetes": 36}


def test_two_columns_side_by_side(extractor: Extractor) -> None:
    text = (
        "Data Engineer\n\nREQUIRED\t\t\tNICE TO HAVE\n"
        "Python and SQL\t\t\tScala\nDocker\t\t\t\tTerraform, Helm\n"
    )
    read = levels(extractor.role(text, AS_OF))
    assert {skill for skill, level in read.items() if level == "required"} == {
        "python",
        "sql",
        "docker",
    }
    assert {skill for skill, level in read.items() if level == "preferred"} == {
        "scala",
        "terraform",
        "helm",
    }


def test_prose_asks_without_headings(extractor: Extractor) -> None:
    text = (
        "Data Engineer, Harbour Works\n\nWe move containers with software in Java.\n\n"
        "You will build services with Spring Boot.\n\n"
        "You bring Python and Linux. Docker too, and a calm voice. "
        "We would be glad of Terraform. We offer AWS courses and a boat."
    )
    assert levels(extractor.role(text, AS_OF)) == {
        "java": "mentioned",
        "spring-boot": "mentioned",
        "python": "required",
        "linux": "required",
        "docker": "required",
        "terraform": "preferred",
    }


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Bachelor's degree in any field", "degree"),
        ("Greek at native level", "language"),
        ("English; Czech is useful", "language"),
        ("Legally entitled to work in Canada", "permit"),
        ("Presence in Graz three days a week", "place"),
        ("Seven years of relevant work experience", "years"),
        ("Driving licence, since the depot has no station", None),
    ],
)
def test_lines_without_a_skill(line: str, kind: str | None, extractor: Extractor) -> None:
    role = extractor.role(f"Data Engineer\n\nRequirements\n- Python\n- {line}\n", AS_OF)
    kinds = {condition.kind for condition in role.conditions}
    assert kinds == ({kind} if kind else set())
    assert [one.text for one in role.unscored] == ([] if kind else [line])


def test_as_required_and_as_needed_ask_nothing(extractor: Extractor) -> None:
    text = (
        "Data Engineer\n\nResponsibilities\n- Ensure GDPR compliance as required by our clients\n"
        "- Use serverless functions as needed\n- Kafka is required\n\nPreferred skills\n- Python\n"
    )
    read = levels(extractor.role(text, AS_OF))
    assert (read["gdpr"], read["serverless"]) == ("mentioned", "mentioned")
    assert (read["apache-kafka"], read["python"]) == ("required", "preferred")


def test_what_only_tells_of_the_employer_is_no_asked_line(extractor: Extractor) -> None:
    text = "Data Engineer\n\nNice to have\n- Kubernetes\n\nWe offer a boat. Send it to us by May.\n"
    assert not extractor.role(text, AS_OF).unscored


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["20 years of Kubernetes"], "impossible-years"),
        (["Python", "Python is a plus"], "contradictory-levels"),
        (["Java", "No Java needed"], "contradictory-levels"),
        (["5 years of Python"], None),
    ],
)
def test_doubts(lines: list[str], code: str | None, extractor: Extractor) -> None:
    items = "".join(f"- {line}\n" for line in lines)
    role = extractor.role(f"Data Engineer\n\nRequirements\n{items}", AS_OF)
    known = {"impossible-years", "contradictory-levels", "many-musts"}
    assert {notice.code for notice in role.warnings} & known == ({code} if code else set())


@pytest.mark.parametrize(
    ("post", "skill", "level"),
    [
        # A second sentence of an item heads no list.
        (
            "QUALIFICATIONS\n* BSc in statistics. MSc will be considered a plus\n"
            "* Very good knowledge of Power BI\n* Python\n",
            "python",
            "required",
        ),
        (
            "REQUIREMENTS\n- Python\n\nThe following are weighted in the selection and are "
            "desirable, but not mandatory:\na) Terraform\nb) Kubernetes\n",
            "kubernetes",
            "preferred",
        ),
        (
            "What you really need, no negotiation here:\n\U0001f449 Kotlin\n\U0001f449 Kafka\n\n"
            "Things that would make us smile, no drama if you don't have them:\n\u2728 GraphQL\n",
            "graphql",
            "preferred",
        ),
        (
            "What you really need, no negotiation here:\n\U0001f449 Kotlin\n\U0001f449 Kafka\n\n"
            "Things that would make us smile, no drama if you don't have them:\n\u2728 GraphQL\n",
            "apache-kafka",
            "required",
        ),
        (
            "\u3010Profile, indispensable\u3011\n3 years in Python.\nGood command of SQL.\n\n"
            "\u3010Profile, appreciated\u3011\nKafka or other queues.\nTerraform.\n",
            "apache-kafka",
            "preferred",
        ),
        (
            "The Ideal Profile\nThe ideal candidate possesses:\n- optimal knowledge of SQL\n",
            "sql",
            "required",
        ),
        # A lost line end: what is somebody else's ends there.
        (
            "You join the daily call with the offshore team, which does the reports in Cognos."
            "Required Skills: 5+ years of experience with Talend\n",
            "talend",
            "required",
        ),
        (
            "Technical Skills (Required) : Python, SQL\nCertificates (Preferred) : CKA\n"
            "Behavioural Competencies (Required) : teamwork\n",
            "collaboration",
            "required",
        ),
        (
            "MINIMUM REQUIREMENTS\nYears | Required or Preferred | Experience\n"
            "8 | Required | Python\n"
            "2 | Preferred | Kafka\n",
            "python",
            "required",
        ),
        (
            "Person specification\n- Knowledge of SQL (E, A/I)\n- Experience of GitHub (D, A)\n",
            "github",
            "preferred",
        ),
        (
            "What gets you an interview\n\u30fbSQL\n\u30fbPython\n\n"
            "It's okay without these\n\u30fbKafka\n",
            "sql",
            "required",
        ),
        (
            "Nice to have:\n- Kafka\n- Terraform\n\nYou will join the platform group of our "
            "campus, where pipelines run on Jenkins and sixty scientists sit.\n\n"
            "Requirements:\n- Python\n",
            "jenkins",
            "mentioned",
        ),
    ],
)
def test_levels_of_posts_of_many_forms(
    post: str, skill: str, level: str, extractor: Extractor
) -> None:
    role = extractor.role(f"Data Engineer\n\n{post}", AS_OF)
    found = {one: line.level for line in role.requirements for one in line.skills}
    assert found.get(skill, "mentioned") == level
