"""The forms in which a paper can be written; what a form alone needs is loaded only for it."""

from antragsbudget.core.paper import Annex, Paper
from antragsbudget.documents.parts import Document
from antragsbudget.language import Language
from antragsbudget.papers.composition import compose, compose_annex

FORMS = ("markdown", "html", "docx", "pdf")
SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
TEXTS = ("markdown", "html")  # what a terminal can hold


def document_of(content: Paper | Annex, language: Language) -> Document:
    """Return a paper in words."""
    if isinstance(content, Annex):
        return compose_annex(content, language)
    return compose(content, language)


def write(
    content: Paper | Annex, language: Language, form: str, template: bytes | None = None
) -> bytes:
    """Return the paper in one of the forms; the same paper is always the same bytes.

    Raises ImportError if the packages for Word and PDF are not installed, and TemplateError if the
    template cannot be used.
    """
    document = document_of(content, language)
    match form:
        case "markdown":
            from antragsbudget.papers import markdown

            return markdown.write(document).encode()
        case "html":
            from antragsbudget.papers import web

            return web.write(document).encode()
        case "docx":
            from antragsbudget.papers import word

            return word.write(document, template)
        case "pdf":
            from antragsbudget.papers import data, pdf

            return pdf.write(document, data.attachments(content, language))
        case _:
            raise ValueError(form)
