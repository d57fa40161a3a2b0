"""Files that the system cannot read or write, and output that nobody could read."""

import shlex
from datetime import datetime

from antragsbudget.language import commands, reasons
from antragsbudget.language.records import Failure
from antragsbudget.language.speaker import Speaker


def _another_file(w: Speaker) -> str:
    return w.said(
        "eine andere Datei: --datei DATEI oder die Umgebungsvariable ANTRAGSBUDGET_LEDGER",
        "another file: --ledger FILE or the environment variable ANTRAGSBUDGET_LEDGER",
    )


class NotFound(Failure, frozen=True, kw_only=True):
    code = "ledger_missing"

    def sentence(self, w: Speaker) -> str:
        return w.said("die Datei gibt es nicht", "there is no such file")

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        new = commands.line(w.language, "init", file)
        return (
            w.said(
                "wenn sie woanders liegt: --datei DATEI oder die Umgebungsvariable ANTRAGSBUDGET_LEDGER",
                "if it lies elsewhere: --ledger FILE or the environment variable ANTRAGSBUDGET_LEDGER",
            ),
            w.said(f"neu anlegen: {new}", f"a new one: {new}"),
        )


class Unreadable(Failure, frozen=True, kw_only=True):
    """The file cannot be read: another may have been meant."""

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        return (_another_file(w),)


class IsFolder(Unreadable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "das ist ein Ordner, erwartet wird eine Datei", "this is a folder, expected a file"
        )


