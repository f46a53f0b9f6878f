// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updates/AddProduct.h"

#include "ui/shell/Icons.h"
#include "ui/text/ErrorText.h"
#include "ui/theme/Appearance.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace freshet::ui {

using namespace Qt::StringLiterals;

AddProduct::AddProduct(UpdateSource &source)
    : m_source(source)
    , m_tree(nullptr)
    , m_manifest(nullptr)
    , m_key(nullptr)
    , m_problem(new QLabel)
    , m_add(new QPushButton(tr("&Look after it")))
{
    setObjectName(u"addProduct"_s);
    setBackgroundRole(QPalette::AlternateBase);
    setAutoFillBackground(true);
    const int unit = fontMetrics().height();
    auto *form = new QFormLayout(this);
    form->setContentsMargins(unit, unit / 2, unit, unit / 2);
    m_tree = field(u"productTree"_s, tr("&Installed in"), tr("Directory of the product; it need not exist yet"), true);
    m_manifest = field(u"productManifest"_s, tr("Publisher's &manifest"), tr("https://… or a file"), false);
    m_key = field(u"productKey"_s, tr("Publisher's &key"), tr("Public key, a PEM file: whom you trust"), false);
    m_problem->setObjectName(u"productProblem"_s);
    m_problem->setWordWrap(true);
    QPalette colours = m_problem->palette();
    colours.setColor(QPalette::WindowText, problemText(palette()));
    m_problem->setPalette(colours);
    m_problem->hide();
    form->addRow(m_problem);
    auto *line = new QHBoxLayout;
    m_add->setObjectName(u"productAdd"_s);
    m_add->setDefault(true);
    auto *close = new QPushButton(tr("Close"));
    line->addStretch();
    line->addWidget(m_add);
    line->addWidget(close);
    form->addRow(line);
    connect(m_add, &QPushButton::clicked, this, &AddProduct::add);
    connect(close, &QPushButton::clicked, this, &AddProduct::closed);
}

QLineEdit *AddProduct::field(const QString &name, const QString &title, const QString &placeholder, bool isDirectory)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(QString(title).remove(u'&'));
    connect(edit, &QLineEdit::returnPressed, this, &AddProduct::add);
    auto *browse = new QToolButton;
    browse->setIcon(icon("folder"_L1));
    browse->setAutoRaise(true);
    browse->setAccessibleName(tr("Choose: %1").arg(edit->accessibleName()));
    connect(browse, &QToolButton::clicked, this, [this, edit, isDirectory] {
        auto *dialog = new QFileDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(isDirectory ? QFileDialog::Directory : QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, edit, &QLineEdit::setText);
        dialog->open();
    });
    auto *line = new QHBoxLayout;
    line->addWidget(edit, 1);
    line->addWidget(browse);
    auto *label = new QLabel(title);
    label->setBuddy(edit);
    qobject_cast<QFormLayout *>(layout())->addRow(label, line);
    return edit;
}

void AddProduct::add()
{
    const QString tree = m_tree->text().trimmed();
    const auto outcome = m_source.add(tree, m_manifest->text().trimmed(), m_key->text().trimmed());
    m_problem->setVisible(!outcome);
    if (!outcome) {
        const Error &error = outcome.error();
        m_problem->setText((error.object.isEmpty() ? QString() : error.object + u": "_s) + text::sentence(error.code)
                           + u' ' + text::next(error));
        return;
    }
    for (QLineEdit *edit : {m_tree, m_manifest, m_key})
        edit->clear();
    Q_EMIT added(tree);
}

void AddProduct::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void AddProduct::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tree->setFocus();
}

} // namespace freshet::ui
