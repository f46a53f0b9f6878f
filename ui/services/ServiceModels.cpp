// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/services/ServiceModels.h"

#include "core/api/SentFields.h"
#include "ui/text/ServiceText.h"
#include "ui/text/StateText.h"

#include <QCoreApplication>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

std::weak_ordering inWords(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) <=> 0;
}

QString why(const ExchangeLine &line)
{
    return line.sent ? text::sentFieldReason(line.service, line.field.name) : QString();
}

QString direction(const ExchangeLine &line)
{
    return line.sent ? words(QT_TRANSLATE_NOOP("freshet::ui", "Sent"))
                     : words(QT_TRANSLATE_NOOP("freshet::ui", "Received"));
}

const std::vector<Column<ExchangeLine>> exchangeColumns{
    {{.name = "direction"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Direction"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Whether it was asked or answered"),
      .characters = 12},
     [](const ExchangeLine &line, MonotonicTime) { return direction(line); },
     [](const ExchangeLine &a, const ExchangeLine &b) -> std::weak_ordering { return b.sent <=> a.sent; }},
    {{.name = "field"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Field"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The name that it has in the message"),
      .characters = 18},
     [](const ExchangeLine &line, MonotonicTime) { return line.field.name; },
     [](const ExchangeLine &a, const ExchangeLine &b) { return inWords(a.field.name, b.field.name); }},
    {{.name = "value"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Value"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "As it went over the wire; what is long is cut off"),
      .characters = 38},
     [](const ExchangeLine &line, MonotonicTime) { return line.field.value; },
     [](const ExchangeLine &a, const ExchangeLine &b) { return inWords(a.field.value, b.field.value); }},
    {{.name = "why"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "What for"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Why the field is sent"),
      .characters = 56},
     [](const ExchangeLine &line, MonotonicTime) { return why(line); },
     [](const ExchangeLine &a, const ExchangeLine &b) { return inWords(why(a), why(b)); }},
};

const std::vector<Column<PrivacyLine>> privacyColumns{
    {{.name = "service"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Sent to"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The service that gets the field"),
      .characters = 16},
     [](const PrivacyLine &line, MonotonicTime) { return text::serviceTitle(line.service); },
     // In the order in which they are asked.
     [](const PrivacyLine &a, const PrivacyLine &b) -> std::weak_ordering { return a.number <=> b.number; }},
    {{.name = "field"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Field"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The name that it has in the message"),
      .characters = 18},
     [](const PrivacyLine &line, MonotonicTime) { return line.field; },
     [](const PrivacyLine &a, const PrivacyLine &b) { return inWords(a.field, b.field); }},
    {{.name = "why"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "What for"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Why the field is sent"),
      .characters = 60},
     [](const PrivacyLine &line, MonotonicTime) { return line.why; },
     [](const PrivacyLine &a, const PrivacyLine &b) { return inWords(a.why, b.why); }},
};

const std::vector<Column<SimpleModeLine>> simpleModeColumns{
    {{.name = "name"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Transfer"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The content that it brings"),
      .characters = 30},
     [](const SimpleModeLine &line, MonotonicTime) { return line.name; },
     [](const SimpleModeLine &a, const SimpleModeLine &b) { return inWords(a.name, b.name); }},
    {{.name = "state"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "State"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "What the transfer does at the moment"),
      .characters = 14},
     [](const SimpleModeLine &line, MonotonicTime) { return text::stateLabel(line.state); },
     [](const SimpleModeLine &a, const SimpleModeLine &b) -> std::weak_ordering { return a.state <=> b.state; }},
    {{.name = "why"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Why"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Why it goes without peers, or is proven less than it could be"),
      .characters = 70},
     [](const SimpleModeLine &line, MonotonicTime) { return text::modeReason(line.reason); },
     [](const SimpleModeLine &a, const SimpleModeLine &b) -> std::weak_ordering { return a.reason <=> b.reason; }},
};

} // namespace

ExchangeModel::ExchangeModel(QObject *parent)
    : RowTable(exchangeColumns, parent)
{
}

QString ExchangeModel::idOf(const ExchangeLine &line) const
{
    return line.service + (line.sent ? u">"_s : u"<"_s) + line.field.name;
}

QString ExchangeModel::sentence(const ExchangeLine &line) const
{
    return u"%1 %2: %3"_s.arg(direction(line), line.field.name, line.field.value);
}

PrivacyModel::PrivacyModel(QObject *parent)
    : RowTable(privacyColumns, parent)
{
}

PrivacyModel::Rows PrivacyModel::all()
{
    auto lines = std::make_shared<std::vector<PrivacyLine>>();
    for (const SentField &field : sentFields())
        lines->push_back({.number = static_cast<std::int64_t>(lines->size()),
                          .service = field.service,
                          .field = field.field,
                          .why = text::sentFieldReason(field.service, field.field)});
    return lines;
}

QString PrivacyModel::sentence(const PrivacyLine &line) const
{
    return words(QT_TRANSLATE_NOOP("freshet::ui", "%1 is sent to %2: %3"))
        .arg(line.field, text::serviceTitle(line.service), line.why);
}

SimpleModeModel::SimpleModeModel(QObject *parent)
    : RowTable(simpleModeColumns, parent)
{
}

SimpleModeModel::Rows SimpleModeModel::of(const std::vector<JobRow> &jobs)
{
    auto lines = std::make_shared<std::vector<SimpleModeLine>>();
    for (const JobRow &row : jobs)
        if (row.job && row.modeReason != ModeReason::None)
            lines->push_back({.job = *row.job, .name = row.name, .state = row.state, .reason = row.modeReason});
    return lines;
}

QString SimpleModeModel::sentence(const SimpleModeLine &line) const
{
    return line.name + u": "_s + text::modeReason(line.reason);
}

} // namespace freshet::ui
