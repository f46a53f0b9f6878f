# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that this project does not make, each with the reason and what to use instead."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from source import line_of, without_comments_and_strings
from tree import project_files, report

CPP = {".h", ".cpp"}


def under(*directories: str):
    return lambda path: path.parts[0] in directories


def not_a_clock(path: Path) -> bool:
    return not (path.parts[:2] == ("core", "base") and path.stem.endswith("Clock"))


def anywhere(_: Path) -> bool:
    return True


@dataclass(frozen=True)
class Rule:
    pattern: str
    message: str
    applies: object = anywhere


CPP_RULES = [
    Rule(r"\bignoreSslErrors\b", "TLS errors are never ignored: report them to the user"),
    Rule(r"\bQSaveFile\b", "QSaveFile does not sync its directory: use core/store for durable state",
         under("core", "app")),
    Rule(r"(?<![\w.>:])(?:std\s*::\s*|::\s*)?(?:system|popen)\s*\(",
         "no shell: start programs with an argument list (QProcess)"),
    Rule(r"\bQ(?:DateTime|Date|Time)\s*::\s*current\w*|\bsystem_clock\s*::\s*now\b|\bgettimeofday\s*\("
         r"|\bCLOCK_REALTIME\b|(?<![\w.>])time\s*\(\s*(?:nullptr|NULL|0)\s*\)",
         "the wall clock jumps: take time as an argument, or from core/base Clock", not_a_clock),
    Rule(r"\bsleep_(?:for|until)\b|\b(?:usleep|nanosleep)\s*\(|\bQThread\s*::\s*m?u?sleep\b"
         r"|\bqSleep\s*\(|\bqWait\s*\(|(?<![\w.>:])(?:::\s*)?sleep\s*\(",
         "no sleep in a test: move a manual clock, or wait for the condition itself (QTRY_…, qWaitFor)",
         under("tests")),
]

PYTHON_RULES = [
    Rule(r"\btime\.sleep\s*\(", "no sleep in a test: wait for the condition itself", under("tests")),
    Rule(r"\bos\.(?:system|popen)\s*\(", "no shell: use subprocess with an argument list"),
]

# Where packages come from is asked from the system, never written down. In every text, comments included.
REGISTRY = Rule(
    r"\b(?:[\w-]+\.)*(?:debian|ubuntu)\.(?:org|com|net)\b|\bpypi\.org\b|\bpythonhosted\.org\b|\bnpmjs\.(?:org|com)\b"
    r"|\bcrates\.io\b|\bproxy\.golang\.org\b|\bdocker\.io\b|\bghcr\.io\b|\bquay\.io\b",
    "no registry or mirror by name: ask apt which one this system uses")
TEXT_SUFFIXES = CPP | {".py", ".sh", ".cmake", ".txt", ".md", ".json", ".yml", ".yaml", ".in", ".conf", ""}
UNCHECKED = {Path("LICENSE"), Path(".dev/lint/forbidden.py")}


def findings_of(rules: list[Rule], path: Path, text: str) -> list[tuple[Path, int, str]]:
    return [(path, line_of(text, match.start()), f"{match.group(0).strip()}: {rule.message}")
            for rule in rules if rule.applies(path)
            for match in re.finditer(rule.pattern, text)]


def check(root: Path) -> list[tuple[Path, int, str]]:
    findings = []
    for path in project_files(root):
        if path in UNCHECKED or path.suffix not in TEXT_SUFFIXES:
            continue
        try:
            text = (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # data of a test, not text
        findings += findings_of([REGISTRY], path, text)
        if path.suffix in CPP:
            findings += findings_of(CPP_RULES, path, without_comments_and_strings(text))
        elif path.suffix == ".py" and path.name != "tst_lint.py":  # which quotes what the lints forbid
            findings += findings_of(PYTHON_RULES, path, text)
    return sorted(findings)


if __name__ == "__main__":
    sys.exit(report(check(Path(sys.argv[1]))))
