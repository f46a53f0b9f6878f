# SPDX-License-Identifier: GPL-3.0-or-later
"""No file is longer than 700 lines: past that it holds more than one thing."""

import sys
from pathlib import Path

from tree import project_files, report

LIMIT = 700
SUFFIXES = {".h", ".cpp", ".py", ".sh"}
PROGRAMS = {Path("dev"), Path(".ci/run")}


def check(root: Path) -> list[tuple[Path, int, str]]:
    findings = []
    for path in project_files(root):
        if path.suffix in SUFFIXES or path in PROGRAMS:
            lines = (root / path).read_bytes().count(b"\n")
            if lines > LIMIT:
                findings.append((path, LIMIT + 1, f"the file has {lines} lines, more than {LIMIT}: split it"))
    return findings


if __name__ == "__main__":
    sys.exit(report(check(Path(sys.argv[1]))))
