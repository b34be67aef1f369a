"""From the name of a target to the target."""

from collections.abc import Iterable
from pathlib import Path

from conformance.suite.plan import Plan
from conformance.suite.targets.native import NativeTarget
from conformance.suite.targets.protocol import Target, TargetError
from conformance.suite.targets.reference import Reference, ReferenceTarget
from conformance.suite.targets.wine import WineTarget

NAMES = ("reference", "wine", "native")


def open_target(name: str, *, plans: Iterable[Plan] = (), driver: Path | None = None) -> Target:
    """Start the target `name`. `plans` teach the reference, `driver` is the library of driver messages.

    Raises TargetError where the target is not known or cannot be started.
    """
    if name == "reference":
        return ReferenceTarget(Reference(plans))
    if driver is not None and not driver.is_file():
        raise TargetError(f"no such driver: {driver}")
    if name == "wine":
        return WineTarget(driver=driver)
    if name == "native":
        return NativeTarget(driver=driver)
    raise TargetError(f"no target {name!r}; there are {', '.join(NAMES)}")
