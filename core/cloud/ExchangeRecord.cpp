// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/ExchangeRecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSslCertificate>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maximumFields = 32;
constexpr qsizetype longestName = 64;
constexpr qsizetype longestValue = 200;

QString plain(const QString &text, qsizetype longest)
{
    QString out;
    for (const QChar c : text) {
        if (out.size() == longest)
            return out + u'…';
        if (c.isPrint() || c.isSurrogate())
            out += c;
    }
    return out;
}

QString valueText(const QJsonValue &value)
{
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.isNull() ? u"null"_s : value.toVariant().toString();
}

QString nameOf(const QStringList &names)
{
    return plain(names.value(0), longestValue);
}

WallTime timeOf(const QDateTime &time)
{
    return WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace

std::vector<ExchangedField> exchangedFields(const QJsonObject &json)
{
    std::vector<ExchangedField> fields;
    for (auto it = json.begin(); it != json.end() && fields.size() < maximumFields; ++it)
        fields.push_back({.name = plain(it.key(), longestName), .value = plain(valueText(it.value()), longestValue)});
    return fields;
}

ServiceCertificate serviceCertificate(const QSslCertificate &certificate)
{
    ServiceCertificate out{.subject = nameOf(certificate.subjectInfo(QSslCertificate::CommonName)),
                           .issuer = nameOf(certificate.issuerInfo(QSslCertificate::CommonName)),
                           .fingerprint = u"sha256:"_s
                                          + QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex()),
                           .validFrom = timeOf(certificate.effectiveDate()),
                           .expires = timeOf(certificate.expiryDate())};
    if (out.subject.isEmpty())
        out.subject = nameOf(certificate.subjectAlternativeNames().values());
    return out;
}

} // namespace freshet
