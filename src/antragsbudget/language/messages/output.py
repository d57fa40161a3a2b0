"""Files and papers that cannot be written as asked."""

from typing import ClassVar

from antragsbudget.language import reasons
from antragsbudget.language.records import Mistyped, Refusal
from antragsbudget.language.speaker import Speaker


class OutputWithoutFormat(Mistyped, frozen=True, kw_only=True):
    code = "usage"
    SUFFIXES: ClassVar[tuple[str, ...]] = (".docx", ".pdf", ".html", ".md")  # one for each form

    def sentence(self, w: Speaker) -> str:
        option, suffixes = w.option("--format"), w.one_of(self.SUFFIXES)
        return w.said(
            f"für eine Datei bitte {option} angeben oder einen Dateinamen mit der Endung {suffixes}",
            f"for a file give {option}, or a file name that ends in {suffixes}",
        )


class FormWithoutOutput(Mistyped, frozen=True, kw_only=True):
    code = "usage"
    form: str

    def sentence(self, w: Speaker) -> str:
        form, option = w.visible(self.form), w.option("--output")
        return w.said(
            f"{form} gehört in eine Datei; es fehlt {option}",
            f"{form} goes into a file; {option} is missing",
        )


class FormOfOtherName(Mistyped, frozen=True, kw_only=True):
    code = "usage"
    path: str
    form: str

    def sentence(self, w: Speaker) -> str:
        path, form, option = w.visible(self.path), w.visible(self.form), w.option("--format")
        return w.said(
            f"der Dateiname {path} passt nicht zu {option} {form}",
            f"the file name {path} does not go with {option} {form}",
        )


