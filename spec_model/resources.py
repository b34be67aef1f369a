"""Where the data that ships with the program lies: beside the packages in a checkout, inside them in a wheel."""

from functools import cache
from pathlib import Path

_PACKAGES = Path(__file__).resolve().parent.parent
_WHEEL = _PACKAGES / "conformance" / "_data"


@cache
def data_folder(name: str) -> Path:
    """The folder `name` (``specs``, ``templates``) of the shipped data.

    A wheel holds it in the data of the `conformance` package, a checkout beside the packages. Raises
    FileNotFoundError, which names both places, where it is in neither: the installation is not whole.
    """
    for folder in (_WHEEL / name, _PACKAGES / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the shipped data is not whole: no folder {_WHEEL / name} and none {_PACKAGES / name}")
