"""The check that writes its report as it goes, as a folder of pages."""

from pathlib import Path

from conformance.check import Change
from conformance.cli.errors import RequestError
from conformance.cli.progress import progress
from conformance.cli.request import Request
from conformance.diagnostic import Summary
from conformance.judge import Judge
from conformance.judged import Judged, judged
from conformance.parallel import each
from conformance.report.html.folder import NotOursError
from conformance.report.html.site import Clerk, Site
from conformance.report.settings import Settings
from conformance.totals import total


def write_site(request: Request, folder: Path, judge: Judge, settings: Settings, change: Change) -> Summary:
    """Check the corpus of `request` with `judge`, write the report to `folder`, and give the counts.

    `change` makes of what was found on one message what the report shows of it. Raises RequestError where the
    folder holds something else.
    """

    def accepted(judgement: Judged) -> Judged:
        return judged(judgement.page, judgement.share, change(judgement.diagnostics))

    groups = request.corpus.groups
    try:
        site = Site(folder, (group.page for group in groups), settings)
    except NotOursError as error:
        raise RequestError(str(error)) from error
    with progress("checking", sum(len(group.homes) for group in groups)) as advance:
        summary = total(groups, site.watch(each(Clerk(judge), groups, request.jobs), accepted), advance)
    site.close(summary)
    return summary
