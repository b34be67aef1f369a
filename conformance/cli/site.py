"""The check that writes its report as it goes, as a folder of pages."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from conformance.check import Judge, Judged, assemble
from conformance.cli.errors import RequestError
from conformance.cli.progress import progress
from conformance.cli.request import Request
from conformance.diagnostic import Result, Summary
from conformance.parallel import each
from conformance.report.html.folder import NotOursError
from conformance.report.html.site import Clerk, Site
from conformance.report.settings import Settings


def write_site(
    request: Request, folder: Path, judge: Judge, settings: Settings, finish: Callable[[Result], Result]
) -> Summary:
    """Check the corpus of `request` with `judge`, write the report to `folder`, and give the counts.

    `finish` makes of what was found on one message what the report shows of it. Raises RequestError where the
    folder holds something else.
    """

    def change(judgement: Judged) -> Judged:
        found = finish(Result(summary=Summary(), diagnostics=judgement.diagnostics))
        return msgspec.structs.replace(judgement, diagnostics=found.diagnostics)

    groups = request.corpus.groups
    try:
        site = Site(folder, (group.page for group in groups), settings)
    except NotOursError as error:
        raise RequestError(str(error)) from error
    with progress("checking", sum(len(group.files) for group in groups)) as advance:
        judged = site.watch(each(Clerk(judge), groups, request.jobs), change)
        summary = assemble(groups, judged, advance).summary
    return site.close(summary)
