"""What is the fault of the request, and what is ours."""

import click

from conformance.report.visible import brief

_LONGEST = 600


class RequestError(click.ClickException):
    """A request that cannot be carried out; the message is one line for the person who made it."""

    exit_code = 2


def is_request_error(error: Exception) -> bool:
    """Whether `error` says that a file or a folder that the request names cannot be used."""
    from conformance.baseline import BaselineError
    from conformance.config import ConfigError
    from conformance.git import GitError
    from spec_model.corpus import CorpusError
    from spec_model.locale import PackError

    return isinstance(error, BaselineError | ConfigError | GitError | CorpusError | PackError | OSError)


def one_line(text: str) -> str:
    """`text` as one line that is safe to print: an error may quote what a page or a path holds."""
    return brief(" ".join(text.split()), _LONGEST)
