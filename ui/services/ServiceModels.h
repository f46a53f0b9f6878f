// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "ui/models/RowTable.h"

namespace freshet::ui {

/// A field of the last question to a service, or of its answer.
struct ExchangeLine {
    QString service;
    bool sent = false;
    ExchangedField field;
};

class ExchangeModel final : public RowTable<ExchangeLine, QString> {
public:
    explicit ExchangeModel(QObject *parent = nullptr);

    [[nodiscard]] const char *context() const override { return "freshet::ui"; }

protected:
    [[nodiscard]] QString idOf(const ExchangeLine &line) const override;
    [[nodiscard]] QString sentence(const ExchangeLine &line) const override;
};

/// A field that may be sent, whether it was or not.
struct PrivacyLine {
    std::int64_t number = 0; ///< in the order of sentFields()
    QString service;
    QString field;
    QString why;
};

class PrivacyModel final : public RowTable<PrivacyLine, std::int64_t> {
public:
    explicit PrivacyModel(QObject *parent = nullptr);

    [[nodiscard]] const char *context() const override { return "freshet::ui"; }
    /// Every field that is sent.
    [[nodiscard]] static Rows all();

protected:
    [[nodiscard]] std::int64_t idOf(const PrivacyLine &line) const override { return line.number; }
    [[nodiscard]] QString sentence(const PrivacyLine &line) const override;
};

/// A transfer that uses fewer sources, or proves less, than it could.
struct SimpleModeLine {
    JobId job{};
    QString name;
    JobState state = JobState::Queued;
    ModeReason reason = ModeReason::None;
};

class SimpleModeModel final : public RowTable<SimpleModeLine, std::int64_t> {
public:
    explicit SimpleModeModel(QObject *parent = nullptr);

    [[nodiscard]] const char *context() const override { return "freshet::ui"; }
    [[nodiscard]] static Rows of(const std::vector<JobRow> &jobs);

protected:
    [[nodiscard]] std::int64_t idOf(const SimpleModeLine &line) const override { return line.job.value(); }
    [[nodiscard]] QString sentence(const SimpleModeLine &line) const override;
};

} // namespace freshet::ui
