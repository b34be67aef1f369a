"""A C compiler as a harvest uses it: preprocess, compile to assembly, and say what is wrong where."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

_SECONDS = 300
_ERROR = re.compile(r"(?P<file>[^\n]+?):(?P<line>\d+):(?:\d+:)? (?:fatal )?error: (?P<text>.*)")
_CHAIN = re.compile(r"(?:In file included| {10,})\s*from (?P<file>[^\n]+?):(?P<line>\d+)")


class CompilerError(Exception):
    """A compiler that is not there, does not run, or does not end."""


class Problem(msgspec.Struct, frozen=True):
    """One error of the compiler. `includes` is the chain of (file, line) that led to `file`, innermost first."""

    file: str
    line: int
    text: str
    includes: tuple[tuple[str, int], ...] = ()


class Run(msgspec.Struct, frozen=True):
    """What one run gave: the output, and the errors, empty where it went well."""

    output: str
    problems: tuple[Problem, ...]


class Compiler:
    """The compiler `cc`, with macros defined for every run. Counts its runs."""

    def __init__(self, cc: str, defines: Mapping[str, str], include: tuple[Path, ...] = ()) -> None:
        found = shutil.which(cc)
        if found is None:
            raise CompilerError(f"no such compiler: {cc}")
        self.cc = found
        self.name = Path(cc).name
        self.options = [f"-D{name}={value}" for name, value in defines.items()]
        self.options += [option for folder in include for option in ("-isystem", str(folder))]
        self.runs = 0

    def version(self) -> str:
        """The version of the compiler, as it gives it."""
        for option in ("-dumpfullversion", "-dumpversion"):
            result = self._call([option])
            if result.returncode == 0 and result.stdout.strip():
                return result.stdout.strip()
        raise CompilerError(f"{self.cc} does not tell its version")

    def preprocess(self, source: str) -> Run:
        """The source after preprocessing, with the definitions of macros and the marks of lines."""
        return self._run(source, ["-E", "-dD"])

    def assemble(self, source: str, defines: tuple[str, ...] = ()) -> Run:
        """The source as assembly."""
        # Preprocessed apart, so that an error inside a macro is told where the macro is used.
        options = ["-no-integrated-cpp", "-fno-diagnostics-show-caret"]
        return self._run(source, ["-S", "-w", "-O0", *options, *(f"-D{name}" for name in defines)])

    def _run(self, source: str, options: list[str]) -> Run:
        self.runs += 1
        with tempfile.TemporaryDirectory(prefix="polyspec-") as folder:
            written, result = Path(folder, "probe.c"), Path(folder, "probe.out")
            written.write_text(source, encoding="ascii")
            done = self._call([*self.options, *options, "-o", str(result), str(written)])
            output = result.read_text(encoding="utf-8", errors="replace") if result.is_file() else ""
        problems = tuple(_problems(done.stderr))
        if done.returncode and not problems:
            raise CompilerError(f"{self.cc} failed: {done.stderr.strip()[-400:] or done.returncode}")
        return Run(output, problems)

    def _call(self, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        # Its messages are read, so they must not be in the language of the person who calls.
        environment = os.environ | {"LC_ALL": "C"}
        try:
            return subprocess.run(
                [self.cc, *arguments],
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
                env=environment,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CompilerError(f"{self.cc}: {error}") from error


def _problems(messages: str) -> Iterator[Problem]:
    chain: list[tuple[str, int]] = []
    for line in messages.splitlines():
        included = _CHAIN.match(line)
        if included:
            if line.startswith("In file"):
                chain = []
            chain.append((included["file"], int(included["line"])))
            continue
        error = _ERROR.match(line)
        if error:
            yield Problem(error["file"], int(error["line"]), error["text"], tuple(chain))
