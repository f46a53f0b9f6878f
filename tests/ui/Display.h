// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace freshet::test {

/// An X server that nobody sees, ended with the object.
class Display {
public:
    Display()
    {
        int ends[2];
        if (::pipe(ends) != 0)
            return;
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addclose(&actions, ends[0]);
        const std::string fd = std::to_string(ends[1]);
        const char *arguments[] = {"Xvfb",         "-displayfd", fd.c_str(), "-screen",  "0",
                                   "2000x1300x24", "-nolisten",  "tcp",      "-noreset", nullptr};
        if (::posix_spawnp(&m_pid, "Xvfb", &actions, nullptr, const_cast<char **>(arguments), environ) != 0)
            m_pid = -1;
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        // It writes its number when it is ready, and dies of a pipe that is closed before the line has ended.
        std::string number;
        pollfd ready{.fd = ends[0], .events = POLLIN, .revents = 0};
        char letter = 0;
        while (m_pid > 0 && number.size() < 16 && ::poll(&ready, 1, 60'000) == 1 && ::read(ends[0], &letter, 1) == 1
               && letter != '\n')
            number += letter;
        if (letter == '\n')
            m_name = ":" + number;
        ::close(ends[0]);
    }
    Display(const Display &) = delete;
    Display &operator=(const Display &) = delete;
    ~Display()
    {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGTERM);
        ::waitpid(m_pid, nullptr, 0);
    }
    /// For applications that are made from now on. False: it does not run.
    [[nodiscard]] bool use() const
    {
        return !m_name.empty() && ::setenv("DISPLAY", m_name.c_str(), 1) == 0
               && ::setenv("QT_QPA_PLATFORM", "xcb", 1) == 0;
    }

private:
    pid_t m_pid = -1;
    std::string m_name;
};

} // namespace freshet::test
