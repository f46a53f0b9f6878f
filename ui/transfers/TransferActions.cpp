// SPDX-License-Identifier: GPL-3.0-or-later
// What the actions of the page do.
#include "ui/text/ErrorText.h"
#include "ui/transfers/TransfersPage.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPointer>

namespace freshet::ui {

using namespace Qt::StringLiterals;

void TransfersPage::command(Command command, JobId job)
{
    (commands().*command)(job, [&notices = context().notices](const Result<void> &outcome) {
        // A command may cross the end of its job: then there is nothing to say.
        if (!outcome && outcome.error().code != ErrorCode::WrongJobState)
            notices.post({.kind = Notice::Kind::Problem,
                          .text = text::sentence(outcome.error().code) + u' ' + text::next(outcome.error())});
    });
}

void TransfersPage::commandSelected(Command what, bool (*fits)(JobState))
{
    for (const JobRow *row : selectedRows())
        if (fits(row->state))
            command(what, *row->job);
}

void TransfersPage::removeSelected()
{
    std::set<JobId> jobs;
    for (const JobRow *row : selectedRows())
        if (canForget(row->state))
            jobs.insert(*row->job);
    if (jobs.empty())
        return;
    m_model.setHidden(jobs);
    refilter();
    // The engine forgets them when nobody has undone it.
    EngineCommands &engine = commands();
    context().notices.post({.text = tr("%n transfer(s) removed from the list; what is in the cache stays there.",
                                       nullptr, static_cast<int>(jobs.size())),
                            .action = tr("Undo"),
                            .onAction =
                                [self = QPointer(this)] {
                                    if (!self)
                                        return;
                                    self->m_model.setHidden({});
                                    self->refilter();
                                },
                            .onExpired =
                                [jobs, &engine] {
                                    for (const JobId job : jobs)
                                        engine.forget(job, {});
                                }});
}

void TransfersPage::revealSelected()
{
    const auto rows = selectedRows();
    if (rows.empty())
        return;
    const QFileInfo file(rows.front()->destination);
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(file.absolutePath())))
        context().notices.post(
            {.kind = Notice::Kind::Problem,
             .text = tr("No file manager could be started. The file is in %1").arg(file.absolutePath())});
}

void TransfersPage::copyRows()
{
    m_view->copySelected();
}

void TransfersPage::copyToClipboard(QString (*what)(const JobRow &row))
{
    QStringList lines;
    for (const JobRow *row : selectedRows())
        lines.append(what(*row));
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void TransfersPage::copyAddress()
{
    copyToClipboard([](const JobRow &row) { return row.sourceUrl; });
}

void TransfersPage::copyIdentity()
{
    copyToClipboard([](const JobRow &row) { return row.fileId; });
}

void TransfersPage::saveCsv()
{
    auto *dialog = new QFileDialog(this, tr("Save the table as CSV"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(m_view->allAsCsv().toUtf8()) < 0
            || !file.flush())
            context().notices.post({.kind = Notice::Kind::Problem,
                                    .text = tr("%1 could not be written: %2").arg(path, file.errorString())});
    });
    dialog->open();
}

void TransfersPage::toggleDensity()
{
    m_view->setDensity(m_density->isChecked() ? Density::Compact : Density::Comfortable);
}

void TransfersPage::useRemedy(JobId job, const Remedy &remedy)
{
    switch (remedy.kind) {
    case Remedy::Kind::Resume:
        return command(&EngineCommands::resume, job);
    case Remedy::Kind::Retry:
        return command(&EngineCommands::retry, job);
    case Remedy::Kind::OpenPage:
        Q_EMIT pageRequested(remedy.page.section(u':', 0, 0), remedy.page.section(u':', 1));
    }
}

} // namespace freshet::ui
