"""What the rules about keys of the front matter share: which keys most pages have."""

from functools import cache
from importlib import resources

import yaml

from conformance.surface.vote import Verdict, settle
from conformance.view import Siblings, View


@cache
def machine_keys() -> frozenset[str]:
    """The keys that the machinery of translation writes, in lower case."""
    text = (resources.files("conformance.rules.metadata") / "keys.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.load(text, Loader=yaml.CSafeLoader)["machine"])


def own_keys(view: View) -> dict[str, str]:
    """The keys of the page in lower case, each as it is written."""
    return {key.lower(): key for key in view.page.front.data}


def verdicts(view: View) -> dict[str, Verdict[bool]]:
    """For every key, except those of machines, whether the pages should have it; made once.

    A page whose front matter cannot be read has no say.
    """
    return view.siblings.once(_verdicts)


def _verdicts(siblings: Siblings) -> dict[str, Verdict[bool]]:
    written = [page.front.data.keys() for page in siblings.translations.values() if page.front.problem is None]
    if all(own == written[0] for own in written):
        return {}
    keys = {
        locale: {key.lower() for key in page.front.data}
        for locale, page in siblings.translations.items()
        if page.front.problem is None
    }
    every = set().union(*keys.values()) - machine_keys()
    if all(every <= own for own in keys.values()):
        return {}
    return {key: settle({tag: key in own for tag, own in keys.items()}, siblings.source) for key in sorted(every)}
