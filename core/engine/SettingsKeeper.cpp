// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SettingsKeeper.h"

namespace freshet {

SettingsKeeper::SettingsKeeper(CacheDirectory directory, WorkThread &thread, SettingsBook book,
                               std::function<void()> applied)
    : m_directory(std::make_shared<const CacheDirectory>(std::move(directory)))
    , m_thread(thread)
    , m_book(std::move(book))
    , m_wanted(m_book)
    , m_picture(std::make_shared<const SettingsPicture>(m_book.picture()))
    , m_applied(std::move(applied))
{
}

void SettingsKeeper::change(const QString &key, const std::optional<SettingValue> &value, Done done)
{
    SettingsBook next = m_wanted;
    const auto legal = value ? next.set(SettingProvider::File, key, *value) : next.reset(SettingProvider::File, key);
    if (!legal) {
        m_mailbox.post([done = std::move(done), error = legal.error()] { done(std::unexpected(error)); });
        return;
    }
    m_wanted = next;
    ++m_writing;
    m_thread.post([this, directory = m_directory, next = std::move(next), key, done = std::move(done)]() mutable {
        auto outcome = saveSettings(*directory, next);
        m_mailbox.post([this, next = std::move(next), key, done = std::move(done), outcome = std::move(outcome)] {
            onWritten(next, key, outcome, done);
        });
    });
}

void SettingsKeeper::onWritten(const SettingsBook &book, const QString &key, const Result<void> &outcome,
                               const Done &done)
{
    --m_writing;
    if (outcome) {
        m_book = book;
        m_picture = std::make_shared<const SettingsPicture>(m_book.picture());
        m_applied();
    } else if (m_writing == 0) {
        m_wanted = m_book;
    }
    done(outcome ? m_book.row(key) : std::unexpected(outcome.error()));
}

} // namespace freshet
