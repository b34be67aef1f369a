"""Witnesses made by hand."""

from collections.abc import Callable

import pytest

from spec_model.model import Evidence, EvidenceKind, Fact, Requirements, Span, StatedParameter, Witness


def make_fact(value: object, kind: EvidenceKind = "text") -> Fact[object]:
    evidence = (Evidence(kind, Span(0, 1), str(value)),)
    return Fact(value, evidence if kind == "text" else (*evidence, Evidence("text", Span(5, 6), "x")))


def make_witness(locale: str, parameters: str = "", **fields: object) -> Witness:
    """A witness; `parameters` are names, an ``@`` behind one says that an anchor proves it."""
    stated = tuple(
        StatedParameter(make_fact(name.rstrip("@"), "anchor" if name.endswith("@") else "text"), Span(0, 9))  # type: ignore[arg-type]
        for name in parameters.split()
    )
    given: dict[str, object] = {"name": "WM_A", "kind": "message", **fields}
    header = given.pop("header", None)
    return Witness(
        locale=locale,
        page="a.md",
        path=f"{locale}/a.md",
        parameters=stated,
        requirements=Requirements(header=make_fact(header) if header else None),  # type: ignore[arg-type]
        **{k: make_fact(v) if isinstance(v, str | int) else v for k, v in given.items()},  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def fact() -> Callable[..., Fact[object]]:
    return make_fact


@pytest.fixture(scope="session")
def witness() -> Callable[..., Witness]:
    return make_witness
