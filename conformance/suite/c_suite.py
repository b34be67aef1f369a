"""The standalone suite in C: the same tests as one program that prints TAP, built with any compiler for Windows."""

from collections.abc import Iterator

import msgspec

from conformance.generate.escape import c_string
from conformance.suite.arguments import Argument, Number, Reference, Structure, evaluate
from conformance.suite.assemble import Suite
from conformance.suite.memory import Memory, flatten, layout
from conformance.suite.plan import Action, Plan
from conformance.suite.python_suite import chosen
from conformance.suite.templates import c_name, c_number, render

#: what each word of an expectation asks of a result
_TESTS = {"nonzero": "{0} != 0", "positive": "(int){0} > 0", "negative": "(int){0} < 0", "described": "1", "error": "1"}


class CTest(msgspec.Struct, frozen=True):
    """One test as the template prints it; `body` is C, the rest is text."""

    id: str
    statement: str
    body: tuple[str, ...]
    skip: str = ""


def write_c_suite(suite: Suite, locale: str) -> dict[str, str]:
    """The files of the C suite; `locale` chooses the sentences in the comments."""
    tests = []
    for rule in suite.rules:
        sentence = chosen(rule, locale)
        said = f"{sentence.text} ({sentence.path}:{sentence.line})" if sentence else rule.statement
        plan = suite.plans.get(rule.id)
        body = tuple(_Body(plan).lines) if plan else ()
        tests.append(CTest(rule.id, said, body, "" if plan else suite.reasons.get(rule.id, "not known")))
    shared = {name: render(name) for name in ("core.h", "agent.rc", "agent.manifest")}
    return shared | {"suite.c": render("suite.c", tests=tests)}


class _Body:
    """The lines of one test in C."""

    def __init__(self, plan: Plan) -> None:
        self.lines: list[str] = []
        self._plan = plan
        self._blocks = 0
        self._tested = False
        used = set(_used(plan))
        self._kept = {
            action.keep: c_name(action.keep) for action in plan.actions if action.keep in used and action.keep
        }
        self.lines += [f"ps_value v_{name} = 0;" for name in sorted(set(self._kept.values()))]
        for action in plan.actions:
            self._add(action)

    def _add(self, action: Action) -> None:
        self.lines.append("{")
        values = [self._value(argument) for argument in action.arguments]
        library, name = ("user32", "SendMessageW") if action.kind == "send" else (action.library, action.name)
        listed = ", ".join(value for value, _ in values) or "0"
        self.lines += [
            f"    const ps_value a[PS_MAX_ARGUMENTS] = {{{listed}}};",
            "    ps_value r = 0;",
            f"    if (!ps_do({c_string(library)}, {c_string(name)}, a, &r))",
            f"        return ps_unreached({c_string('no function ' + name)});",
        ]
        if action.keep in self._kept:
            self.lines.append(f"    v_{self._kept[action.keep]} = r;")
        if action.kind == "window":
            self.lines += ["    if (!r)", '        return ps_unreached("the window was not created");']
        if action.under_test:
            self._tested = True
            self._demand(documented(self._plan), "the documented value")
        self._expect(action, values[-1][1] if values else None)
        self.lines.append("}")

    def _expect(self, action: Action, block: str | None) -> None:
        returns = action.expect.returns
        if isinstance(returns, str):
            self._demand(_TESTS[returns].format("r"), f"a {returns} value")
        elif returns is not None:
            self._demand(f"ps_same(r, {self._value(returns)[0]})", "the expected value")
        last = action.arguments[-1] if action.arguments else None
        for path, argument in action.expect.contents:
            if block is None or last is None:
                continue
            self._demand(self._content(block, last, path, argument), f"the expected content {path}".strip())

    def _content(self, block: str, last: Argument, path: str, argument: Argument) -> str:
        wanted, wanted_block = self._value(argument)
        if wanted_block is not None:
            size = f"sizeof {wanted_block}"
            target = f"ps_target({block}, {self._offset(last, path)})" if path else block
            return f"!memcmp({target}, {wanted_block}, {size})"
        offset, size_of, signed = self._field(last, path)
        return f"ps_same(ps_read({block} + {offset}, {size_of}, {int(signed)}), {wanted})"

    def _demand(self, test: str, what: str) -> None:
        verdict = "ps_failed" if self._tested else "ps_unreached"
        if test != "1":
            self.lines += [f"    if (!({test}))", f"        return {verdict}_value({c_string(what)}, r);"]

    def _value(self, argument: Argument) -> tuple[str, str | None]:
        """The C expression of an argument, and the name of its block where it is memory."""
        if isinstance(argument, Number):
            return c_number(argument.value), None
        if isinstance(argument, Reference):
            return f"v_{c_name(argument.name)}", None
        patches = _references(argument)
        memory = evaluate(argument, dict.fromkeys((name for _, name in patches), 0))
        assert isinstance(memory, Memory)
        name = self._block(memory)
        for path, reference in patches:
            offset, size, _ = self._field(argument, path)
            self.lines.append(f"    memcpy({name} + {offset}, &v_{c_name(reference)}, {size});")
        return f"(ps_value)(INT_PTR){name}", name

    def _block(self, memory: Memory) -> str:
        """Declare `memory` and what it points to; gives the name of the first block."""
        parts = flatten(memory)
        names = [f"m{self._blocks + index}" for index in range(len(parts))]
        self._blocks += len(parts)
        for name, part in zip(names, parts, strict=True):
            data = ", ".join(map(str, part.data)) or "0"
            self.lines.append(f"    static unsigned char {name}[] = {{{data}}};")
        following = 1
        for name, part in zip(names, parts, strict=True):
            for offset, _ in part.links:
                self.lines.append(f"    ps_point({name} + {offset}, {names[following]});")
                following += 1
        return names[0]

    def _field(self, argument: Argument, path: str) -> tuple[int, int, bool]:
        """Offset, size and sign of a field of the structure `argument`."""
        if not isinstance(argument, Structure):
            return 0, 8, True
        field = layout(argument.name).fields[path]
        return field.offset, field.size, field.kind.startswith("i")

    def _offset(self, argument: Argument, path: str) -> int:
        return self._field(argument, path)[0]


def _used(plan: Plan) -> Iterator[str]:
    """The names of the results that some step looks at."""
    for action in plan.actions:
        returns = action.expect.returns
        looked_at = [*action.arguments, *(argument for _, argument in action.expect.contents)]
        for argument in looked_at if returns is None or isinstance(returns, str) else [*looked_at, returns]:
            if isinstance(argument, Reference):
                yield argument.name
            yield from (name for _, name in _references(argument))


def _references(argument: Argument) -> list[tuple[str, str]]:
    """The fields of a structure that hold results of earlier steps, with the names of these."""
    if not isinstance(argument, Structure):
        return []
    return [(path, item.name) for path, item in argument.fields if isinstance(item, Reference)]


def documented(plan: Plan) -> str:
    """A C expression that is true where the result ``r`` keeps the rule of `plan`."""
    rule = plan.rule
    if rule.subject != "outcome":
        return "1"
    if plan.flags and plan.value is not None:
        return f"(r & {c_number(plan.value)}) == {c_number(plan.value)}"
    if plan.value is not None:
        return f"ps_same(r, {c_number(plan.value)})"
    if rule.value in ("described", "error") and plan.others:
        return " && ".join(f"!ps_same(r, {c_number(other)})" for other in sorted(set(plan.others)))
    return _TESTS.get(rule.value, "1").format("r")
