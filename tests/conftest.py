"""What tests of every package share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and their truth; it is no part of the project, so that tests on it may be skipped."""
    folder = Path(os.environ.get("POLYSPEC_SHARED") or ROOT.parent / "shared")
    if not (folder / "corpus").is_dir():
        pytest.skip(
            f"the real pages are not here: no {folder.name}/corpus beside the checkout, POLYSPEC_SHARED not set"
        )
    return folder


@pytest.fixture(scope="session")
def own_pages() -> Path:
    """Our own clean pages."""
    return ROOT / "specs/pages"


# The same examples in every run of CI: what it says can be repeated. Elsewhere they are drawn anew.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