class IssueAndReissue(Mistyped, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        one, other = w.option("--issue"), w.option("--reissue")
        return w.said(
            f"{one} und {other} schließen einander aus", f"{one} and {other} exclude each other"
        )


class ReissueAlone(Mistyped, frozen=True, kw_only=True):
    """`option`: one that would make of an issued paper another one, as `--name`."""

    code = "usage"
    option: str

    def sentence(self, w: Speaker) -> str:
        option, reissue = w.option(self.option), w.option("--reissue")
        return w.said(
            f"eine ausgefertigte Vorlage wird geschrieben, wie sie war; {option} passt nicht zu {reissue}",
            f"an issued paper is written as it was; {option} does not go with {reissue}",
        )


class IssueSince(Mistyped, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        since, issue = w.option("--since"), w.option("--issue")
        return w.said(
            f"ausgefertigt wird immer seit der letzten Vorlage; {since} passt nicht zu {issue}",
            f"what is issued always tells since the last paper; {since} does not go with {issue}",
        )


class IssueYear(Mistyped, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        year, as_of = w.option("--year"), w.option("--as-of")
        return w.said(
            f"das Haushaltsjahr einer Ausfertigung folgt aus dem Stichtag; statt {year} bitte {as_of} angeben",
            f"the budget year of an issued paper follows from its cut-off day; give {as_of} instead of {year}",
        )


class NotVerified(Refusal, frozen=True, kw_only=True):
    code = "not_verified"

    def sentence(self, w: Speaker) -> str:
        return w.said(
            "die Datei hat Beanstandungen; sie sind vor der Ausfertigung zu klären",
            "the ledger has findings; they must be cleared up before a paper is issued",
        )


class WriterMissing(Mistyped, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        return w.said(
            'für Word und PDF fehlen Zusatzpakete; im Ordner des Programms einzurichten mit: pipx install --force ".[papers]"',
            'Word and PDF need further packages; to install, in the folder of the program: pipx install --force ".[papers]"',
        )


class TemplateWithoutWord(Mistyped, frozen=True, kw_only=True):
    code = "usage"

    def sentence(self, w: Speaker) -> str:
        option = w.option("--template")
        return w.said(
            f"{option} gilt nur für Word-Dateien (.docx)",
            f"{option} is for Word files (.docx) only",
        )


class OfTemplate(Mistyped, frozen=True, kw_only=True):
    """Why a Word template cannot be used; the caller, who knows its path, fills that in."""

    code = "usage"
    path: str = ""


class TemplateNotRead(OfTemplate, frozen=True, kw_only=True):
    """`reason`: the name of the system's error."""

    reason: str

    def sentence(self, w: Speaker) -> str:
        path, reason = w.visible(self.path), reasons.in_words(self.reason, w)
        return w.said(
            f"die Formatvorlage {path} kann nicht gelesen werden ({reason})",
            f"the template {path} cannot be read ({reason})",
        )


class TemplateGone(OfTemplate, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        path = w.visible(self.path)
        return w.said(f"die Formatvorlage {path} gibt es nicht", f"there is no template {path}")


class TemplateTooLarge(OfTemplate, frozen=True, kw_only=True):
    LARGEST: ClassVar[int] = 20 * 2**20  # bytes

    def sentence(self, w: Speaker) -> str:
        path, largest = w.visible(self.path), self.LARGEST // 2**20
        return w.said(
            f"die Formatvorlage {path} ist größer als {largest} MB",
            f"the template {path} is larger than {largest} MB",
        )


class TemplateUnreadable(OfTemplate, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        path = w.visible(self.path)
        return w.said(
            f"{path} ist keine lesbare Word-Datei (.docx)",
            f"{path} is not a readable Word file (.docx)",
        )


class TemplateWithMacros(OfTemplate, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        path = w.visible(self.path)
        return w.said(
            f"{path} enthält Makros; bitte in Word als .docx oder .dotx speichern",
            f"{path} holds macros; save it in Word as .docx or .dotx",
        )


class TemplateFetches(OfTemplate, frozen=True, kw_only=True):
    found: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        path, found = w.visible(self.path), w.listed(self.found)
        return w.said(
            f"{path} verweist nach außen auf {found}; wer das fertige Dokument öffnet, würde es laden. Bitte in Word lösen (Dokumentvorlage „Normal“ einstellen, Bilder und Objekte einbetten) und neu speichern",
            f"{path} refers outside, to {found}; whoever opens the paper would fetch it. Detach it in Word (attach the template “Normal”, embed pictures and objects) and save it again",
        )


class TemplateUnknownNames(OfTemplate, frozen=True, kw_only=True):
    found: tuple[str, ...]
    known: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        path, found, known = w.visible(self.path), w.listed(self.found), w.listed(self.known)
        return w.said(
            f"{path} enthält unbekannte Platzhalter: {found}; möglich: {known}",
            f"{path} holds unknown placeholders: {found}; possible: {known}",
        )


class TemplateUnclosed(OfTemplate, frozen=True, kw_only=True):
    found: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        path, found = w.visible(self.path), w.listed(self.found)
        return w.said(
            f"{path} enthält „{{{{“ ohne „}}}}“: {found}",
            f"{path} holds “{{{{” without “}}}}”: {found}",
        )


class TemplateWithoutContent(OfTemplate, frozen=True, kw_only=True):
    CONTENT: ClassVar[str] = "inhalt"  # the placeholder in whose place the paper goes

    def sentence(self, w: Speaker) -> str:
        path = w.visible(self.path)
        return w.said(
            f"{path} braucht den Platzhalter {{{{{self.CONTENT}}}}} genau einmal",
            f"{path} needs the placeholder {{{{{self.CONTENT}}}}} exactly once",
        )


class TemplateContentInText(OfTemplate, frozen=True, kw_only=True):
    found: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        path, found = w.visible(self.path), w.listed(self.found)
        content = TemplateWithoutContent.CONTENT
        return w.said(
            f"in {path} muss {{{{{content}}}}} allein in seinem Absatz stehen: {found}",
            f"in {path}, {{{{{content}}}}} must stand alone in its paragraph: {found}",
        )


class OutputExists(Refusal, frozen=True, kw_only=True):
    code = "exists"
    path: str

    def sentence(self, w: Speaker) -> str:
        path, option = w.visible(self.path), w.option("--force")
        return w.said(
            f"{path} ist bereits vorhanden; mit {option} wird die Datei überschrieben",
            f"{path} exists already; {option} replaces the file",
        )


class OutputTwice(Mistyped, frozen=True, kw_only=True):
    code = "usage"
    path: str

    def sentence(self, w: Speaker) -> str:
        path = w.visible(self.path)
        return w.said(f"{path} ist zweimal genannt", f"{path} is named twice")


class OutputIsLedger(Refusal, frozen=True, kw_only=True):
    code = "exists"
    path: str

    def sentence(self, w: Speaker) -> str:
        path = w.visible(self.path)
        return w.said(
            f"{path} ist die Datei mit den Buchungen oder gehört zu ihr und wird nicht überschrieben",
            f"{path} is the ledger or belongs to it, and is not overwritten",
        )


class LedgerExists(Refusal, frozen=True, kw_only=True):
    code = "exists"
    path: str

    def sentence(self, w: Speaker) -> str:
        path = w.visible(self.path)
        return w.said(
            f"{path} ist bereits vorhanden und bleibt unverändert",
            f"{path} exists already and stays unchanged",
        )
