"""What the check of one group of pages gives, and how it travels between processes, runs and reports: as bytes."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from conformance.diagnostic import Diagnostic, Severity


class Numbers(msgspec.Struct, frozen=True):
    """How many findings there are by severity, code and locale (``-`` where none is blamed), and suppressed ones."""

    severities: dict[Severity, int] = {}
    codes: dict[str, int] = {}
    locales: dict[str, int] = {}
    suppressed: dict[str, int] = {}


class Share(msgspec.Struct, frozen=True):
    """The share of one group in the counts of a run: those of a Summary that are not about findings.

    `warnings` say what went wrong with the run itself.
    """

    message: bool = False
    modelled: int = 0
    not_a_message: dict[str, int] = {}
    refused: dict[str, str] = {}
    not_comparable: dict[str, int] = {}
    disputed: int = 0
    unused: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Judged(msgspec.Struct, frozen=True):
    """What the check of the pages at path `page` gives: its share of the counts and its diagnostics, with theirs."""

    page: str
    share: Share
    diagnostics: tuple[Diagnostic, ...] = ()
    numbers: Numbers = Numbers()


class Filed(msgspec.Struct, frozen=True):
    """A judgement as it travels: the diagnostics are those of a Judged as `pack_diagnostics` writes them."""

    page: str
    share: Share
    diagnostics: bytes
    numbers: Numbers


_ENCODER = msgspec.msgpack.Encoder()
_FILED = msgspec.msgpack.Decoder(Filed)
_LINES = msgspec.json.Encoder(order="deterministic")
_DIAGNOSTICS = msgspec.json.Decoder(Diagnostic)


def judged(page: str, share: Share, diagnostics: Iterable[Diagnostic] = ()) -> Judged:
    """A judgement whose diagnostics are counted."""
    found = tuple(diagnostics)
    return Judged(page, share, found, numbers(found))


def numbers(diagnostics: Iterable[Diagnostic]) -> Numbers:
    """The counts of `diagnostics`; those that are suppressed count as such alone."""
    found = tuple(diagnostics)
    suppressed = Counter([one.suppressed for one in found if one.suppressed is not None])
    counted = [one for one in found if one.suppressed is None] if suppressed else found
    severities: Counter[Severity] = Counter([one.severity for one in counted])
    codes = Counter([one.code for one in counted])
    locales = Counter([one.locale or "-" for one in counted])
    return Numbers(dict(severities), dict(codes), dict(locales), dict(suppressed))


def pack(judgement: Judged) -> bytes:
    """The bytes of a judgement; a name of a file that is not UTF-8 is spelled with escapes from here on."""
    share, found = judgement.share, pack_diagnostics(judgement.diagnostics)
    try:
        return _ENCODER.encode(Filed(judgement.page, share, found, judgement.numbers))
    except UnicodeEncodeError:
        refused = {_escaped(path): reason for path, reason in share.refused.items()}
        share = msgspec.structs.replace(share, refused=refused)
        return _ENCODER.encode(Filed(_escaped(judgement.page), share, found, judgement.numbers))


def _escaped(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


def unpack(data: bytes) -> Filed:
    """The judgement in the bytes that `pack` made; raises msgspec.DecodeError for others."""
    return _FILED.decode(data)


def pack_diagnostics(diagnostics: Iterable[Diagnostic]) -> bytes:
    """The bytes of diagnostics alone: each a JSON object on a line of its own, so that reports can pass them on."""
    return _LINES.encode_lines(diagnostics)


def unpack_diagnostics(data: bytes) -> tuple[Diagnostic, ...]:
    """The diagnostics in their bytes; raises msgspec.DecodeError for others."""
    return tuple(_DIAGNOSTICS.decode_lines(data))
