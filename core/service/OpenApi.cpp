// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/OpenApi.h"

#include "core/service/ServiceFields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

QJsonObject schemaOf(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return {{u"type"_s, u"string"_s}, {u"maxLength"_s, 2048}};
    case FieldType::Number:
        return {{u"type"_s, u"integer"_s}, {u"minimum"_s, 0}};
    case FieldType::Flag:
        return {{u"type"_s, u"boolean"_s}};
    case FieldType::ContentId:
        return {{u"type"_s, u"string"_s}, {u"pattern"_s, u"^[0-9a-fA-F]{64}$"_s}};
    case FieldType::PeerId:
        return {{u"type"_s, u"string"_s}, {u"pattern"_s, u"^[0-9a-fA-F]{40}$"_s}};
    case FieldType::Address:
        return {{u"type"_s, u"string"_s}, {u"description"_s, u"An IP address in number form."_s}};
    }
    return {};
}

QJsonObject text(const QString &description)
{
    return {{u"type"_s, u"string"_s}, {u"description"_s, description}};
}

QJsonObject number(const QString &description)
{
    return {{u"type"_s, u"integer"_s}, {u"description"_s, description}};
}

QJsonObject object(const QJsonObject &properties)
{
    return {{u"type"_s, u"object"_s}, {u"properties"_s, properties}};
}

QJsonObject policySchema()
{
    QJsonObject policy = object({
        {u"contentId"_s, schemaOf(FieldType::ContentId)},
        {u"size"_s, number(u"Bytes."_s)},
        {u"name"_s, text(u"What it is called."_s)},
        {u"sources"_s, QJsonObject{{u"type"_s, u"array"_s}, {u"items"_s, text(u"HTTP URL."_s)}}},
        {u"metadataUrl"_s, text(u"Where the content metadata is; may be plain HTTP, the contentId proves it."_s)},
        {u"v1InfoHash"_s, text(u"40 hex digits, of hybrid contents."_s)},
        {u"peerModes"_s,
         QJsonObject{{u"type"_s, u"array"_s},
                     {u"items"_s, QJsonObject{{u"type"_s, u"integer"_s}, {u"enum"_s, QJsonArray{1, 2, 3}}}}}},
        {u"expires"_s, QJsonObject{{u"type"_s, u"string"_s}, {u"format"_s, u"date-time"_s}}},
        {u"manifest"_s, object({{u"contentId"_s, schemaOf(FieldType::ContentId)},
                                {u"size"_s, number(u"Bytes."_s)},
                                {u"name"_s, text(u"The product."_s)},
                                {u"version"_s, number(u"Only grows."_s)},
                                {u"expires"_s, QJsonObject{{u"type"_s, u"string"_s}, {u"format"_s, u"date-time"_s}}},
                                {u"publisher"_s, text(u"Ed25519 public key, 64 hex digits."_s)},
                                {u"signature"_s, text(u"Ed25519 signature, 128 hex digits."_s)}})},
    });
    policy[u"required"_s] =
        QJsonArray{u"contentId"_s, u"size"_s, u"name"_s, u"sources"_s, u"peerModes"_s, u"expires"_s};
    return policy;
}

QJsonObject answerOf(QLatin1StringView service)
{
    const QJsonObject expiresIn = number(u"Seconds for which the answer may be kept."_s);
    if (service == "geo"_L1)
        return object({{u"countryCode"_s, text(u"Of the services."_s)},
                       {u"observedIp"_s, text(u"Where the request came from."_s)},
                       {u"keyValue"_s, text(u"URL of keyvalue."_s)},
                       {u"expiresIn"_s, expiresIn}});
    if (service == "keyvalue"_L1)
        return object({{u"contentPolicy"_s, text(u"URL."_s)},
                       {u"discovery"_s, text(u"URL."_s)},
                       {u"metadata"_s, text(u"URL below which metadata is, over plain HTTP."_s)},
                       {u"cacheHost"_s, text(u"The cache server of the fleet; empty: none."_s)},
                       {u"expiresIn"_s, expiresIn}});
    if (service == "contentpolicy"_L1)
        return object({{u"policy"_s, QJsonObject{{u"$ref"_s, u"#/components/schemas/Policy"_s}}},
                       {u"nonce"_s, text(u"As in the request."_s)},
                       {u"freshness"_s, text(u"Ed25519 signature, 128 hex digits, of the service's freshness key over "
                                             u"\"freshet freshness 1\", the SHA-256 "
                                             "of the nonce and the SHA-256 of the policy (compact JSON, sorted keys; "
                                             "{} when the content is not known), both in hex, a "
                                             "line feed after each. Only with a nonce."_s)},
                       {u"expiresIn"_s, expiresIn}});
    if (service == "discovery"_L1)
        return object({{u"array"_s, text(u"URL of the array for this content."_s)}, {u"expiresIn"_s, expiresIn}});
    return object({{u"interval"_s, number(u"Seconds until the next announce."_s)},
                   {u"complete"_s, number(u"Peers that have all."_s)},
                   {u"incomplete"_s, number(u"Peers that miss something."_s)},
                   {u"observedIp"_s, text(u"Where the request came from."_s)},
                   {u"peers"_s, QJsonObject{{u"type"_s, u"array"_s},
                                            {u"items"_s, object({{u"ip"_s, text(u"Address."_s)},
                                                                 {u"port"_s, number(u"TCP."_s)},
                                                                 {u"complete"_s, schemaOf(FieldType::Flag)}})}}}});
}

