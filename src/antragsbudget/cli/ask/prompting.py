"""Asks one question at the terminal, with completion; the only module that loads prompt_toolkit."""

import sys
from collections.abc import Callable, Iterator, Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import has_selection
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from antragsbudget.cli.ask.candidates import Candidate

MENU_LINES = 6


class Prompter:
    """One terminal: what it asks goes to stderr, as all that is no result."""

    def __init__(self) -> None:
        output = create_output(stdout=sys.stderr)
        if isinstance(output, Vt100_Output):
            # Nothing here needs to know where the cursor is, and not every terminal answers.
            output.enable_cpr = False
        self._session: PromptSession[str] = PromptSession(
            history=DummyHistory(), output=output, key_bindings=_keys()
        )

    def ask(
        self,
        label: str,
        text: str,
        candidates: Sequence[Candidate],
        beside: Callable[[str], str],
    ) -> str:
        """Return the line that is typed, instead of *text* or, after a cursor key, out of it.

        `beside` says what is shown at the right of what has been typed so far. Raises
        KeyboardInterrupt for Ctrl-C and EOFError for Ctrl-D.
        """

        def right() -> FormattedText:
            return _plain(beside(self._session.default_buffer.text))

        return self._session.prompt(
            _plain(f"{label}: "),
            default=text,
            completer=_Completer(candidates) if candidates else None,
            complete_while_typing=True,
            reserve_space_for_menu=MENU_LINES if candidates else 0,
            rprompt=right,
            pre_run=self._select,
        )

    def _select(self) -> None:
        """Mark what stands there, so that what is typed replaces it, as in a form on a page."""
        buffer = self._session.default_buffer
        if length := len(buffer.text):
            buffer.cursor_position = 0
            buffer.start_selection()
            assert buffer.selection_state is not None
            buffer.selection_state.enter_shift_mode()
            buffer.cursor_position = length


class _Completer(Completer):
    """Offers what contains every word that was typed, in its name or in what is said about it.

    What begins with the text comes first.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        typed = document.text.casefold().strip()
        words = typed.split()
        for name, about in sorted(
            self._candidates, key=lambda candidate: not candidate[0].casefold().startswith(typed)
        ):
            if all(word in f"{name} {about}".casefold() for word in words):
                yield Completion(name, -len(document.text_before_cursor), display_meta=about)


def _plain(text: str) -> FormattedText:
    """Return a text without no-break spaces, which prompt_toolkit would underline."""
    return FormattedText([("", text.replace("\u00a0", " "))])


def _keys() -> KeyBindings:
    """Let Ctrl-D end the questions anywhere, and other keys heed what is marked."""
    keys = KeyBindings()

    @keys.add("c-d")
    def end(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)

    @keys.add("c-u", filter=has_selection)
    def clear(event: KeyPressEvent) -> None:
        event.current_buffer.cut_selection()

    @keys.add("tab", filter=has_selection)
    def complete(event: KeyPressEvent) -> None:
        event.current_buffer.exit_selection()
        event.current_buffer.start_completion()

    @keys.add(Keys.BracketedPaste, filter=has_selection)
    def paste(event: KeyPressEvent) -> None:
        event.current_buffer.cut_selection()
        event.current_buffer.insert_text(event.data)

    return keys
