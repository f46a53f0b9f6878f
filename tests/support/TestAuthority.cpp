// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestAuthority.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace freshet::test {

TestAuthority::TestAuthority()
{
    openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
             u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=Freshet test authority"_s, u"-addext"_s,
             u"keyUsage=critical,keyCertSign,cRLSign"_s, u"-keyout"_s, m_dir.filePath(u"ca.key"_s), u"-out"_s,
             caFile()});
}

QString TestAuthority::caFile() const
{
    return m_dir.filePath(u"ca.pem"_s);
}

TestAuthority::Leaf TestAuthority::issue(Fault fault)
{
    const QString stem = m_dir.filePath(u"leaf%1"_s.arg(++m_issued));
    const Leaf leaf{stem + u".pem"_s, stem + u".key"_s};
    const QString names =
        fault == Fault::WrongName ? u"DNS:elsewhere.example"_s : u"IP:127.0.0.1,IP:::1,DNS:localhost"_s;
    QStringList arguments{u"req"_s,
                          u"-x509"_s,
                          u"-newkey"_s,
                          u"ec"_s,
                          u"-pkeyopt"_s,
                          u"ec_paramgen_curve:P-256"_s,
                          u"-nodes"_s,
                          u"-subj"_s,
                          u"/CN=Freshet test server"_s,
                          u"-addext"_s,
                          u"basicConstraints=critical,CA:FALSE"_s,
                          u"-addext"_s,
                          u"subjectAltName="_s + names,
                          u"-keyout"_s,
                          leaf.key,
                          u"-out"_s,
                          leaf.certificate};
    if (fault != Fault::SelfSigned)
        arguments << u"-CA"_s << caFile() << u"-CAkey"_s << m_dir.filePath(u"ca.key"_s);
    if (fault == Fault::Expired)
        arguments << u"-not_before"_s << u"20200101000000Z"_s << u"-not_after"_s << u"20200201000000Z"_s;
    else
        arguments << u"-days"_s << u"2"_s;
    openssl(arguments);
    return leaf;
}

bool TestAuthority::openssl(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"openssl"_s, arguments);
    if (process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return true;
    m_problem = u"openssl: "_s + process.errorString() + QString::fromLocal8Bit(process.readAll());
    return false;
}

} // namespace freshet::test
