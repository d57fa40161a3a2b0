#!/usr/bin/env bash
# An amount changed under "track changes" in Word: four readers, three texts.
#
# Expected: a reader of .docx gives the text before the change or the text after it, as Word does when
#   changes are refused or accepted, and all readers agree on which.
# Happens: python-docx gives neither (text inside an insertion is not part of `paragraph.text`),
#   docx2txt and mammoth give the new amount, and LibreOffice writes both side by side, into the text
#   and into the PDF: 5.000 changed to 8.000 becomes 5.0008.000.
# For public money: a draft resolution goes through many hands with changes tracked. A reader looks
#   for w:ins and w:del first and refuses the file until the changes are accepted; a PDF is not made
#   of such a file either.
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
command -v soffice >/dev/null ||
  { echo "Needs LibreOffice Writer (Debian: libreoffice-writer-nogui)." >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
office() { HOME=$work soffice "-env:UserInstallation=file://$work/profile" "$@"; }
python3 -m venv venv || { echo "Needs Python 3.11 or newer with venv (Debian: python3-venv)." >&2; exit 2; }
venv/bin/python -m pip install --quiet \
  python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0 pypdf==7.1.1 || exit 2
echo "python-docx 1.2.0, docx2txt 0.9, mammoth 1.13.0, $(office --version)"

cat >write.py <<'WRITE'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

by = f'{nsdecls("w")} w:author="Kämmerei" w:date="2026-11-30T10:00:00Z"'
document = docx.Document()
paragraph = document.add_paragraph("Der Zuschuss beträgt ")
for change in (
    f'<w:del {by} w:id="1"><w:r><w:delText>5.000</w:delText></w:r></w:del>',
    f'<w:ins {by} w:id="2"><w:r><w:t>8.000</w:t></w:r></w:ins>',
):
    paragraph._p.append(parse_xml(change))
paragraph.add_run(" EUR.")
document.save("draft.docx")
WRITE
venv/bin/python write.py
for format in txt:Text pdf; do
  office --headless --convert-to "$format" draft.docx >office.log 2>&1 || true
  [ -s "draft.${format%%:*}" ] ||
    { cat office.log >&2; echo "LibreOffice wrote nothing: is Writer there?" >&2; exit 2; }
done

cat >probe.py <<'PROBE'
import docx
import docx2txt
import mammoth
import pypdf

print("python-docx:     ", docx.Document("draft.docx").paragraphs[0].text)
print("docx2txt:        ", docx2txt.process("draft.docx").strip())
with open("draft.docx", "rb") as file:
    print("mammoth:         ", mammoth.extract_raw_text(file).value.strip())
with open("draft.txt", encoding="utf-8-sig") as file:
    print("LibreOffice text:", file.read().strip())
print("LibreOffice PDF: ", pypdf.PdfReader("draft.pdf").pages[0].extract_text().strip())
PROBE
venv/bin/python probe.py | tee seen.txt

cat >known.txt <<'KNOWN'
python-docx:      Der Zuschuss beträgt  EUR.
docx2txt:         Der Zuschuss beträgt 8.000 EUR.
mammoth:          Der Zuschuss beträgt 8.000 EUR.
LibreOffice text: Der Zuschuss beträgt 5.0008.000 EUR.
LibreOffice PDF:  Der Zuschuss beträgt 5.0008.000 EUR.
KNOWN
diff known.txt seen.txt >&2 || { echo "CHANGED: this is no longer what happens." >&2; exit 1; }
echo "As told: no amount, the new amount, or both run together."
