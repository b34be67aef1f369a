import pytest
from rapidfuzz.distance import Levenshtein

from conformance.rules.literals._regions import ALIKE, Region
from spec_model.identifiers import sound
from spec_model.model import Span

_WORDS = "the split button hdf spalitbaton of a header aaaaaaaaaaaaaaaa"


def _plainly(region: Region, wanted: str, least: float) -> tuple[float, Span | None]:
    """The best of all windows, each of them compared."""
    best: tuple[float, Span | None] = 0.0, None
    for width in range(1, len(region.words) + 1):
        for at in range(len(region.words) - width + 1):
            score = Levenshtein.normalized_similarity("".join(region.sounds[at : at + width]), wanted)
            if score > best[0] and score >= least:
                best = score, Span(region.words[at].start, region.words[at + width - 1].end)
    return best


@pytest.mark.parametrize("name", ["SPLITBUTTON", "HDF_SPLITBUTTON", "HEADER", "BUTTON_HDF", "A", "TH", "zzz", "ofa"])
@pytest.mark.parametrize("least", [0.0, ALIKE])
def test_window_is_the_most_alike_of_all(name: str, least: float) -> None:
    region, wanted = Region(_WORDS, 0, len(_WORDS)), sound(name)
    found = region.window(wanted, least)
    assert (found if found[0] >= least else (0.0, None)) == _plainly(region, wanted, least)
