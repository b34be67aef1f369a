import random

import pytest

from conformance.report.html.folder import _OURS
from conformance.report.html.names import Names, allot
from conformance.report.settings import Settings

PAGES = [
    "../../etc/passwd.md",
    "/abs/olute.md",
    "a/WM-Size.md",
    "a/wm-size.md",
    "a/wm_size.md",
    "a/wm-size.MD",
    "a/con.md",
    "a/nul.md",
    "a/Сообщение.md",
    "a/訊息.md",
    "a/\udc80.md",
    f"a/{'x' * 300}.md",
    f"a/{'x' * 299}y.md",
    "A/wm-size.md",
    "a\\b/wm-size.md",
    'a/"><script>.md',
    ".md",
    "wm-size.md",
]


def test_an_ordinary_name_stays_what_it_is() -> None:
    assert allot(["wm-size", "P003"]) == {"wm-size": "wm-size", "P003": "p003"}


def test_names_that_meet_are_told_apart_whatever_the_letter_case() -> None:
    names = allot(["WM-Size", "wm-size", "wm_size"])
    assert len({name.lower() for name in names.values()}) == 3


def test_a_name_does_not_hang_on_the_order() -> None:
    texts = ["b", "a/b", "a-b", "A B", ""]
    shuffled = random.Random(1).sample(texts, len(texts))
    assert allot(texts) == allot(shuffled)


def test_a_marked_name_cannot_be_claimed_by_another_text() -> None:
    marked = allot(["a b", "a-b"])["a b"]
    names = allot(["a b", "a-b", marked])
    assert len(set(names.values())) == 3


@pytest.mark.parametrize("device", ["con", "NUL", "com1", "lpt9"])
def test_the_names_of_devices_are_avoided(device) -> None:
    name = allot([device])[device]
    assert name.split(".")[0] != device.lower()


def test_every_page_has_a_file_of_its_own_below_the_folder() -> None:
    names = Names(PAGES, Settings())
    files = [names.message(page) for page in PAGES]
    assert len({file.lower() for file in files}) == len(PAGES)
    assert all(_OURS.match(file) and len(file) < 250 for file in files), files
