// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/SettingsFile.h"
#include "core/store/Mailbox.h"
#include "core/store/WorkThread.h"

#include <functional>
#include <memory>

namespace freshet {

/// The settings of a running engine, on the engine thread. A change is written first, on another thread, and counts when it is durable: what is
/// in force is what a restart finds. Non-duty: acting on values (`applied` is told), what is legal (SettingsSchema).
class SettingsKeeper {
public:
    using Done = std::function<void(const Result<SettingRow> &)>; ///< on the engine thread, never from within the call

    /// `applied` is called after every change. The keeper goes after `thread` has been stopped.
    SettingsKeeper(CacheDirectory directory, WorkThread &thread, SettingsBook book, std::function<void()> applied);

    /// No value: back to what would apply without the file. Errors: UnknownSetting, InvalidArgument, disk codes.
    void change(const QString &key, const std::optional<SettingValue> &value, Done done);

    [[nodiscard]] const SettingsBook &book() const { return m_book; }
    [[nodiscard]] const Settings &values() const { return m_picture->values; }
    [[nodiscard]] const std::shared_ptr<const SettingsPicture> &picture() const { return m_picture; }

private:
    void onWritten(const SettingsBook &book, const QString &key, const Result<void> &outcome, const Done &done);

    std::shared_ptr<const CacheDirectory> m_directory;
    WorkThread &m_thread;
    SettingsBook m_book;   ///< durable, in force
    SettingsBook m_wanted; ///< with the changes that are being written
    int m_writing = 0;
    std::shared_ptr<const SettingsPicture> m_picture;
    std::function<void()> m_applied;
    Mailbox m_mailbox;
};

} // namespace freshet
