// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "ui/theme/SourceBar.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>

#include <array>
#include <vector>

namespace freshet::ui {

/// Where a job's bytes came from and went to, by class, and every other fact of its line of the status.
class SourcesTab final : public QScrollArea {
    Q_OBJECT

public:
    SourcesTab();

    void showJob(const JobRow &row);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Fact {
        QString (*text)(const JobRow &row);
        QLabel *value;
    };
    struct ClassLine {
        QLabel *received;
        QLabel *share;
        QLabel *sent;
        QLabel *connections;
    };

    QLabel *cell(QGridLayout &grid, int row, int column, const QString &text, bool isNumber);
    void makeClasses(QGridLayout &grid);
    void paintMarks(); ///< in the colours of the palette
    void makeFacts(QGridLayout &grid);

    SourceBar *m_bar;
    std::array<QLabel *, sourceClassCount> m_marks{};
    std::array<ClassLine, sourceClassCount + 1> m_classes{}; ///< and what was wasted
    std::vector<Fact> m_facts;
};

} // namespace freshet::ui
