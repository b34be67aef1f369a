"""A guard for YAML from outside: the C loader of PyYAML ends the process where nesting has no end."""

import yaml

_DEEPEST = 1_000


def check_nesting(text: str) -> None:
    """Raise yaml.YAMLError where the YAML `text` is nested deeper than any document that is meant.

    Cheap for ordinary text: a flow level needs a bracket and a block level a column, so few brackets and short
    lines prove that nothing is deep. Other text is read event by event, which needs no stack.
    """
    longest = max(map(len, text.splitlines()), default=0)
    if text.count("[") + text.count("{") + longest < _DEEPEST:
        return
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                mark = event.start_mark
                raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)  # type: ignore[arg-type]
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
