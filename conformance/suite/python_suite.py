"""The pytest suite: one module a family, one test a rule, and in each one place to fill in."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from conformance.suite.arguments import Argument, Blank, Content, Number, Reference, Series, Structure
from conformance.suite.assemble import Suite
from conformance.suite.kept import Place, closing, opening, places
from conformance.suite.knowledge import KNOWLEDGE, write_knowledge
from conformance.suite.plan import Action, Plan, Worth
from conformance.suite.rules import Rule, Sentence
from conformance.suite.templates import c_name, render

#: names that a generated test needs for itself
_TAKEN = frozenset({"case", "text", "ansi", "array", "buffer", "struct", "pytest", "returned"})


class TestFunction(msgspec.Struct, frozen=True):
    """One test as the template prints it; every field is Python source, or fit to stand in it."""

    name: str
    rule: str
    message: str
    markers: tuple[str, ...]
    documentation: str
    begin: str
    opening: str
    body: str
    closing: str


class Written(msgspec.Struct, frozen=True):
    """What a generation gives: files by name; `kept` are the rules whose place a person filled in.

    `orphans` are such places whose rule is no longer stated: they are kept in files of their own.
    """

    files: dict[str, str]
    kept: tuple[str, ...]
    orphans: tuple[str, ...]


def write_suite(suite: Suite, locale: str, existing: Mapping[str, str]) -> Written:
    """The files of the pytest suite. `locale` chooses the sentences, `existing` are the files of the last time."""
    by_hand = {
        place.rule: place
        for name, source in existing.items()
        if name.endswith((".py", ".kept.txt"))
        for place in places(source).values()
        if place.by_hand
    }
    families: dict[str, list[Rule]] = {}
    for rule in suite.rules:
        families.setdefault(rule.family, []).append(rule)
    files = {"conftest.py": render("conftest.py"), "pytest.ini": render("pytest.ini")}
    files[KNOWLEDGE] = write_knowledge(suite)
    for family, rules in sorted(families.items()):
        files[f"test_{c_name(family)}.py"] = _module(suite, family, rules, locale, by_hand)
    orphans = sorted(by_hand.keys() - {rule.id for rule in suite.rules})
    for rule_id in orphans:
        place = by_hand[rule_id]
        lines = (opening(rule_id, "", "#"), place.text.rstrip("\n"), closing(rule_id, "#"))
        files[f"{rule_id}.kept.txt"] = "\n".join(lines) + "\n"
    return Written(files, tuple(sorted(by_hand.keys() - set(orphans))), tuple(orphans))


def _module(suite: Suite, family: str, rules: list[Rule], locale: str, by_hand: Mapping[str, Place]) -> str:
    used: set[str] = set()
    tests = [_test(suite, rule, locale, by_hand.get(rule.id), used) for rule in rules]
    constants = {c_name(rule.message): suite.numbers.get(rule.message) for rule in rules}
    title = suite.titles.get(family, family)
    return render("test_family.py", title=docstring(title), constants=sorted(constants.items()), tests=tests)


def _test(suite: Suite, rule: Rule, locale: str, place: Place | None, used: set[str]) -> TestFunction:
    plan = suite.plans.get(rule.id)
    body = _script(plan, c_name(rule.message)) if plan else _todo(rule, suite.reasons.get(rule.id, "not known"))
    name = _function_name(rule, used)
    return TestFunction(
        name=name,
        rule=rule.id,
        message=c_name(rule.message),
        markers=_markers(rule),
        documentation=_documentation(rule, locale),
        begin=_begin(rule, suite.worths.get(rule.id, Worth()), flags=plan.flags if plan else False),
        opening=opening(rule.id, body, "#"),
        body=place.text if place else body,
        closing=closing(rule.id, "#"),
    )


def _function_name(rule: Rule, used: set[str]) -> str:
    stem = "test_" + c_name(rule.id).lower()
    name, number = stem, 2
    while name in used:
        name, number = f"{stem}_{number}", number + 1
    used.add(name)
    return name


def _markers(rule: Rule) -> tuple[str, ...]:
    outcome = rule.when or rule.subject
    marks = [f"message({rule.message!r})", f"outcome({outcome!r})", f"rule({rule.id!r})"]
    return tuple(marks if rule.header is None else [*marks, f"header({rule.header!r})"])


def _documentation(rule: Rule, locale: str) -> str:
    sentence = chosen(rule, locale)
    if sentence is None:
        return docstring(rule.statement)
    return f"{docstring(sentence.text)}\n\n    {docstring(sentence.path)}:{sentence.line}"


def chosen(rule: Rule, locale: str) -> Sentence | None:
    """What the page of `locale` says, else what any page says, the first by locale."""
    if locale in rule.sentences:
        return rule.sentences[locale]
    return next((sentence for _, sentence in sorted(rule.sentences.items())), None)


def docstring(words: str) -> str:
    """`words` fit to stand in a triple-quoted string of Python: printable, with its quotes and escapes escaped."""
    safe = "".join(c if c.isprintable() else " " for c in words)
    return safe.replace("\\", "\\\\").replace('"', '\\"')


def _begin(rule: Rule, worth: Worth, *, flags: bool) -> str:
    extra = f", number={worth.number}" if worth.number is not None else ""
    extra += f", others={worth.others!r}" if worth.others else ""
    extra += ", flags=True" if flags else ""
    return f"case.rule({rule.id!r}, {c_name(rule.message)}, {rule.value!r}{extra})"


def _todo(rule: Rule, reason: str) -> str:
    return f"    returned = case.todo({reason!r})\n"


def _script(plan: Plan, message: str) -> str:
    return "".join(f"    {_line(action, message)}\n" for action in plan.actions)


def _line(action: Action, message: str) -> str:
    arguments = [_source(argument) for argument in action.arguments]
    if action.kind == "window":
        return _window(action, arguments)
    if action.kind == "send":
        if action.under_test:
            arguments[1] = message
        while len(arguments) > 2 and arguments[-1] == "0":
            arguments.pop()
        call = f"case.send({', '.join([*arguments, *_expectation(action)])}"
    else:
        if action.under_test:
            arguments[3] = message
        head = [repr(action.library), repr(action.name)]
        call = f"case.call({', '.join([*head, *arguments, *_expectation(action)])}"
    if action.under_test:
        return f"returned = {call})"
    return f"{variable(action.keep)} = {call})" if action.keep else f"{call})"


def _window(action: Action, arguments: list[str]) -> str:
    """The line that creates a window; what `Case.window` does by itself is left out."""
    ex_style, _, _, style, _, _, width, height, owner, identity, _, param = arguments
    words = [repr(argument.string) for argument in action.arguments[1:3] if isinstance(argument, Content)]
    named = (
        ("style", style, ""), ("ex_style", ex_style, "0"), ("width", width, "300"), ("height", height, "200"),
        ("parent", owner, ""), ("identity", identity, "1"), ("param", param, "0"),
    )  # fmt: skip
    words += [f"{name}={value}" for name, value, default in named if value != default]
    return f"{variable(action.keep or 'window')} = case.window({', '.join(words)})"


def variable(name: str) -> str:
    """The variable that holds the result kept as `name`."""
    safe = c_name(name)
    return f"{safe}_" if safe in _TAKEN else safe


def _expectation(action: Action) -> list[str]:
    words = []
    returns = action.expect.returns
    if returns is not None:
        words.append(f"returns={returns!r}" if isinstance(returns, str) else f"returns={_source(returns)}")
    contents = action.expect.contents
    if contents and contents[0][0] == "":
        words.append(f"gives={_source(contents[0][1])}")
    elif contents:
        words.append("gives={" + ", ".join(f"{path!r}: {_source(item)}" for path, item in contents) + "}")
    return words


def _source(argument: Argument) -> str:
    match argument:
        case Number():
            return str(argument.value) if -10 < argument.value < 1000 else hex(argument.value)
        case Reference():
            return variable(argument.name)
        case Content():
            return f"{'text' if argument.wide else 'ansi'}({argument.string!r})"
        case Blank():
            return f"buffer({argument.size})"
        case Series():
            return f"array({', '.join([repr(argument.kind), *map(str, argument.numbers)])})"
        case Structure():
            fields = [f"{path.replace('.', '__')}={_source(item)}" for path, item in argument.fields]
            return f"struct({', '.join([repr(argument.name), *fields])})"
        case _:
            raise TypeError(f"{argument!r} has no source")  # memory is made by what is printed, never printed itself


def read_existing(folder: Path) -> dict[str, str]:
    """The files of an earlier generation in `folder`, by name; empty where there is none."""
    if not folder.is_dir():
        return {}
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and (path.name.startswith("test_") or path.name.endswith(".kept.txt")):
            found[path.name] = path.read_text(encoding="utf-8", errors="surrogateescape")
    return found
