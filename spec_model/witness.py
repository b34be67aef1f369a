"""A page becomes a witness: the facts of its message, as that page alone states them."""

from collections.abc import Sequence

import msgspec

from spec_model.extract.identity import Identity, NotAMessage, identify
from spec_model.extract.parameters import read_parameters
from spec_model.extract.requirements import read_requirements
from spec_model.extract.returns import read_returns
from spec_model.extract.value import read_value
from spec_model.locale import LocalePack, pack_for
from spec_model.model import Witness
from spec_model.page import Page


def read_witnesses(pages: Sequence[Page]) -> list[Witness | NotAMessage]:
    """What each of `pages` states about its message; of a bilingual page the translated half.

    Raises ValueError where no locale pack serves one of them.
    """
    packs = [_pack_of(page) for page in pages]
    halves = [page.translation() for page in pages]
    identities = [identify(half, pack) for half, pack in zip(halves, packs, strict=True)]
    parts = zip(halves, packs, identities, strict=True)
    known = [(half, pack, identity) for half, pack, identity in parts if isinstance(identity, Identity)]
    witnesses = iter(_witnesses_of(known))
    return [next(witnesses) if isinstance(identity, Identity) else identity for identity in identities]


def read_witness(page: Page) -> Witness | NotAMessage:
    """As `read_witnesses`, of one page."""
    (witness,) = read_witnesses([page])
    return witness


def read_english(page: Page) -> Witness | None:
    """What the English half of a bilingual page states, as a witness of its own; None where there is none.

    Its locale is ``en-us@`` and the locale of the page. A section that has no English stays unread.
    """
    half = page.english()
    pack = pack_for("en-us")
    if half is None or pack is None:
        return None
    identity = identify(half, pack)
    if isinstance(identity, NotAMessage):
        return None
    for section in half.sections:
        if "sxs-lookup" not in section.text:
            section.name = None
    (witness,) = _witnesses_of([(half, pack, identity)])
    return msgspec.structs.replace(witness, locale=f"{half.locale}@{page.locale}")


def _pack_of(page: Page) -> LocalePack:
    pack = pack_for(page.locale)
    if pack is None:
        raise ValueError(f"no locale pack serves {page.locale}")
    return pack


def _witnesses_of(known: Sequence[tuple[Page, LocalePack, Identity]]) -> list[Witness]:
    """The witnesses of pages whose messages are known, in their order.

    One kind of fact is read after another, each on all pages, while the processor has the code for it at hand.
    """
    parameters = [read_parameters(page.section("parameters"), pack) for page, pack, _ in known]
    returns = [read_returns(page.section("return-value"), pack) for page, pack, _ in known]
    requirements = [read_requirements(page.section("requirements"), page, pack) for page, pack, _ in known]
    return [
        Witness(
            locale=page.locale,
            page=page.page,
            path=page.path,
            name=identity.name,
            kind=identity.kind,
            scope=identity.scope,
            aliases=identity.aliases,
            value=read_value(page, identity.name.value),
            parameters=parameters[at],
            returns=returns[at],
            requirements=requirements[at],
        )
        for at, (page, _, identity) in enumerate(known)
    ]
