// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/update/DiskModel.h"

#include <QStringList>

#include <functional>

namespace freshet::test {

/// Does in a `DiskModel` what a program did on the disk, by the log that strace wrote of it.
class CallReplay {
public:
    /// What strace has to be told.
    static QStringList straceOptions();

    /// `directory`: the absolute path of what the model is of.
    CallReplay(DiskModel &model, QString directory)
        : m_model(model)
        , m_directory(std::move(directory))
    {
    }
    /// Calls `changed` with the call's text after each call that changed or synced something of the model. A log that cannot be read is
    /// fatal.
    void run(const QByteArray &log, const std::function<void(const QByteArray &call)> &changed);

private:
    struct Call {
        QByteArray name;
        QList<QByteArray> arguments;
        qint64 result = -1;
    };
    struct Place {
        std::size_t directory = 0;
        std::string name{}; ///< empty: the directory itself
        std::optional<std::size_t> inode{};
    };
    struct OpenFile {
        std::size_t inode = 0;
        qsizetype at = 0;
    };
    static std::optional<Call> parse(const QByteArray &line);
    [[nodiscard]] std::optional<Place> place(const QByteArray &directory, const QByteArray &path) const;
    [[nodiscard]] OpenFile *openFile(const QByteArray &number);
    bool replay(const Call &call);
    bool replayOpen(const Call &call);
    bool replayRename(const Call &call);
    bool replayLink(const Call &call);

    DiskModel &m_model;
    QString m_directory;
    std::map<qint64, OpenFile> m_files;
};

} // namespace freshet::test
