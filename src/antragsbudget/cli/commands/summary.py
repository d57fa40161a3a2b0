"""Carries out `summary`: the paper for the committee, shown, written, issued or issued again."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import Struct
from msgspec.structs import replace

from antragsbudget.cli import as_json, clock, typed
from antragsbudget.cli.context import language_of, ledger_path, speaker_for
from antragsbudget.cli.line.call import UsageProblem, invocation
from antragsbudget.cli.misread import Misread
from antragsbudget.cli.show import problems, screen
from antragsbudget.core.entries import IssuedPaper
from antragsbudget.core.paper import Annex, Occasion, Paper
from antragsbudget.core.statement import current_year
from antragsbudget.errors import NameTaken, TemplateError
from antragsbudget.language import Language, formats, messages, questions, refusals
from antragsbudget.language import outcome as words
from antragsbudget.language.commands import option_name
from antragsbudget.language.records import Refusal
from antragsbudget.language.speaker import Speaker
from antragsbudget.papers import writers

if TYPE_CHECKING:
    from antragsbudget.cli.options import PaperOptions
    from antragsbudget.ledger.ledger import Ledger
    from antragsbudget.ledger.outputs import Outputs
    from antragsbudget.pipeline import Issue


def summary(ctx: typer.Context, chosen: PaperOptions) -> int:
    """Show or write the paper on the state of the money."""
    from antragsbudget import pipeline

    job = _Job(ctx, chosen)
    job.check()
    if chosen.issue:
        return _issue(job)
    ledger = pipeline.read(ledger_path(ctx))
    content = job.content(ledger)
    if chosen.output:
        return _to_files(job, ledger, content)
    if invocation(ctx).json:
        from antragsbudget.papers.data import as_data

        as_json.write(True, {"paper": as_data(content)})
    elif chosen.format in writers.TEXTS:
        print(job.written(content, chosen.format or "").decode(), end="")
    else:
        screen.show(ctx, writers.document_of(content, job.language).parts)
    return 0


class _Job(Struct, frozen=True):
    """One call of `summary`: what was typed, and what it means for a ledger."""

    ctx: typer.Context
    chosen: PaperOptions

    def outputs(self, ledger: Path) -> Outputs:
        """Return where the files lie that are to be written; their names are resolved but here."""
        from antragsbudget.ledger import outputs

        names = map(Path, self.chosen.output or ())
        with self.naming():
            return outputs.resolved(names, ledger, replace=self.chosen.force)

    @contextmanager
    def naming(self) -> Iterator[None]:
        """Refuse a file that must not have its name."""
        try:
            yield
        except NameTaken as taken:
            kinds = {
                "another": messages.output.OutputExists,
                "ledger": messages.output.OutputIsLedger,
                "output": messages.output.OutputTwice,
            }
            raise self.refuse(kinds[taken.by](path=taken.path)) from taken

    @property
    def language(self) -> Language:
        """Return the language of the paper."""
        return language_of(self.ctx)

    def refuse(self, refusal: Refusal) -> Misread:
        """Return why this cannot be done, to be raised."""
        return Misread(refusal, Speaker(self.language), refusals.NOTHING_WRITTEN)

    def check(self) -> None:
        """Refuse what cannot be meant, before anything is read."""
        chosen = self.chosen
        form = chosen.format
        if form is not None and form not in ("terminal", *writers.FORMS):
            choices = ("terminal", *writers.FORMS)
            option = option_name("--format", self.language)
            invalid = messages.usage.InvalidChoice(option=option, value=form, choices=choices)
            raise UsageProblem(invalid)
        if chosen.issue and chosen.reissue is not None:
            raise self.refuse(messages.output.IssueAndReissue())
        if chosen.issue and chosen.since is not None:
            raise self.refuse(messages.output.IssueSince())
        if (chosen.issue or chosen.reissue is not None) and chosen.year is not None:
            raise self.refuse(messages.output.IssueYear())
        if not chosen.output and (form in ("docx", "pdf") or (form and chosen.issue)):
            raise self.refuse(messages.output.FormWithoutOutput(form=form))
        if chosen.reissue is not None:
            self._alone()
        forms = [self.form_of(output) for output in chosen.output or ()]
        if chosen.template is not None and "docx" not in forms:
            raise self.refuse(messages.output.TemplateWithoutWord())

    def _alone(self) -> None:
        """Refuse what would make of an issued paper another one."""
        of_draft = ("since", "as_of", "meeting", "number", "non_public")
        for name in of_draft:
            if getattr(self.chosen, name):
                option = f"--{name.replace('_', '-')}"
                raise self.refuse(messages.output.ReissueAlone(option=option))

    def form_of(self, output: str) -> str:
        """Return the form of a file: as chosen, else as its name says."""
        by_name = writers.SUFFIXES.get(Path(output).suffix.lower())
        form = self.chosen.format or by_name or "terminal"
        if form == "terminal":
            raise self.refuse(messages.output.OutputWithoutFormat())
        if by_name not in (None, form):
            raise self.refuse(messages.output.FormOfOtherName(path=output, form=form))
        return form

    def content(self, ledger: Ledger) -> Paper | Annex:
        """Return the paper, as of the state that it is to show."""
        from antragsbudget import pipeline

        issued = self.issued_before(ledger)
        if issued is not None:
            return pipeline.compose_again(ledger, issued)
        chosen = self.chosen
        interpreter = typed.Interpreter(speaker_for(self.ctx, ledger), clock.today())
        as_of = interpreter.cut_off(chosen.as_of) or clock.today()
        balances = ledger.balances(as_of)
        occasion = Occasion(
            year=interpreter.year(chosen.year, balances) or current_year(balances),
            as_of=as_of,
            entries=len(ledger.entries),
            fingerprint=ledger.fingerprint,
            meeting=interpreter.day(chosen.meeting),
            number=interpreter.text(chosen.number, "number"),
            issued=chosen.issue,
        )
        since = interpreter.cut_off(chosen.since)
        if since is not None and since > as_of:
            raise self.refuse(messages.inputs.PeriodReversed(begin=since, end=as_of))
        return pipeline.compose(ledger, occasion, public=not chosen.non_public, since=since)

    def issued_before(self, ledger: Ledger) -> IssuedPaper | None:
        """Return the issued paper that is to be written again, if one is."""
        if self.chosen.reissue is None:
            return None
        interpreter = typed.Interpreter(speaker_for(self.ctx, ledger), clock.today())
        issued = interpreter.entry(self.chosen.reissue, ledger.balances(), None)
        if not isinstance(issued, IssuedPaper):
            wrong = messages.references.WrongKind(
                entry=issued.nr, kind=issued.kind, expected=(IssuedPaper.kind,)
            )
            raise Misread(wrong, interpreter.speaker)
        return issued

    def files(self, outputs: Outputs, content: Paper | Annex) -> dict[Path, bytes]:
        """Return what is to be written; what cannot be is refused before the work is done."""
        with self.naming():
            outputs.check()
        return {path: self.written(content, self.form_of(str(path))) for path in outputs.targets}

    def written(self, content: Paper | Annex, form: str) -> bytes:
        """Return the paper in one form."""
        try:
            return writers.write(content, self.language, form, self._template(form))
        except ModuleNotFoundError as missing:
            if (missing.name or "").partition(".")[0] not in ("typst", "docx", "lxml"):
                raise
            raise self.refuse(messages.output.WriterMissing()) from missing
        except TemplateError as wrong:
            named = replace(wrong.refusal, path=self.chosen.template or "")
            raise self.refuse(named) from wrong

    def _template(self, form: str) -> bytes | None:
        path, largest = self.chosen.template, messages.output.TemplateTooLarge.LARGEST
        if form != "docx" or path is None:
            return None
        try:
            with open(path, "rb", opener=_at_once) as file:
                content = file.read(largest + 1)
        except (OSError, ValueError) as problem:
            if isinstance(problem, FileNotFoundError):
                raise self.refuse(messages.output.TemplateGone(path=path)) from problem
            number = problem.errno if isinstance(problem, OSError) else errno.EINVAL
            reason = errno.errorcode.get(number or 0, "?")
            not_read = messages.output.TemplateNotRead(path=path, reason=reason)
            raise self.refuse(not_read) from problem
        if len(content) > largest:
            raise self.refuse(messages.output.TemplateTooLarge(path=path))
        return content


def _at_once(name: str, flags: int) -> int:
    """Open a file without waiting for somebody to open a pipe at its other end."""
    if sys.platform == "win32":
        return os.open(name, flags)
    descriptor = os.open(name, flags | os.O_NONBLOCK)
    os.set_blocking(descriptor, True)
    return descriptor


def _to_files(job: _Job, ledger: Ledger, content: Paper | Annex) -> int:
    """Write the paper; of one that is issued again, say whether it is still the same file."""
    outputs = job.outputs(ledger.path)
    files = job.files(outputs, content)
    digests = _digests(files)
    dry_run = job.chosen.dry_run
    if not dry_run:
        with job.naming():
            outputs.publish(files)
    if invocation(job.ctx).json:
        answer = {"output": str(next(iter(files))), "files": digests}
        as_json.write(True, answer | ({"dry_run": True} if dry_run else {}))
        return 0
    if dry_run:
        problems.say(words.PAPER_ONLY_CHECKED.said(job.language))
        return 0
    issued = job.issued_before(ledger)
    for path, digest in digests.items():
        problems.say(words.WRITTEN.said(job.language) + formats.visible(path))
        if issued is not None:
            problems.say(_compared(digest, issued, job.language), "  ")
    return 0


def _digests(files: Mapping[Path, bytes]) -> dict[str, str]:
    return {str(path): sha256(content).hexdigest() for path, content in files.items()}


def _compared(digest: str, issued: IssuedPaper, language: Language) -> str:
    """Return whether a file is one of those that were issued, to the byte."""
    same = digest in (issued.files or ())
    return (words.SAME_BYTES if same else words.OTHER_BYTES).said(language)


def _issue(job: _Job) -> int:
    """Write the paper and record that it was issued, both or none."""
    from antragsbudget import pipeline
    from antragsbudget.cli.ask.confirmation import asked, waiting
    from antragsbudget.cli.show.outcome import report
    from antragsbudget.core.proposal import Proposal

    chosen, written = job.chosen, dict[Path, bytes]()
    path = ledger_path(job.ctx)
    outputs: Outputs | None = None
    now = partial(clock.now, chosen.by or clock.user())

    def prepared(ledger: Ledger) -> Issue:
        nonlocal outputs
        content = job.content(ledger)
        outputs = outputs or job.outputs(path)  # once, although this is called again
        written.clear()
        written.update(job.files(outputs, content))
        typed_texts = {"meeting": chosen.meeting, "number": chosen.number}
        given = {key: text for key, text in typed_texts.items() if text is not None}
        proposal = Proposal(
            "paper",
            {
                **given,
                "as_of": content.occasion.as_of.isoformat(),
                "fingerprint": ledger.fingerprint,
                **({"public": False} if chosen.non_public else {}),
                **({"files": tuple(_digests(written).values())} if written else {}),
            },
        )
        return pipeline.Issue(proposal, outputs, dict(written))

    if chosen.dry_run:
        outcome = pipeline.judge(path, [prepared(pipeline.read(path)).proposal], now())
    else:
        confirm = asked(job.ctx, questions.ISSUE, yes=chosen.yes)
        with job.naming():
            outcome = pipeline.issue(path, prepared, now, confirm, waiting(job.language))
    if outcome.broken and not outcome.written:
        found = messages.output.NotVerified(remedies=(messages.remedies.Verify(),))
        raise Misread(found, speaker_for(job.ctx, outcome.ledger), refusals.NOTHING_WRITTEN)
    files = _digests(written)
    code = report(job.ctx, outcome, dry_run=chosen.dry_run, files=files)
    if outcome.written and not invocation(job.ctx).json:
        for name in files:
            problems.say(words.WRITTEN.said(job.language) + formats.visible(name), "  ")
    return code
