// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Desktop.h"

#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/desktop/Updates.h"
#include "ui/language/Language.h"
#include "ui/pages/PageList.h"
#include "ui/text/Amounts.h"
#include "ui/theme/Appearance.h"
#include "ui/transfers/TransfersPage.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>

namespace freshet::desktop {

using namespace Qt::StringLiterals;

namespace {

/// Time for a first picture of everything, after the engine runs: rates are means over seconds.
constexpr std::chrono::milliseconds screenshotDelay{2500};

} // namespace

Desktop::Desktop(const DesktopOptions &options)
    : m_options(options)
    , m_state((QDir().mkpath(QFileInfo(options.stateFile).absolutePath()), options.stateFile))
    , m_window(ui::allPages(), m_state)
{
    ui::applyLanguage(m_state.value(u"language"_s).toString());
    ui::applyAppearance(options.dark ? ui::Appearance::Dark
                                     : ui::appearanceFromName(m_state.value(u"appearance"_s).toString()));
    text::setRateUnit(text::rateUnitFromName(m_state.value(u"units/rate"_s, u"MB/s"_s).toString()));
    if (options.rightToLeft)
        QApplication::setLayoutDirection(Qt::RightToLeft);
    if (options.size.isValid())
        m_window.resize(options.size);
    if (!options.page.isEmpty() && !m_window.openPage(options.page))
        ctl::printError(ctl::tr("There is no page \"%1\". Pages: %2")
                            .arg(options.page.section(u':', 0, 0), m_window.pageIds().join(u' ')));
    connect(&m_window, &ui::MainWindow::retryRequested, this, &Desktop::startEngine);
    // Not quit(): that asks windows first, and one may go on in the background when it is closed.
    connect(&m_window, &ui::MainWindow::quitRequested, this, [] { QApplication::exit(ctl::Success); });
    connect(&m_window, &ui::MainWindow::dropped, this, [this](const QList<QUrl> &urls) {
        QStringList what;
        for (const QUrl &url : urls)
            what.append(url.isLocalFile() ? url.toLocalFile() : QString::fromUtf8(url.toEncoded()));
        offer(what);
    });
    connect(this, &Desktop::settled, this, [this] {
        if (!m_options.screenshot.isEmpty())
            QTimer::singleShot(screenshotDelay, this, &Desktop::takeScreenshot);
    });
}

Desktop::~Desktop()
{
    m_window.saveState();
    m_window.setSource(nullptr); // before the engine goes
}

void Desktop::start()
{
    m_window.show();
    startEngine();
}

void Desktop::startEngine()
{
    m_window.setSource(nullptr);
    m_engine.reset(); // one that runs ends first: the directory has one owner
    m_starting = std::make_unique<EngineStart>(m_options.engine, m_clock);
    connect(m_starting.get(), &EngineStart::finished, this, &Desktop::onStarted);
}

void Desktop::onStarted()
{
    auto outcome = m_starting->take();
    m_starting.release()->deleteLater(); // it is what called us
    if (outcome) {
        m_engine = std::make_unique<LiveEngine>(std::move(*outcome), m_clock);
        const QDir remembered = QFileInfo(m_options.stateFile).absoluteDir();
        m_engine->setUpdates(std::make_unique<Updates>(*m_engine, remembered.filePath(u"updates.json"_s)));
        m_window.setSource(m_engine.get());
        offer(std::exchange(m_options.what, {}));
    } else {
        m_window.showTrouble(outcome.error());
    }
    Q_EMIT settled();
}

void Desktop::startedAgain(const QStringList &arguments)
{
    const auto options = readOptions(arguments);
    if (options && !options->page.isEmpty())
        m_window.openPage(options->page);
    m_window.tray().raiseWindow();
    if (!options)
        return;
    if (m_engine)
        offer(options->what);
    else
        m_options.what += options->what;
}

void Desktop::offer(const QStringList &what)
{
    if (what.isEmpty() || !m_window.openPage(u"transfers:add"_s))
        return;
    if (auto *page = qobject_cast<ui::TransfersPage *>(m_window.currentPage()))
        page->addPanel().offer(what);
}

void Desktop::takeScreenshot()
{
    m_window.refresh();
    const bool saved = m_window.grab().save(m_options.screenshot, "PNG");
    if (!saved)
        ctl::report({.code = ErrorCode::OutputUnwritable,
                     .operation = u"write picture"_s,
                     .object = m_options.screenshot,
                     .kept = Kept::InputUntouched});
    QApplication::exit(saved ? ctl::Success : ctl::Failure);
}

} // namespace freshet::desktop
