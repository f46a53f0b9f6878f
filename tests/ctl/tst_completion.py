# SPDX-License-Identifier: GPL-3.0-or-later
"""What a real bash offers while a freshetctl command is typed."""

import os
import re
import subprocess

from harness import PROGRAM, EndToEnd, main


class Completion(EndToEnd):
    def offers(self, *words, script=("completion", "bash")):
        """The candidates for the last word, as bash has them in COMPREPLY."""
        typed = " ".join(f"'{word}'" for word in ("freshetctl", *words))
        code = f"""
            source <(freshetctl {' '.join(script)})
            complete -p freshetctl >/dev/null || exit 9
            COMP_WORDS=({typed}); COMP_CWORD={len(words)}
            _freshetctl
            printf '%s\\n' "${{COMPREPLY[@]}}"
            """
        env = dict(self.environment(), PATH=f"{os.path.dirname(PROGRAM)}:{os.environ['PATH']}")
        result = subprocess.run(["bash", "--norc", "-c", code], capture_output=True, text=True, env=env, cwd=self.dir, timeout=60)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return set(result.stdout.split("\n")) - {""}

    def commands(self):
        return set(re.findall(r"^  (\w+) ", self.ok("--help"), re.MULTILINE))

    def test_commands(self):
        self.assertEqual(self.offers(""), self.commands())
        self.assertEqual(self.offers("dow"), {"download"})
        self.assertEqual(self.offers("dow", script=("shell", "completion", "bash")), {"download"})

    def test_every_option_of_every_command_and_no_other(self):
        for command in self.commands():
            options = set(re.findall(r"^  (?:-h, )?(--[\w-]+)", self.ok(command, "--help"), re.MULTILINE))
            self.assertEqual(self.offers(command, "--"), options, command)

    def test_values_and_words(self):
        (self.dir / "one file.torrent").touch()
        (self.dir / "onedir").mkdir()
        self.assertEqual(self.offers("config", ""), {"list", "get", "set", "reset"})
        self.assertIn("jobs.running", self.offers("config", "set", "j"))
        self.assertEqual(self.offers("config", "--json", "get", "http."), {"http.connections"})
        self.assertEqual(self.offers("metadata", "v"), {"verify"})
        self.assertEqual(self.offers("metadata", "verify", "one"), {"one file.torrent", "onedir"})
        self.assertEqual(self.offers("download", "--output", "x", "one"), {"one file.torrent", "onedir"})
        self.assertEqual(self.offers("status", "--cache-dir", "one"), {"onedir"})
        self.assertEqual(self.offers("log", "--level", ""), {"debug", "info", "warning", "error"})
        self.assertEqual(self.offers("engine", ""), {"run"})
        self.assertEqual(self.offers("status", ""), set())
        self.assertEqual(self.offers("nosuch", ""), set())

    def test_other_shells(self):
        self.assertTrue(self.ok("completion", "zsh").startswith("#compdef freshetctl\n"))
        self.assertIn("complete -c freshetctl", self.ok("completion", "fish"))
        self.fails("completion --help", "completion", "tcsh", exit_code=2)
        self.fails("shell --help", "shell", "bash", "bash", exit_code=2)


if __name__ == "__main__":
    main()
