// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/AddPanel.h"

#include "ui/shell/Icons.h"
#include "ui/text/ErrorText.h"
#include "ui/theme/Appearance.h"
#include "ui/transfers/AddRequest.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPointer>
#include <QStandardPaths>
#include <QToolButton>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString reasonText(const Error &error)
{
    return text::sentence(error.code) + u' ' + text::next(error);
}

} // namespace

AddPanel::AddPanel(const PageContext &context)
    : m_context(context)
    , m_what(new QPlainTextEdit)
    , m_directory(new QLineEdit)
    , m_priority(new QComboBox)
    , m_digest(new QLineEdit)
    , m_add(new QPushButton(tr("Add")))
    , m_problems(new QLabel)
{
    setObjectName(u"addPanel"_s);
    m_what->setObjectName(u"addWhat"_s);
    m_what->setPlaceholderText(tr("Addresses (https://…) or content metadata files (.torrent), one per line. Files may "
                                  "be dropped anywhere on the window."));
    m_what->setTabChangesFocus(true);
    m_what->setAccessibleName(tr("What to add"));
    m_what->setFixedHeight(m_what->fontMetrics().lineSpacing() * 4);
    m_directory->setObjectName(u"addDirectory"_s);
    m_directory->setText(
        context.state.value(u"add/directory"_s, QStandardPaths::writableLocation(QStandardPaths::DownloadLocation))
            .toString());
    m_directory->setAccessibleName(tr("Folder to save in"));
    m_priority->setObjectName(u"addPriority"_s);
    m_priority->addItem(tr("Foreground: somebody waits for it"), static_cast<int>(Priority::Foreground));
    m_priority->addItem(tr("Background: nobody waits for it"), static_cast<int>(Priority::Background));
    m_priority->setCurrentIndex(context.state.value(u"add/background"_s).toBool() ? 1 : 0);
    m_priority->setAccessibleName(tr("Priority"));
    m_digest->setObjectName(u"addDigest"_s);
    m_digest->setPlaceholderText(tr("optional: SHA-256 of a file, or ContentId of metadata"));
    m_digest->setAccessibleName(tr("Digest that it must have"));
    m_add->setObjectName(u"addButton"_s);
    m_add->setDefault(true);
    m_problems->setObjectName(u"addProblems"_s);
    m_problems->setWordWrap(true);
    m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problems->hide();
    layOut();
    connect(m_add, &QPushButton::clicked, this, &AddPanel::addAll);
    connect(m_what, &QPlainTextEdit::textChanged, this, [this] { m_add->setEnabled(!lines().isEmpty()); });
    m_add->setEnabled(false);
}

void AddPanel::layOut()
{
    const auto browse = [this](const QString &name, void (AddPanel::*action)()) {
        auto *button = new QToolButton;
        button->setIcon(icon("folder"_L1));
        button->setToolTip(name);
        button->setAccessibleName(name);
        connect(button, &QToolButton::clicked, this, action);
        return button;
    };
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"addClose"_s);
    connect(close, &QPushButton::clicked, this, &AddPanel::closed);

    auto *grid = new QGridLayout(this);
    const int unit = fontMetrics().height();
    grid->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    grid->setHorizontalSpacing(unit / 2);
    const auto label = [&](const QString &text, QWidget *buddy, int row, int column) {
        auto *what = new QLabel(text);
        what->setBuddy(buddy);
        grid->addWidget(what, row, column, Qt::AlignTop | Qt::AlignTrailing);
    };
    label(tr("&What"), m_what, 0, 0);
    grid->addWidget(m_what, 0, 1, 1, 4);
    grid->addWidget(browse(tr("Choose content metadata files"), &AddPanel::chooseFiles), 0, 5, Qt::AlignTop);
    label(tr("Save &in"), m_directory, 1, 0);
    grid->addWidget(m_directory, 1, 1);
    grid->addWidget(browse(tr("Choose the folder to save in"), &AddPanel::chooseDirectory), 1, 2);
    label(tr("Prio&rity"), m_priority, 1, 3);
    grid->addWidget(m_priority, 1, 4, 1, 2);
    label(tr("Must &be"), m_digest, 2, 0);
    grid->addWidget(m_digest, 2, 1, 1, 2);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_add);
    buttons->addWidget(close);
    grid->addLayout(buttons, 2, 3, 1, 3);
    grid->addWidget(m_problems, 3, 1, 1, 5);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(4, 1);
}

QStringList AddPanel::lines() const
{
    QStringList lines;
    for (const QString &line : m_what->toPlainText().split(u'\n'))
        if (const QString trimmed = line.trimmed(); !trimmed.isEmpty())
            lines.append(trimmed);
    return lines;
}

void AddPanel::offer(const QStringList &given)
{
    QStringList all = lines();
    for (const QString &line : given)
        if (!all.contains(line))
            all.append(line);
    m_what->setPlainText(all.join(u'\n'));
    m_what->setFocus();
}

void AddPanel::offer(const QList<QUrl> &urls)
{
    QStringList given;
    for (const QUrl &url : urls)
        given.append(url.isLocalFile() ? url.toLocalFile() : QString::fromUtf8(url.toEncoded()));
    offer(given);
}

void AddPanel::addAll()
{
    if (m_pending > 0)
        return;
    const QStringList all = lines();
    const AddOptions options{.directory = m_directory->text().trimmed(),
                             .priority = static_cast<Priority>(m_priority->currentData().toInt()),
                             .digest = m_digest->text()};
    m_done.clear();
    m_reasons.clear();
    m_problems->hide();
    m_pending = static_cast<int>(all.size());
    m_add->setEnabled(false);
    for (const QString &line : all) {
        auto request = makeRequest(line, options);
        if (!request) {
            onAnswer(line, std::unexpected(request.error()));
            continue;
        }
        m_context.source.commands().submit(std::move(*request),
                                           [self = QPointer(this), line](const Result<JobId> &job) {
                                               if (self)
                                                   self->onAnswer(line, job);
                                           });
    }
}

void AddPanel::onAnswer(const QString &line, const Result<JobId> &job)
{
    if (job) {
        m_done.append(line);
        Q_EMIT added(*job);
    } else {
        m_reasons.append(line + u"\n"_s + reasonText(job.error()));
    }
    if (--m_pending > 0)
        return;
    QStringList left = lines(); // and what was written meanwhile
    left.removeIf([this](const QString &text) { return m_done.contains(text); });
    m_what->setPlainText(left.join(u'\n'));
    m_add->setEnabled(!left.isEmpty());
    showProblems();
    if (left.isEmpty()) {
        m_digest->clear();
        Q_EMIT closed();
    }
}

void AddPanel::showProblems()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, problemText(palette()));
    m_problems->setPalette(colours);
    m_problems->setText(m_reasons.join(u"\n"_s));
    m_problems->setVisible(!m_reasons.isEmpty());
}

void AddPanel::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Choose content metadata files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Content metadata (*.torrent)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, qOverload<const QStringList &>(&AddPanel::offer));
    dialog->open();
}

void AddPanel::chooseDirectory()
{
    auto *dialog = new QFileDialog(this, tr("Choose the folder to save in"), m_directory->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_directory, &QLineEdit::setText);
    dialog->open();
}

void AddPanel::saveState()
{
    m_context.state.setValue(u"add/directory"_s, m_directory->text());
    m_context.state.setValue(u"add/background"_s, m_priority->currentIndex() == 1);
}

void AddPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
             && (event->modifiers() & Qt::ControlModifier) != 0)
        addAll();
    else
        QWidget::keyPressEvent(event);
}

} // namespace freshet::ui
