# SPDX-License-Identifier: GPL-3.0-or-later
"""C++ text without what the compiler would not run."""

import re

# Raw strings before plain ones; a character literal is no digit separator (1'000).
_TOKEN = re.compile(
    r'(?P<comment>//(?:\\\n|[^\n])*|/\*.*?(?:\*/|\Z))'
    r'|(?P<raw>R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>(?<![0-9A-Za-z_])(?:u8|[uUL])?'(?:\\.|[^'\\\n])+')",
    re.DOTALL)


def without_comments_and_strings(text: str) -> str:
    """The same lines, with comments blank and literals empty. Includes keep their file names."""

    def blank(match: re.Match) -> str:
        found = match.group(0)
        newlines = "\n" * found.count("\n")
        if match.group("comment"):
            return " " + newlines
        if match.group("string") and re.search(r"#\s*include\s*\Z", text[max(0, match.start() - 40):match.start()]):
            return found
        return '""' + newlines

    return _TOKEN.sub(blank, text)


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
