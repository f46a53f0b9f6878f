// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ServiceTrust.h"

#include "app/ctl/Console.h"
#include "app/ctl/FileInput.h"
#include "core/policy/UrlPolicy.h"

#include <QSslCertificate>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int servicesPort = 7681;

std::unexpected<Error> refused(const QString &object, const QString &detail)
{
    return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                 .operation = u"read the arguments"_s,
                                 .object = object,
                                 .detail = detail,
                                 .kept = Kept::InputUntouched});
}

} // namespace

void describeServiceTrust(Arguments &arguments)
{
    arguments.option(
        u"trust"_s,
        tr("SHA-256 of the authority whose certificates are trusted, as \"freshet-service init\" prints it "
           "(default: the authorities of the system)."),
        u"sha256:HEX"_s);
    arguments.option(u"ca-file"_s, tr("Trust this certificate authority (PEM) and no other."), u"FILE"_s);
}

Result<void> readServiceTrust(const Arguments &arguments, CloudOptions &options)
{
    if (arguments.isSet(u"trust"_s)) {
        const auto fingerprint = parseFingerprint(arguments.value(u"trust"_s));
        if (!fingerprint)
            return std::unexpected(fingerprint.error());
        options.fingerprint = *fingerprint;
        options.authority.clear();
    }
    if (arguments.isSet(u"ca-file"_s)) {
        if (arguments.isSet(u"trust"_s))
            return refused(u"--ca-file"_s, u"--trust and --ca-file exclude each other"_s);
        const auto pem = readSmallFile(arguments.value(u"ca-file"_s), 256_KiB, ErrorCode::InvalidArgument);
        if (!pem)
            return std::unexpected(pem.error());
        if (QSslCertificate::fromData(*pem, QSsl::Pem).isEmpty())
            return refused(arguments.value(u"ca-file"_s), u"it has no certificate"_s);
        options.authority = *pem;
        options.fingerprint.reset();
    }
    return {};
}

Result<QUrl> serviceUrl(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    if (!checkUrl(url) || url.scheme() != "https"_L1)
        return refused(text, u"an https URL is expected"_s);
    if (url.port() < 0)
        url.setPort(servicesPort);
    return url;
}

} // namespace freshet::ctl
