"""What the operating system answers, by the name of its error."""

from antragsbudget.language import Both
from antragsbudget.language.speaker import Speaker

REASONS: dict[str, Both] = {
    "EEXIST": Both("der Name ist schon vergeben", "the name is taken already"),
    "EACCES": Both("keine Berechtigung", "no permission"),
    "EPERM": Both("keine Berechtigung", "no permission"),
    "ENOENT": Both("den Ordner gibt es nicht", "there is no such folder"),
    "ENOTDIR": Both("den Ordner gibt es nicht", "there is no such folder"),
    "EISDIR": Both("das ist ein Ordner", "this is a folder"),
    "ENOSPC": Both("der Datenträger ist voll", "the disk is full"),
    "EDQUOT": Both("das Speicherkontingent ist erschöpft", "the quota is used up"),
    "EFBIG": Both("die Datei würde zu groß", "the file would be too large"),
    "EROFS": Both("der Datenträger ist schreibgeschützt", "the disk is read-only"),
    "EIO": Both("der Datenträger meldet einen Fehler", "the disk reports an error"),
    "EBUSY": Both(
        "die Datei ist in Gebrauch oder einzeln eingehängt",
        "the file is in use, or mounted by itself",
    ),
    "ENAMETOOLONG": Both("der Name ist zu lang", "the name is too long"),
    "ELOOP": Both("die Verweise führen im Kreis", "the links lead in a circle"),
    "EINVAL": Both("der Name ist ungültig", "the name is not valid"),
    "ENOLCK": Both("der Ordner kennt keine Dateisperren", "the folder knows no file locks"),
    "ENOSYS": Both("der Ordner kennt keine Dateisperren", "the folder knows no file locks"),
}


def in_words(name: str, w: Speaker) -> str:
    """Return why the system refused, or the name of an error that has no words here."""
    return REASONS[name].said(w.language) if name in REASONS else w.visible(name)