QJsonObject jsonBody(const QJsonObject &schema)
{
    return {{u"application/json"_s, QJsonObject{{u"schema"_s, schema}}}};
}

QJsonObject responses(const QString &what, const QJsonObject &content)
{
    return {{u"200"_s, QJsonObject{{u"description"_s, what}, {u"content"_s, content}}},
            {u"default"_s, QJsonObject{{u"description"_s, u"What was wrong."_s},
                                       {u"content"_s, jsonBody(object({{u"error"_s, text(u"For people."_s)}}))}}}};
}

QJsonObject servicePath(const ServiceInfo &service)
{
    QJsonObject properties;
    QJsonArray required;
    for (const ServiceField &field : service.fields) {
        QJsonObject schema = schemaOf(field.type);
        schema[u"description"_s] = QString(field.why);
        properties[field.name] = schema;
        if (field.required)
            required.append(QString(field.name));
    }
    QJsonObject body = object(properties);
    body[u"required"_s] = required;
    return {
        {u"post"_s, QJsonObject{{u"operationId"_s, QString(service.name)},
                                {u"summary"_s, QString(service.purpose)},
                                {u"requestBody"_s, QJsonObject{{u"required"_s, true}, {u"content"_s, jsonBody(body)}}},
                                {u"responses"_s, responses(u"The answer."_s, jsonBody(answerOf(service.name)))}}}};
}

QJsonObject getPath(const QString &id, const QString &summary, const QString &type)
{
    return {{u"get"_s, QJsonObject{{u"operationId"_s, id},
                                   {u"summary"_s, summary},
                                   {u"responses"_s, responses(summary, {{type, QJsonObject{}}})}}}};
}

/// A path for the admin alone.
QJsonObject adminPath(const QString &method, const QString &id, const QString &summary, const QJsonObject &answer,
                      const QJsonObject &more = {})
{
    QJsonObject operation{{u"operationId"_s, id},
                          {u"summary"_s, summary},
                          {u"security"_s, QJsonArray{QJsonObject{{u"admin"_s, QJsonArray{}}}}},
                          {u"responses"_s, responses(u"The answer."_s, jsonBody(answer))}};
    for (auto it = more.begin(); it != more.end(); ++it)
        operation.insert(it.key(), it.value());
    return {{method, operation}};
}

QJsonObject list(const QJsonObject &items)
{
    return {{u"type"_s, u"array"_s}, {u"items"_s, items}};
}

QJsonObject instancesPath()
{
    const QJsonObject body{
        {u"requestBody"_s,
         QJsonObject{{u"required"_s, true}, {u"content"_s, jsonBody(object({{u"array"_s, text(u"https URL."_s)}}))}}}};
    QJsonObject path = adminPath(u"put"_s, u"arrayLives"_s, u"An array instance lives, until its lease ends."_s,
                                 object({{u"lease"_s, number(u"Seconds."_s)}}), body);
    path[u"delete"_s] =
        adminPath(u"delete"_s, u"arrayEnds"_s, u"An array instance ends."_s, object({}), body)[u"delete"_s];
    return path;
}

QJsonObject peersPath()
{
    const QJsonObject peer = object({{u"content"_s, text(u"40 hex digits."_s)},
                                     {u"scope"_s, text(u"lan, group or internet."_s)},
                                     {u"ip"_s, text(u"Where its announce came from."_s)},
                                     {u"reportedIp"_s, text(u"Its private address."_s)},
                                     {u"port"_s, number(u"TCP."_s)},
                                     {u"complete"_s, schemaOf(FieldType::Flag)},
                                     {u"leaseSeconds"_s, number(u"Until it is forgotten."_s)}});
    const QJsonObject query{
        {u"parameters"_s, QJsonArray{QJsonObject{{u"name"_s, u"content"_s},
                                                 {u"in"_s, u"query"_s},
                                                 {u"description"_s, u"Of this content alone: 64 or 40 hex digits."_s},
                                                 {u"schema"_s, QJsonObject{{u"type"_s, u"string"_s}}}}}}};
    return adminPath(u"get"_s, u"listPeers"_s, u"Who is registered; at most 10,000."_s,
                     object({{u"peers"_s, list(peer)}, {u"registered"_s, number(u"All of them."_s)}}), query);
}

