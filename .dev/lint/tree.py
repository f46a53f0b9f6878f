# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files belong to the project. Run as a program, prints those with the given endings, NUL-separated."""

import os
import subprocess
import sys
from pathlib import Path

SKIPPED_DIRECTORIES = {".git", "build", "__pycache__", ".cache"}


def project_files(root: Path) -> list[Path]:
    """Files of the tree, relative to `root`, sorted: what git knows or would add, or all where there is no git."""
    if (root / ".git").exists():
        listing = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root, capture_output=True, check=False)
        if listing.returncode == 0:
            names = {os.fsdecode(name) for name in listing.stdout.split(b"\0") if name}
            return sorted(Path(name) for name in names if (root / name).is_file())
    found = []
    for directory, subdirectories, names in os.walk(root):
        subdirectories[:] = [name for name in subdirectories if name not in SKIPPED_DIRECTORIES]
        found += [(Path(directory) / name).relative_to(root) for name in names]
    return sorted(found)


def report(findings: list[tuple[Path, int, str]]) -> int:
    """Prints findings as FILE:LINE: MESSAGE; the exit code of the lint."""
    for path, line, message in findings:
        print(f"{path}:{line}: {message}")
    return 1 if findings else 0


if __name__ == "__main__":
    for path in project_files(Path(sys.argv[1])):
        if path.suffix in sys.argv[2:]:
            sys.stdout.write(f"{path}\0")
