"""A real implementation: what needs Wine is skipped, with the reason, where it is not installed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conformance.suite.assemble import assemble
from conformance.suite.doctor import TOOLS, install_command, missing
from conformance.suite.execute import execute
from conformance.suite.memory import text
from conformance.suite.targets.build import build_agent, build_driver
from conformance.suite.targets.protocol import Call, Pointer, TargetCrashedError, TargetError, TargetHungError
from conformance.suite.targets.wine import WineTarget
from spec_model.model import Message

Make = Callable[..., Message]

_LACKING = missing()
needs_wine = pytest.mark.skipif(bool(_LACKING), reason=f"missing here: {', '.join(tool.program for tool in _LACKING)}")


@pytest.fixture(scope="module")
def wine() -> Iterator[WineTarget]:
    with WineTarget() as target:
        yield target


@needs_wine
def test_both_branches_of_a_contract_are_kept(wine: WineTarget, make: Make) -> None:
    suite = assemble([make("LB_GETCURSEL", ("success", "described"), ("failure", "LB_ERR"))])
    seen = {rule: execute(plan, wine) for rule, plan in suite.plans.items()}
    assert {rule: (o.verdict, o.returned) for rule, o in seen.items()} == {
        "LB_GETCURSEL-return-failure": ("passed", -1),
        "LB_GETCURSEL-return-success": ("passed", 1),
    }


@needs_wine
def test_a_contract_that_is_wrong_fails(wine: WineTarget, make: Make) -> None:
    suite = assemble([make("LB_GETCURSEL", ("success", "0"), ("failure", "FALSE"))])
    assert {execute(plan, wine).verdict for plan in suite.plans.values()} == {"failed"}


@needs_wine
def test_a_driver_keeps_its_contract(wine: WineTarget, make: Make) -> None:
    names = ("DRV_LOAD", "DRV_OPEN", "DRV_POWER", "DRV_CLOSE")
    suite = assemble([make(name, ("success", "nonzero"), ("failure", "0")) for name in names])
    seen = {plan.rule.id: execute(plan, wine).verdict for plan in suite.plans.values()}
    assert seen == {f"{name}-return-success": "passed" for name in names}


@needs_wine
def test_the_driver_survives_the_end_of_a_session(wine: WineTarget, make: Make) -> None:
    suite = assemble([make("DRV_EXITSESSION")])
    plan = suite.plans["DRV_EXITSESSION-return-none"]
    assert plan.message == 0x000B
    assert execute(plan, wine).verdict == "passed"


@needs_wine
def test_a_crash_and_a_hang_of_the_other_side_are_survived(wine: WineTarget) -> None:
    wine.reset("a", {})
    with pytest.raises(TargetCrashedError, match="0xc0000005"):
        wine.call(Call("ntdll", "RtlMoveMemory", (8, 16, 100)))
    wine.reset("b", {})
    wine.answer_timeout, patience = 1.0, wine.answer_timeout
    try:
        with pytest.raises(TargetHungError):
            wine.call(Call("kernel32", "Sleep", (60_000,)))
    finally:
        wine.answer_timeout = patience
    wine.reset("c", {})
    assert wine.call(Call("agent", "parent")).result


@needs_wine
@pytest.mark.parametrize(
    "line",
    [
        "call", "call a", "nonsense", "call user32 x 0 0 0", "call user32 GetFocus 1 @9 0 0",
        "call user32 GetFocus 0 1 zz 0", "call user32 GetFocus 0 1 00 1 0:0:0", "", "call x y 99",
    ],
)  # fmt: skip
def test_the_agent_answers_nonsense_with_an_error(wine: WineTarget, line: str) -> None:
    wine.reset("a", {})
    with pytest.raises(TargetError):
        wine._ask(line, 10.0)
    assert wine.call(Call("kernel32", "lstrlenW", (Pointer(0),), (text("four").data,))).result == 4


@needs_wine
def test_what_is_built_is_built_once(tmp_path: Path) -> None:
    first = build_agent(tmp_path)
    before = first.stat().st_mtime_ns
    assert build_agent(tmp_path) == first
    assert first.stat().st_mtime_ns == before
    one, other = ({"DRV_EXITSESSION": number, **_REST} for number in (0x0B, 0x1B))
    assert build_driver(tmp_path, one) != build_driver(tmp_path, other)


_NAMES = (
    "LOAD", "FREE", "ENABLE", "DISABLE", "OPEN", "CLOSE", "QUERYCONFIGURE", "CONFIGURE", "INSTALL", "REMOVE", "POWER",
)  # fmt: skip
_REST = {f"DRV_{name}": 100 + number for number, name in enumerate(_NAMES)}


def test_the_doctor_names_the_packages_of_what_is_missing() -> None:
    assert install_command(()) == ""
    assert install_command(TOOLS) == (
        "apt-get update && apt-get install --no-install-recommends gcc-mingw-w64-x86-64 wine wine64 xvfb"
    )


def test_without_wine_the_target_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(TargetError, match="suite doctor"):
        WineTarget()
