// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/TroublePage.h"

#include "ui/shell/Icons.h"
#include "ui/text/ErrorText.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;

TroublePage::TroublePage()
    : m_icon(new QLabel)
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_details(new QLabel)
    , m_retry(new QPushButton)
{
    setObjectName(u"trouble"_s);
    const int unit = fontMetrics().height();
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_title->setFont(large);
    m_title->setObjectName(u"troubleTitle"_s);
    m_text->setObjectName(u"troubleText"_s);
    m_details->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_title, m_text, m_details}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_retry->setObjectName(u"troubleRetry"_s);
    connect(m_retry, &QPushButton::clicked, this, &TroublePage::retryRequested);

    auto *column = new QVBoxLayout;
    column->setSpacing(unit * 3 / 4);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(m_details);
    column->addSpacing(unit / 2);
    column->addWidget(m_retry, 0, Qt::AlignLeading);
    column->addStretch(3);
    auto *middle = new QWidget;
    middle->setLayout(column);
    middle->setMaximumWidth(unit * 36);
    auto *line = new QHBoxLayout(this);
    line->addStretch(1);
    line->addWidget(middle, 6);
    line->addStretch(1);
    showStarting();
}

void TroublePage::showStarting()
{
    m_icon->hide();
    m_title->setText(tr("Opening the cache…"));
    m_text->setText(tr("Jobs of the last run go on by themselves in a moment."));
    m_details->hide();
    m_retry->hide();
}

void TroublePage::show(const Error &error)
{
    m_icon->setPixmap(icon("warning"_L1).pixmap(QSize(1, 1) * fontMetrics().height() * 3, devicePixelRatio()));
    m_icon->show();
    m_title->setText(error.code == ErrorCode::CacheBusy ? tr("Another Freshet uses this cache")
                                                        : tr("Freshet cannot work at the moment"));
    QStringList sentences{text::sentence(error.code)};
    if (const QString kept = text::kept(error.kept); !kept.isEmpty())
        sentences.append(kept);
    sentences.append(text::next(error));
    m_text->setText(sentences.join(u"\n\n"_s));
    QString details = errorName(error.code);
    for (const QString &part : {error.object, error.detail})
        if (!part.isEmpty())
            details += u" · "_s + part;
    m_details->setText(details);
    m_details->show();
    m_retry->setText(tr("Try again"));
    m_retry->show();
    m_retry->setFocus();
}

} // namespace freshet::ui
