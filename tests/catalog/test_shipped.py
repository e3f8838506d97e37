"""What the shipped catalog promises (docs/facts.md)."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from techtui.catalog.format.diagnostics import check
from techtui.catalog.format.fields import TAGLINE_LIMIT
from techtui.catalog.model import AttributeType, Catalog, Technology
from techtui.catalog.query import parse
from techtui.pages.choosing import scoped
from tests.conftest import shipped_catalog

ROOT = Path(__file__).parents[2]

EXPECTED = {
    "languages": {
        "go",
        "python",
        "javascript",
        "rust",
        "java",
        "php",
        "ruby",
        "sql",
        "typescript",
        "csharp",
        "kotlin",
        "cpp",
        "elixir",
        "scala",
    },
    "sql-databases": {
        "postgresql",
        "sqlite",
        "mysql",
        "mariadb",
        "oracle",
        "sql-server",
        "clickhouse",
        "duckdb",
        "cockroachdb",
    },
    "nosql-databases": {
        "mongodb",
        "redis",
        "elasticsearch",
        "firebase",
        "cassandra",
        "valkey",
        "dynamodb",
        "opensearch",
        "memcached",
        "neo4j",
    },
    "message-queues": {
        "rabbitmq",
        "kafka",
        "google-pubsub",
        "amazon-sqs",
        "nats",
        "pulsar",
        "redpanda",
        "kinesis",
        "azure-service-bus",
        "activemq-artemis",
    },
    "containers": {"docker", "kubernetes", "helm", "podman"},
    "delivery": {"github-actions", "bash", "opentofu", "gitlab-ci", "ansible", "jenkins"},
    "clouds": {"aws", "google-cloud", "azure"},
    "operations": {"prometheus", "nginx", "opentelemetry", "grafana", "envoy"},
    "web-frameworks": {
        "spring-boot",
        "django",
        "fastapi",
        "flask",
        "express",
        "nestjs",
        "aspnet-core",
        "rails",
        "laravel",
        "gin",
        "phoenix",
        "axum",
    },
    "interfaces": {
        "rest-openapi",
        "graphql",
        "grpc",
        "websocket",
        "server-sent-events",
        "asyncapi",
    },
}
LEAST_ATTRIBUTES = {
    "languages": 12,
    "sql-databases": 18,
    "nosql-databases": 18,
    "message-queues": 16,
    "containers": 8,
    "delivery": 8,
    "clouds": 8,
    "operations": 8,
    "web-frameworks": 18,
    "interfaces": 15,
}


def technologies() -> list[Technology]:
    return list(shipped_catalog().technologies.values())


def test_the_programs_own_checker_finds_nothing() -> None:
    found = check([ROOT / "catalog.toml"])
    assert [str(problem) for problem in found if problem.code != "weak-source"] == []


def test_every_promised_technology_is_there(shipped: Catalog) -> None:
    for category, ids in EXPECTED.items():
        assert {one.id for one in shipped.members(category)} == ids


def test_the_docs_say_how_many_there_are(shipped: Catalog) -> None:
    facts = " ".join((ROOT / "docs" / "facts.md").read_text("utf-8").split())
    assert f"{len(shipped)} back-end technologies" in (ROOT / "README.md").read_text("utf-8")
    assert f"**Coverage**: {len(shipped)} technologies" in facts
    told = facts.partition("**Coverage**")[2].partition("- **")[0]
    for category in EXPECTED:
        name = shipped.categories[category].name
        words = (name, name[0].lower() + name[1:], f"for {name.lower()}")
        number = len(shipped.members(category))
        assert any(f"{number} {word}" in told for word in words), (category, number)


def test_the_fact_to_correct_is_one_of_the_catalog() -> None:
    page = (ROOT / "docs" / "facts.md").read_text("utf-8")
    catalog = (ROOT / "catalog.toml").read_text("utf-8")
    shown = [line.strip() for line in page.splitlines() if line.startswith(" " * 8)]
    assert len(shown) == 5
    assert [line for line in shown if f"\n{line}\n" not in catalog] == []


def test_categories_introduce_themselves_and_help_to_choose(shipped: Catalog) -> None:
    for category in shipped.categories.values():
        assert len(category.summary) > 150, category.id
        assert 3 <= len(category.how_to_choose) <= 6, category.id


def test_questions_lead_to_a_part_of_their_category(shipped: Catalog) -> None:
    asked = [(one.id, one.how_to_choose) for one in shipped.categories.values()]
    for category, questions in [("", shipped.how_to_choose), *asked]:
        leading = [one for one in questions if one.query or one.compare]
        assert 2 <= len(leading) <= 5, category
        whole = len(list(shipped.walk(category))) if category else len(shipped)
        for one in leading:
            if one.query:
                left = parse(scoped(one.query, category), shipped).select(shipped)
                assert 0 < len(left) < whole, one.text


@pytest.mark.parametrize("technology", technologies(), ids=lambda one: one.id)
def test_each_technology_is_whole_and_fair(shipped: Catalog, technology: Technology) -> None:
    assert 10 <= len(technology.tagline) <= TAGLINE_LIMIT
    assert len(technology.summary) > 120
    assert 3 <= len(technology.strengths) <= 5
    assert len(technology.weaknesses) == len(technology.strengths)
    assert technology.best_for
    assert technology.avoid_when
    assert technology.used_by
    assert all(usage.sources for usage in technology.used_by)
    assert technology.relations
    assert 2 <= len(technology.learn) <= 4
    assert any(resource.cost == "free" for resource in technology.learn)
    missing = [
        attribute.id
        for attribute in shipped.attributes_of(technology.category)
        if attribute.id not in technology.facts
    ]
    assert missing == []


def test_taglines_are_unique(shipped: Catalog) -> None:
    taglines = [one.tagline.casefold() for one in shipped.technologies.values()]
    assert len(set(taglines)) == len(taglines)


def test_categories_have_attributes_of_their_own(shipped: Catalog) -> None:
    common = [one for one in shipped.attributes.values() if not one.categories]
    for category, least in LEAST_ATTRIBUTES.items():
        assert len(shipped.attributes_of(category)) - len(common) >= least


def test_every_attribute_says_what_it_means(shipped: Catalog) -> None:
    for attribute in shipped.attributes.values():
        assert len(attribute.help) > 20, attribute.id
        assert attribute.group, attribute.id


def test_series_are_shares_of_survey_years(shipped: Catalog) -> None:
    for technology in shipped.technologies.values():
        for attribute, fact in shipped.facts_of(technology):
            if attribute.type is AttributeType.SERIES and isinstance(fact.value, dict):
                assert set(fact.value) <= set(range(2017, 2027))
                assert all(0 < share <= 100 for share in fact.value.values())
                assert fact.sources


def test_support_and_versions_are_of_today(shipped: Catalog) -> None:
    """What has no fixes any more is not the version to name, and nothing is known of a day to come."""
    today = shipped.as_of
    assert today is not None
    for technology in shipped.technologies.values():
        facts = technology.facts
        until, released = (facts.get(name) for name in ("supported_until", "latest_version_date"))
        if until is not None and isinstance(until.value, date):
            assert until.value >= today, technology.id
        if released is not None and isinstance(released.value, date):
            assert released.value <= today, technology.id


def test_coverage_is_as_promised() -> None:
    script = ROOT / "tools" / "coverage_of_catalog.py"
    result = subprocess.run([sys.executable, script], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


MARKETING = (
    "blazing",
    "world-class",
    "seamless",
    "cutting-edge",
    "powerful",
    "robust",
    "revolutionary",
    "best-in-class",
)


RUN_BY_OTHERS = {"sqlite"}
"""The services run something made of it."""


def test_who_is_offered_as_a_service_can_run_as_one(shipped: Catalog) -> None:
    for technology in shipped.technologies.values():
        if "deployment" not in technology.facts or technology.id in RUN_BY_OTHERS:
            continue
        places = technology.facts["deployment"].value
        assert isinstance(places, tuple)
        offered = technology.facts["managed_offerings"].value is not None
        assert ("managed" in places) == offered, technology.id


def test_no_marketing_words(shipped: Catalog) -> None:
    for technology in shipped.technologies.values():
        text = " ".join(
            [
                technology.tagline,
                technology.summary,
                *(point.text for point in (*technology.strengths, *technology.best_for)),
            ]
        ).casefold()
        assert not [word for word in MARKETING if word in text], technology.id


@pytest.mark.parametrize(
    ("technology", "attribute", "value"),
    [
        ("go", "first_release", 2009),
        ("python", "first_release", 1991),
        ("rust", "memory_management", "ownership"),
        ("java", "typing", "static"),
        ("php", "first_release", 1995),
        ("ruby", "first_release", 1995),
        ("postgresql", "default_port", 5432),
        ("postgresql", "license_spdx", "PostgreSQL"),
        ("mysql", "default_port", 3306),
        ("mysql", "first_release", 1996),
        ("mariadb", "first_release", 2009),
        ("sqlite", "first_release", 2000),
        ("sqlite", "deployment", ("embedded",)),
        ("oracle", "default_port", 1521),
        ("sql-server", "default_port", 1433),
        ("mongodb", "default_port", 27017),
        ("mongodb", "license", "source-available"),
        ("redis", "default_port", 6379),
        ("elasticsearch", "default_port", 9200),
        ("cassandra", "default_port", 9042),
        ("rabbitmq", "default_port", 5672),
        ("rabbitmq", "license_spdx", "MPL-2.0"),
        ("kafka", "default_port", 9092),
        ("kafka", "license_spdx", "Apache-2.0"),
        ("kubernetes", "license_spdx", "Apache-2.0"),
        ("docker", "first_release", 2013),
        ("bash", "first_release", 1989),
    ],
)
def test_facts_that_anyone_can_look_up(
    shipped: Catalog, technology: str, attribute: str, value: object
) -> None:
    assert shipped.technologies[technology].facts[attribute].value == value
