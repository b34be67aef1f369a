"""The values that a text names, in the order of the page, whatever its sentences say about them."""

from functools import lru_cache

from spec_model.grammar import lexicon as lx
from spec_model.grammar.compiled import lexicon_of
from spec_model.grammar.family import family_of
from spec_model.grammar.lexicon import Lexicon
from spec_model.grammar.tokens import tokenize
from spec_model.locale import LocalePack
from spec_model.model import Span
from spec_model.page import Section
from spec_model.remember import remembered
from spec_model.shared import shared_tree
from spec_model.tree import Element

_CACHED = 600  # characters of a section that is worth remembering


def literals(section: Section, pack: LocalePack) -> list[tuple[str, Span]]:
    """Numbers, truth values and symbols in `section`, each in one spelling for all languages, with its place."""
    lexicon, family = lexicon_of(pack), _family(section)
    found: list[tuple[str, Span]] = []
    for leaf in section.tree.leaves():
        flow = leaf.flow()
        found += [(value, flow.span(start, end)) for value, start, end in _named(flow.text, lexicon, family)]
    return found


def literal_values(section: Section, pack: LocalePack) -> tuple[str, ...]:
    """The values of the `literals` in `section`, without their places."""
    text, lexicon, family = section.text, lexicon_of(pack), _family(section)
    if len(text) > _CACHED:
        return _values(section.tree, lexicon, family)
    return _remembered_values(text, lexicon, family)


def _family(section: Section) -> str:
    """The family that its symbols are read with where the contract of `section` is read, so that both share them."""
    return family_of(section) if "_" in section.text else ""


@lru_cache(maxsize=4096)
def _remembered_values(text: str, lexicon: Lexicon, family: str) -> tuple[str, ...]:
    return _values(shared_tree(text), lexicon, family)


def _values(tree: Element, lexicon: Lexicon, family: str) -> tuple[str, ...]:
    return tuple([value for leaf in tree.leaves() for value, _, _ in _named(leaf.flow().text, lexicon, family)])


def _named(text: str, lexicon: Lexicon, family: str) -> tuple[tuple[str, int, int], ...]:
    return _remembered_named(text, lexicon, family if "_" in text else "")


@remembered(texts=8192, longest=_CACHED)
def _remembered_named(text: str, lexicon: Lexicon, family: str) -> tuple[tuple[str, int, int], ...]:
    tokens = tokenize(text, lexicon, family)
    return tuple([(t.value, t.start, t.end) for t in tokens if t.tags & lx.STRONG and t.value is not None])