QJsonObject statsPath()
{
    QJsonObject counts;
    for (const auto &name :
         {u"peers"_s, u"sets"_s, u"contents"_s, u"connections"_s, u"requests"_s, u"refusedConnections"_s,
          u"evictedConnections"_s, u"timedOut"_s, u"throttled"_s, u"tooLarge"_s})
        counts[name] = QJsonObject{{u"type"_s, u"integer"_s}};
    counts[u"asked"_s] = object({});
    return adminPath(u"get"_s, u"stats"_s, u"What goes on, as numbers."_s, object(counts));
}

QJsonObject contentPath()
{
    const QJsonArray parameters{QJsonObject{{u"name"_s, u"contentId"_s},
                                            {u"in"_s, u"path"_s},
                                            {u"required"_s, true},
                                            {u"schema"_s, schemaOf(FieldType::ContentId)}}};
    const QJsonArray admin{QJsonObject{{u"admin"_s, QJsonArray{}}}};
    return {
        {u"parameters"_s, parameters},
        {u"put"_s, QJsonObject{{u"operationId"_s, u"publish"_s},
                               {u"summary"_s, u"Adds or replaces a content policy."_s},
                               {u"security"_s, admin},
                               {u"requestBody"_s,
                                QJsonObject{{u"required"_s, true},
                                            {u"content"_s, jsonBody({{u"$ref"_s, u"#/components/schemas/Policy"_s}})}}},
                               {u"responses"_s, responses(u"Stored."_s, jsonBody(object({})))}}},
        {u"delete"_s, QJsonObject{{u"operationId"_s, u"withdraw"_s},
                                  {u"summary"_s, u"Removes a content policy."_s},
                                  {u"security"_s, admin},
                                  {u"responses"_s, responses(u"Removed."_s, jsonBody(object({})))}}}};
}

QJsonObject metadataPath()
{
    QJsonObject path = contentPath();
    path.remove(u"delete"_s);
    path[u"put"_s] = QJsonObject{
        {u"operationId"_s, u"putMetadata"_s},
        {u"summary"_s, u"Stores the metadata of a content, whose info-hash must be the contentId."_s},
        {u"security"_s, QJsonArray{QJsonObject{{u"admin"_s, QJsonArray{}}}}},
        {u"requestBody"_s, QJsonObject{{u"required"_s, true},
                                       {u"content"_s, QJsonObject{{u"application/x-bittorrent"_s, QJsonObject{}}}}}},
        {u"responses"_s, responses(u"Stored."_s, jsonBody(object({})))}};
    return path;
}

} // namespace

QByteArray openApiDocument()
{
    QJsonObject paths;
    for (const ServiceInfo &service : serviceInfos())
        paths[u"/v1/"_s + service.name] = servicePath(service);
    paths[u"/v1/contents/{contentId}"_s] = contentPath();
    paths[u"/v1/contents/{contentId}/metadata"_s] = metadataPath();
    paths[u"/v1/admin/contents"_s] =
        adminPath(u"get"_s, u"listContents"_s, u"Every content policy."_s,
                  object({{u"contents"_s, list({{u"$ref"_s, u"#/components/schemas/Policy"_s}})}}));
    paths[u"/v1/admin/peers"_s] = peersPath();
    paths[u"/v1/admin/stats"_s] = statsPath();
    paths[u"/v1/admin/instances"_s] = instancesPath();
    paths[u"/announce"_s] = getPath(u"announce"_s, u"HTTP tracker (BEP 3, 7, 23)."_s, u"text/plain"_s);
    paths[u"/scrape"_s] = getPath(u"scrape"_s, u"Counts of contents (BEP 48)."_s, u"text/plain"_s);
    paths[u"/healthz"_s] = getPath(u"health"_s, u"Whether the services work."_s, u"application/json"_s);
    paths[u"/metrics"_s] = getPath(u"metrics"_s, u"Numbers for Prometheus."_s, u"text/plain"_s);
    const QJsonObject document{
        {u"openapi"_s, u"3.1.0"_s},
        {u"info"_s, QJsonObject{{u"title"_s, u"Freshet services"_s},
                                {u"version"_s, u"1"_s},
                                {u"license"_s, QJsonObject{{u"name"_s, u"GPL-3.0-or-later"_s}}}}},
        {u"paths"_s, paths},
        {u"components"_s,
         QJsonObject{{u"schemas"_s, QJsonObject{{u"Policy"_s, policySchema()}}},
                     {u"securitySchemes"_s,
                      QJsonObject{{u"admin"_s, QJsonObject{{u"type"_s, u"http"_s}, {u"scheme"_s, u"bearer"_s}}}}}}}};
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

} // namespace freshet
