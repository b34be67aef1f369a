"""A page becomes a witness: the facts of its message, as that page alone states them."""

import msgspec

from spec_model.extract.identity import Identity, NotAMessage, identify
from spec_model.extract.parameters import read_parameters
from spec_model.extract.requirements import read_requirements
from spec_model.extract.returns import read_returns
from spec_model.extract.value import read_value
from spec_model.locale import pack_for
from spec_model.model import Witness
from spec_model.page import Page


def read_witness(page: Page) -> Witness | NotAMessage:
    """What `page` states about its message; of a bilingual page the translated half.

    Raises ValueError where no locale pack serves the page.
    """
    pack = pack_for(page.locale)
    if pack is None:
        raise ValueError(f"no locale pack serves {page.locale}")
    page = page.translation()
    identity = identify(page, pack)
    return identity if isinstance(identity, NotAMessage) else witness_of(page, identity)


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
    return msgspec.structs.replace(witness_of(half, identity), locale=f"{half.locale}@{page.locale}")


def witness_of(page: Page, identity: Identity) -> Witness:
    """The witness of a page that is known to document the message `identity`."""
    pack = pack_for(page.locale)
    assert pack is not None
    return Witness(
        locale=page.locale,
        page=page.page,
        path=page.path,
        name=identity.name,
        kind=identity.kind,
        scope=identity.scope,
        aliases=identity.aliases,
        value=read_value(page, identity.name.value),
        parameters=read_parameters(page.section("parameters"), pack),
        returns=read_returns(page.section("return-value"), pack),
        requirements=read_requirements(page.section("requirements"), page, pack),
    )
