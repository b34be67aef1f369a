"""The pytest plugin of a generated suite: the fixture ``case``, the option ``--target``, and a file of results."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from conformance.suite.choose import NAMES, open_target
from conformance.suite.execute import NotReachedError, Observation
from conformance.suite.knowledge import KNOWLEDGE, KnowledgeError, read_knowledge
from conformance.suite.script import Case, Contradiction, NotFilledIn
from conformance.suite.targets.protocol import Target, TargetCrashedError, TargetError

_RESULTS = pytest.StashKey[dict[str, Observation]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the suite."""
    group = parser.getgroup("polyspec")
    group.addoption("--target", default="reference", choices=list(NAMES),
                    help="What is asked to keep the contract (default: reference).")  # fmt: skip
    group.addoption("--driver", type=Path, default=None, help="The library whose DriverProc is tested.")
    group.addoption("--polyspec-results", type=Path, default=None, help="Write the verdicts to this file, as JSON.")


def pytest_configure(config: pytest.Config) -> None:
    """Begin with no results."""
    config.stash[_RESULTS] = {}


@pytest.fixture(scope="session")
def target(request: pytest.FixtureRequest) -> Iterator[Target]:
    """The implementation under test; it outlives its own crashes."""
    try:
        plans = read_knowledge(request.config.rootpath / KNOWLEDGE)
        opened = open_target(
            request.config.getoption("--target"), plans=plans, driver=request.config.getoption("--driver")
        )
    except (TargetError, KnowledgeError) as error:
        pytest.exit(str(error), returncode=2)
    with opened:
        yield opened


@pytest.fixture
def case(request: pytest.FixtureRequest, target: Target) -> Case:
    """One test on its way."""
    made = Case(target)
    request.node.user_properties.append(("polyspec", made))
    return made


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Turn how a test ended into a verdict, and what is no failure of the target into a skip."""
    case = next((value for key, value in item.user_properties if key == "polyspec"), None)
    verdict = Observation("passed")
    try:
        yield
    except NotFilledIn as empty:
        verdict = Observation("skipped", str(empty))
        pytest.skip(str(empty))
    except Contradiction as wrong:
        verdict = Observation("failed", str(wrong))
        raise
    except TargetCrashedError as crash:
        verdict = Observation("crashed", str(crash))
        raise
    except (NotReachedError, TargetError) as error:
        verdict = Observation("failed", f"the state could not be reached: {error}")
        raise
    except BaseException as error:
        verdict = Observation("failed", f"{type(error).__name__}: {error}")
        raise
    finally:
        if isinstance(case, Case) and case.rule_id:
            seen = msgspec.structs.replace(verdict, returned=case.returned)
            item.config.stash[_RESULTS][case.rule_id] = seen


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the file of results where one is wanted."""
    path = session.config.getoption("--polyspec-results")
    if path:
        path.write_bytes(msgspec.json.encode(session.config.stash[_RESULTS], order="sorted"))
