// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace freshet::test {

/// A certificate authority that lives as long as the test, made with the openssl program.
class TestAuthority {
public:
    struct Leaf {
        QString certificate; ///< PEM file
        QString key;         ///< PEM file
    };
    enum class Fault { None, Expired, WrongName, SelfSigned };

    TestAuthority();

    [[nodiscard]] bool isValid() const { return m_problem.isEmpty(); }
    [[nodiscard]] QString problem() const { return m_problem; }
    /// The authority's own certificate, for those who trust it.
    [[nodiscard]] QString caFile() const;
    /// A server certificate for 127.0.0.1, ::1 and localhost, unless the fault says otherwise.
    Leaf issue(Fault fault = Fault::None);

private:
    bool openssl(const QStringList &arguments);

    QTemporaryDir m_dir;
    QString m_problem;
    int m_issued = 0;
};

} // namespace freshet::test
