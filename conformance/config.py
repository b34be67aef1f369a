"""The configuration file: `polyspec.toml`, or `[tool.polyspec]` in `pyproject.toml` (see docs/configuration.md)."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

import msgspec

from conformance.diagnostic import Severity
from conformance.registry import Rule

Level = Literal["error", "warning", "info", "off"]
FailOn = Literal["error", "warning", "info", "never"]
Choice = TypeVar("Choice", bound=str)

_LEVELS: tuple[Level, ...] = get_args(Level)
FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)

_FILE = "polyspec.toml"
_PROJECT_FILE = "pyproject.toml"
_UNKNOWN_FIELD = re.compile(r"Object contains unknown field `(?P<key>.*)`", re.DOTALL)
_AT = re.compile(r" - at `\$\.?(?P<path>[^`]*)`\Z")
_TOML_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)\Z")


class ConfigError(Exception):
    """A configuration file that cannot be used; the message names the file, the line or key, and what is wanted."""


class PathLevels(msgspec.Struct, frozen=True):
    """The levels that rules have on the pages that match `pattern`."""

    pattern: str
    levels: dict[str, Level]


class Config(msgspec.Struct, frozen=True):
    """What a configuration file says, with every path made absolute.

    `locales` maps locale tags to folders, `source` is the locale that is the authority. `include` and
    `exclude` are patterns over page paths. `severity` and `per_path` give rules, by code or name, another
    level; of several patterns that match a page the last one counts. `generate` is the table of the
    generators, which they read themselves. `file` is where all this was read, None for the defaults.
    """

    locales: dict[str, Path] = {}
    source: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    severity: dict[str, Level] = {}
    per_path: tuple[PathLevels, ...] = ()
    fail_on: FailOn = "error"
    jobs: int | None = None
    baseline: Path | None = None
    generate: dict[str, object] = {}
    file: Path | None = None

    def level(self, rule: Rule, page: str) -> Severity | None:
        """The severity of what `rule` finds on the page at path `page`; None where the rule is off there."""
        level: Level = _named(self.severity, rule) or rule.severity
        for entry in self.per_path:
            if fnmatchcase(page, entry.pattern):
                level = _named(entry.levels, rule) or level
        return None if level == "off" else level

    def verify_rules(self, rules: Iterable[Rule]) -> None:
        """Raise ConfigError where the file names a rule that is not among `rules`."""
        known = {word for rule in rules for word in (rule.code, rule.name)}
        for table, levels in (("severity", self.severity), *((e.pattern, e.levels) for e in self.per_path)):
            unknown = next((word for word in levels if word not in known), None)
            if unknown is not None:
                place = _Source.read(self.file).place(table, unknown) if self.file else "configuration"
                raise ConfigError(f"{place}: no rule has the code or name {unknown!r}{suggestion(unknown, known)}")


def _named(levels: dict[str, Level], rule: Rule) -> Level | None:
    return levels.get(rule.code) or levels.get(rule.name)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The schema of the file; see `Config` for the keys. Levels are verified apart, for the clearer words."""

    locales: dict[str, str] = {}
    source_locale: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    severity: dict[str, str] = {}
    per_path: dict[str, dict[str, str]] = {}
    fail_on: str = "error"
    jobs: Annotated[int, msgspec.Meta(ge=1)] | msgspec.UnsetType = msgspec.UNSET
    baseline: str = ""
    generate: dict[str, object] = {}


KEYS: tuple[str, ...] = tuple(field.encode_name for field in msgspec.structs.fields(_File))


