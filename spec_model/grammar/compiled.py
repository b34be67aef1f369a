"""Packs are compiled once."""

from spec_model.grammar.lexicon import Lexicon
from spec_model.locale import LocalePack

_KEPT = 64
_compiled: dict[int, tuple[LocalePack, Lexicon]] = {}


def lexicon_of(pack: LocalePack) -> Lexicon:
    """The compiled statements of `pack`."""
    known = _compiled.get(id(pack))
    if known is not None and known[0] is pack:
        return known[1]
    if len(_compiled) >= _KEPT:
        _compiled.clear()
    lexicon = Lexicon(pack.statements, spaced=pack.spaced)
    _compiled[id(pack)] = (pack, lexicon)
    return lexicon
