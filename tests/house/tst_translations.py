#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of the application is there in every language, with the same placeholders."""
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PLURAL_FORMS = {"en": 2, "de": 2, "el": 2, "zh_CN": 1}


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%L?\d+|%n", text))


def complaints(file: Path) -> list[str]:
    language = file.stem.removeprefix("freshet_")
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            source = message.findtext("source") or ""
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            where = f"{language}: {context.findtext('name')}: {source!r}"
            if translation.get("type") == "unfinished" or not all(forms):
                found.append(f"{where} is not translated")
                continue
            if message.get("numerus") == "yes" and len(forms) != PLURAL_FORMS[language]:
                found.append(f"{where} has {len(forms)} plural forms")
            for form in forms:
                # A form for one thing may do without the number.
                wanted, got = placeholders(source), placeholders(form)
                if got != wanted and not (len(forms) > 1 and got == [p for p in wanted if p != "%n"]):
                    found.append(f"{where}: placeholders {got} instead of {wanted}")
    return found


def unmarked() -> list[str]:
    """words() takes what is translated elsewhere: a text of its own would be in no file."""
    return [f"{file.relative_to(PROJECT)}: {call} is not marked for translation"
            for file in sorted((PROJECT / "ui").rglob("*.cpp")) for call in re.findall(r'\bwords\("[^"]*"\)', file.read_text())]


def main() -> int:
    files = sorted((PROJECT / "translations").glob("freshet_*.ts"))
    languages = {file.stem.removeprefix("freshet_") for file in files}
    problems = [f"translations/freshet_{language}.ts is missing" for language in PLURAL_FORMS if language not in languages]
    problems += unmarked()
    with tempfile.TemporaryDirectory() as directory:
        for file in files:
            shutil.copy(file, directory)
        # As `./dev translate` would leave them: what the sources say now.
        subprocess.run([PROJECT / ".dev/translate.sh", PROJECT, directory], check=True)
        for file in sorted(Path(directory).glob("*.ts")):
            problems += complaints(file)
    for problem in problems[:40]:
        print(problem)
    if problems:
        print(f"{len(problems)} problem(s); ./dev translate brings new texts into the files of translations/")
    return 1 if problems else 0


sys.exit(main())
