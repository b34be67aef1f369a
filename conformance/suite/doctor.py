"""What the target ``wine`` needs, what of it is missing here, and the command that installs it."""

import shutil

import msgspec

from conformance.suite.targets.build import COMPILER, RESOURCE_COMPILER
from conformance.suite.targets.wine import DISPLAY_SERVER, WINE


class Tool(msgspec.Struct, frozen=True):
    """A program, what it is for, and the Debian packages that have it."""

    program: str
    purpose: str
    packages: tuple[str, ...]


TOOLS = (
    Tool(WINE, "runs the agent", ("wine", "wine64")),
    Tool(DISPLAY_SERVER, "is the display where there is none", ("xvfb",)),
    Tool(COMPILER, "builds the agent and the sample driver", ("gcc-mingw-w64-x86-64",)),
    Tool(RESOURCE_COMPILER, "gives the agent its manifest", ("gcc-mingw-w64-x86-64",)),
)


def missing() -> tuple[Tool, ...]:
    """The tools that are not on the search path."""
    return tuple(tool for tool in TOOLS if not shutil.which(tool.program))


def install_command(tools: tuple[Tool, ...]) -> str:
    """The command that installs `tools` on Debian; empty where nothing is missing."""
    packages = sorted({package for tool in tools for package in tool.packages})
    if not packages:
        return ""
    return f"apt-get update && apt-get install --no-install-recommends {' '.join(packages)}"
