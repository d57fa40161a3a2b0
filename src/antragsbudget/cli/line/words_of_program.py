"""The program's words in the form in which the bilingual command line asks for them."""

from msgspec import Struct

from antragsbudget.cli.line.call import CommandWords, Phrase
from antragsbudget.language import PROGRAM, Both, Language
from antragsbudget.language.commands import ARGUMENTS, COMMANDS, GROUPS, OPTIONS, REQUIRED, VALUES

PHRASES: dict[Phrase, Both] = {
    "usage": Both("Aufruf", "Usage"),
    "options_slot": Both("[OPTIONEN]", "[OPTIONS]"),
    "command_slot": Both("BEFEHL …", "COMMAND …"),
    "arguments": Both("Argumente", "Arguments"),
    "options": Both("Optionen", "Options"),
    "required": Both("erforderlich", "required"),
    "example": Both("Beispiel", "Example"),
}


class ProgramWords(Struct, frozen=True):
    """All words of the command line in one language."""

    language: Language

    def command(self, name: str) -> CommandWords:
        """Return what is said about a command."""
        about = COMMANDS[name]
        return CommandWords(
            german_name=about.german,
            brief=about.brief.said(self.language),
            help=about.help.said(self.language),
            example=f"{PROGRAM} {about.example.said(self.language)}",
            group=GROUPS[about.group].said(self.language),
        )

    def option(self, name: str, command: str) -> str:
        """Return the help line of an option; some commands have their own."""
        option = OPTIONS[name]
        text = (option.differs or {}).get(command, option.help).said(self.language)
        required = name in REQUIRED.get(command, ())
        return f"{text} ({self.phrase('required')})" if required else text

    def argument(self, metavar: str, command: str) -> str:
        """Return the help line of an argument, perhaps empty."""
        about = ARGUMENTS.get(f"{command} {metavar}") or ARGUMENTS.get(metavar)
        return about.said(self.language) if about else ""

    def value(self, metavar: str) -> str:
        """Return the placeholder of a value."""
        return VALUES[metavar].said(self.language) if metavar in VALUES else metavar

    def phrase(self, key: Phrase) -> str:
        """Return a fixed phrase of the help."""
        return PHRASES[key].said(self.language)
