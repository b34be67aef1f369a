"""The return-value section of a page becomes a return contract."""

from spec_model.locale import LocalePack
from spec_model.model import ReturnContract
from spec_model.page import Section


def read_returns(section: Section | None, pack: LocalePack) -> ReturnContract:
    """What `section`, the return-value section of a page, says; `unspecified` where the page has none."""
    return ReturnContract() if section is None else ReturnContract(confidence=0.0, span=section.body)