class _Source(msgspec.Struct, frozen=True):
    """The text of a configuration file, to say where in it something is wrong."""

    file: Path
    text: str

    @classmethod
    def read(cls, file: Path) -> "_Source":
        try:
            return cls(file, file.read_text(encoding="utf-8"))
        except OSError as error:
            raise ConfigError(f"{file}: cannot be read: {error.strerror or error}") from error
        except UnicodeDecodeError as error:
            raise ConfigError(f"{file}: is not UTF-8 text") from error

    def parse(self) -> dict[str, object]:
        """The table that configures us, empty where the file has none."""
        import tomllib  # noqa: PLC0415 - most runs have no such file

        try:
            data = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = _TOML_PLACE.search(str(error))
            line = f":{found['line']}" if found and found["line"] else ""
            raise ConfigError(f"{self.file}{line}: not valid TOML: {_TOML_PLACE.sub('', str(error))}") from error
        except RecursionError as error:
            raise ConfigError(f"{self.file}: not valid TOML: nested too deeply") from error
        if self.file.name != _PROJECT_FILE:
            return data
        table = data.get("tool", {}).get("polyspec", {})
        if not isinstance(table, dict):
            raise ConfigError(f"{self.file}: tool.polyspec is not a table")
        return table

    def place(self, *keys: str) -> str:
        """``file:line`` of the last of nested `keys` that is found, the file alone where none is."""
        at = found = 0
        for key in keys:
            pattern = rf"^[ \t]*\[[^\n]*{re.escape(key)}|(?<![\w-]){re.escape(key)}[\"']?[ \t]*[=.]"
            if match := re.compile(pattern, re.MULTILINE).search(self.text, at):
                found, at = self.text.count("\n", 0, match.end()) + 1, match.end()
        return f"{self.file}:{found}" if found else str(self.file)

    def levels(self, table: str, levels: dict[str, str]) -> dict[str, Level]:
        """`levels` as they stand under the key `table`; raises ConfigError for a word that is no level."""
        return {rule: self.choice((table, rule), level, _LEVELS) for rule, level in levels.items()}

    def choice(self, keys: tuple[str, ...], word: str, choices: tuple[Choice, ...]) -> Choice:
        """The one of `choices` that `word` is; raises ConfigError for another word."""
        for choice in choices:
            if choice == word:
                return choice
        wanted = ", ".join(choices)
        raise ConfigError(f"{self.place(*keys)}: {keys[-1]} is {word!r}, but has to be one of {wanted}")

    def misfit(self, problem: str) -> str:
        """A validation error of msgspec in our words, with the place of the key."""
        at = _AT.search(problem)
        reason = problem[: at.start()] if at else problem
        if unknown := _UNKNOWN_FIELD.match(reason):
            key = unknown["key"]
            hint = suggestion(key, KEYS) or f"; the keys are {', '.join(KEYS)}"
            return f"{self.place(key)}: unknown key {key!r}{hint}"
        key = re.split(r"[.\[]", at["path"])[0] if at else ""
        return f"{self.place(key)}: {key}: {reason[:1].lower()}{reason[1:]}"


def suggestion(word: str, known: Iterable[str]) -> str:
    """`` (did you mean 'x'?)`` for the nearest of `known`, the empty string where none is near."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - it takes a while to import, and nearly no run needs it

    choices = sorted(known)
    found = process.extractOne(word, choices, scorer=fuzz.ratio, processor=str.lower, score_cutoff=65)
    return f" (did you mean {found[0]!r}?)" if found else ""


def find_config(start: Path) -> Path | None:
    """The configuration file of `start` or the nearest folder above it; None where there is none.

    In one folder `polyspec.toml` comes before a `pyproject.toml` with a table `tool.polyspec`.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / _FILE).is_file():
            return folder / _FILE
        if (folder / _PROJECT_FILE).is_file() and _configures_us(folder / _PROJECT_FILE):
            return folder / _PROJECT_FILE
    return None


def _configures_us(project: Path) -> bool:
    """Whether a pyproject.toml has our table; a broken one is of concern only where it seems to have it."""
    try:
        return bool(_Source.read(project).parse())
    except ConfigError:
        return "tool.polyspec" in project.read_text(encoding="utf-8", errors="replace")


def load_config(file: Path) -> Config:
    """The configuration in `file`; raises ConfigError where it cannot be read or does not fit."""
    source = _Source.read(file)
    try:
        read = msgspec.convert(source.parse(), _File)
    except msgspec.ValidationError as error:
        raise ConfigError(source.misfit(str(error))) from error
    folder = file.absolute().parent
    return Config(
        locales={tag.lower(): folder / Path(path).expanduser() for tag, path in read.locales.items()},
        source=read.source_locale.lower() or None,
        include=read.include,
        exclude=read.exclude,
        severity=source.levels("severity", read.severity),
        per_path=tuple(
            PathLevels(pattern, source.levels(pattern, levels)) for pattern, levels in read.per_path.items()
        ),
        fail_on=source.choice(("fail-on",), read.fail_on, FAIL_ON),
        jobs=None if isinstance(read.jobs, msgspec.UnsetType) else read.jobs,
        baseline=folder / read.baseline if read.baseline else None,
        generate=read.generate,
        file=file,
    )
