"""The ranking: what is typed, and what must come first."""

from __future__ import annotations

import pytest

from techtui.catalog.model import Catalog
from techtui.catalog.search import Index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("postgers", "PostgreSQL"),
        ("postgres", "PostgreSQL"),
        ("pg", "PostgreSQL"),
        ("k8s", "Kubernetes"),
        ("kuberntes", "Kubernetes"),
        ("mssql", "Microsoft SQL Server"),
        ("sqs", "Amazon SQS"),
        ("golang", "Go"),
        ("go", "Go"),
        ("java", "Java"),
        ("javas", "JavaScript"),
        ("rabit", "RabbitMQ"),
        ("KAFKA", "Apache Kafka"),
        ("mongo", "MongoDB"),
        ("embedded", "SQLite"),
    ],
)
def test_what_is_meant_comes_first(shipped: Catalog, query: str, first: str) -> None:
    hits = Index(shipped).search(query)
    assert shipped.technologies[hits[0].technology].name == first


def test_a_technology_is_found_through_its_concept(guitars: Catalog) -> None:
    index = Index(guitars)
    assert [hit.technology for hit in index.search("coils hum mains")] == ["lp"]
    assert index.concepts("humb") == ["Humbucker"]
    assert index.concepts("twang") == []


def test_an_entry_is_found_by_the_names_of_its_categories(
    guitars: Catalog, shipped: Catalog
) -> None:
    found = {hit.technology for hit in Index(guitars).search("electric")}
    assert found >= {one.id for one in guitars.members("electric")}
    queues = {hit.technology for hit in Index(shipped).search("message queues")}
    assert queues >= {one.id for one in shipped.members("message-queues")}