class NotARegularFile(Unreadable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said("das ist keine gewöhnliche Datei", "this is not a regular file")


class Denied(Unreadable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said("die Datei darf nicht gelesen werden", "the file may not be read")


class TooLarge(Unreadable, frozen=True, kw_only=True):
    size: int  # bytes
    largest: int

    def sentence(self, w: Speaker) -> str:
        size, largest = self.size, self.largest
        return w.said(
            f"die Datei ist mit {size} Bytes zu groß, möglich sind {largest}",
            f"the file is too large with {size} bytes, at most {largest}",
        )


class NotRead(Unreadable, frozen=True, kw_only=True):
    """`reason`: the name of the system's error."""

    reason: str

    def sentence(self, w: Speaker) -> str:
        reason = reasons.in_words(self.reason, w)
        return w.said(
            f"die Datei kann nicht gelesen werden ({reason})",
            f"the file cannot be read ({reason})",
        )


class Busy(Failure, frozen=True, kw_only=True):
    """Somebody else is writing; who, and since when, is only a hint."""

    code = "ledger_busy"
    holder: str
    since: datetime | None

    def sentence(self, w: Speaker) -> str:
        holder = w.visible(self.holder) or w.said("jemand anderem", "somebody else")
        return w.said(
            f"die Datei wird gerade von {holder} beschrieben",
            f"the ledger is being written by {holder}",
        )

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        return (_again(w),)


class Changed(Failure, frozen=True, kw_only=True):
    code = "ledger_busy"

    def sentence(self, w: Speaker) -> str:
        return w.said(
            "die Datei wurde inzwischen verändert", "the file was changed in the meantime"
        )

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        return (_again(w),)


def _again(w: Speaker) -> str:
    return w.said("gleich noch einmal versuchen", "try again in a moment")


class NotWritable(Failure, frozen=True, kw_only=True):
    """There is no advice to give: only the system's administrator can help."""

    code = "not_writable"

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        return ()


class Special(NotWritable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said("das ist keine gewöhnliche Datei", "this is not a regular file")


class Dangling(NotWritable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "das ist ein Verweis, der auf keine vorhandene Datei führt",
            "this is a link that leads to no existing file",
        )


class LongName(NotWritable, frozen=True, kw_only=True):
    size: int  # bytes
    largest: int

    def sentence(self, w: Speaker) -> str:
        size, largest = self.size, self.largest
        return w.said(
            f"der Name ist mit {size} Bytes zu lang: In diesem Ordner sind höchstens {largest} möglich (Umlaute zählen doppelt), weil daneben noch eine Datei NAME.lock stehen muss",
            f"the name is too long with {size} bytes: in this folder at most {largest} are possible, for a file NAME.lock must stand beside it",
        )


class Mounted(NotWritable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "die Datei ist einzeln eingehängt, etwa in einen Container, und kann deshalb nicht als Ganzes ersetzt werden",
            "the file is mounted by itself, into a container perhaps, so that it cannot be replaced as a whole",
        )

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        return (
            w.said(
                "den Ordner statt der Datei einhängen, etwa mit -v /srv/haushalt:/data",
                "mount the folder instead of the file, such as with -v /srv/budget:/data",
            ),
        )


class NoLockFile(NotWritable, frozen=True, kw_only=True):
    """Something else is in the lock file's place; once it is gone the lock file is made again."""

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        side = shlex.quote(w.visible(file))
        return (
            w.said(
                "wegräumen, wenn gerade niemand bucht; die Sperrdatei entsteht dann neu",
                "put it away while nobody records; the lock file is then made anew",
            ),
            self.command(side),
        )

    def command(self, side: str) -> str:
        """Return what to type to put it away."""
        return f"rm {side}"


class LockIsLink(NoLockFile, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "hier liegt ein Verweis statt der Sperrdatei",
            "a symbolic link stands here instead of the lock file",
        )


class LockHasSecondName(NoLockFile, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "die Sperrdatei hat noch einen zweiten Namen (Hardlink)",
            "the lock file has a second name (a hard link)",
        )


class LockIsFolder(NoLockFile, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "hier liegt ein Ordner statt der Sperrdatei",
            "a folder stands here instead of the lock file",
        )

    def command(self, side: str) -> str:
        return f"mv {side} {side}.alt"


class LockIsDevice(NoLockFile, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "hier liegt ein Gerät oder eine Pipe statt der Sperrdatei",
            "a device or a pipe stands here instead of the lock file",
        )


class LockIsAnotherFile(NoLockFile, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "hier liegt eine andere Datei statt der Sperrdatei",
            "another file stands here instead of the lock file",
        )

    def command(self, side: str) -> str:
        return f"mv {side} {side}.alt"


class FolderGone(NotWritable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said(
            "diesen Ordner gibt es nicht mehr; bitte in einen anderen wechseln",
            "this folder is no longer there; please change to another one",
        )


class ReadOnly(NotWritable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        return w.said("die Datei ist schreibgeschützt", "the file is read-only")


class NotWritten(NotWritable, frozen=True, kw_only=True):
    """`reason`: the name of the system's error; `path`: the file at which it came."""

    reason: str
    path: str

    def sentence(self, w: Speaker) -> str:
        reason = reasons.in_words(self.reason, w)
        return w.said(
            f"die Datei kann nicht geschrieben werden ({reason})",
            f"the file cannot be written ({reason})",
        )


class NotPlaced(NotWritable, frozen=True, kw_only=True):
    """A paper is recorded, and files of it have not got their names; under *outputs* they can be."""

    entry: int
    reason: str
    outputs: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        nr, reason = w.nr(self.entry), reasons.in_words(self.reason, w)
        return w.said(
            f"die Vorlage ist als {nr} verzeichnet, aber die Datei kann nicht geschrieben werden ({reason})",
            f"the paper is recorded as {nr}, but the file cannot be written ({reason})",
        )

    def cures(self, w: Speaker, file: str) -> tuple[str, ...]:
        return tuple(
            commands.line(w.language, "summary", reissue=self.entry, output=output)
            for output in self.outputs
        )


class OutputLost(NotWritable, frozen=True, kw_only=True):
    reason: str

    def sentence(self, w: Speaker) -> str:
        reason = reasons.in_words(self.reason, w)
        return w.said(
            f"die Ausgabe konnte nicht geschrieben werden ({reason})",
            f"the output could not be written ({reason})",
        )


class OutputOfDoneLost(NotWritable, frozen=True, kw_only=True):
    reason: str

    def sentence(self, w: Speaker) -> str:
        reason = reasons.in_words(self.reason, w)
        return w.said(
            f"ausgeführt und gespeichert; nur die Ausgabe darüber konnte nicht geschrieben werden ({reason})",
            f"done and saved; only the output about it could not be written ({reason})",
        )
