// SPDX-License-Identifier: GPL-3.0-or-later
// What the services say of a job's content, and what becomes of the job when that cannot be believed.
#include "core/base/DisplayUrl.h"
#include "core/cloud/CloudClient.h"
#include "core/transfer/Transfer.h"

#include <QPointer>

#include <algorithm>

namespace freshet {

bool Transfer::shouldAskPolicy() const
{
    const DownloadMode mode = m_hub.options().mode;
    if (!m_options.cloud || !m_options.cloud->isSet() || m_policyAsked || mode == DownloadMode::Simple
        || mode == DownloadMode::Bypass)
        return false;
    const auto *plain = std::get_if<ContentUrl>(&m_request.subject);
    // What the user holds proves itself: nobody is asked about it.
    return plain ? plain->pieceHashFile.isEmpty() : std::holds_alternative<MetadataUrl>(m_request.subject);
}

void Transfer::askPolicy()
{
    m_policyAsked = true;
    m_policy.reset();
    m_policyReason = ModeReason::None;
    const auto *remote = std::get_if<MetadataUrl>(&m_request.subject);
    const QUrl url = remote ? remote->url : std::get<ContentUrl>(m_request.subject).url;
    m_options.cloud->lookUp(m_request.contentId, url,
                            [self = QPointer(this), attempt = m_openAttempt](const Result<ContentPolicy> &policy) {
                                if (self && self->m_state == JobState::Resolving && self->m_openAttempt == attempt)
                                    self->onPolicy(policy);
                            });
}

void Transfer::onPolicy(const Result<ContentPolicy> &policy)
{
    if (!policy) {
        const ErrorCode code = policy.error().code;
        m_policyAsked = code == ErrorCode::UnknownContent; // else the next attempt asks again
        m_policyReason = code == ErrorCode::UnknownContent  ? ModeReason::UnknownToServices
                         : code == ErrorCode::PolicyRefused ? ModeReason::PolicyRefused
                                                            : ModeReason::ServicesUnreachable;
        if (code == ErrorCode::PolicyRefused)
            m_trace.onPolicyNotUsed(policy.error());
        resolve();
        return;
    }
    m_policy = *policy;
    if (const auto *plain = std::get_if<ContentUrl>(&m_request.subject)) {
        if (m_options.cloud->isMetadataRefused(policy->contentId)) {
            m_policy.reset();
            m_policyReason = ModeReason::MetadataMismatch;
        } else {
            m_withoutPolicy = *plain;
            m_request.subject = MetadataUrl{policy->metadataUrl};
            m_request.contentId = policy->contentId;
        }
    } else if (!m_request.contentId) {
        m_request.contentId = policy->contentId;
    }
    resolve();
}

void Transfer::onMetadataFailed(const Error &error)
{
    if (m_withoutPolicy)
        leavePolicy(ModeReason::NoMetadata, error);
    else
        fail(error);
}

void Transfer::distrust(const Error &error)
{
    m_options.cloud->onMetadataRefused(m_policy->contentId);
    leavePolicy(ModeReason::MetadataMismatch, error);
}

void Transfer::leavePolicy(ModeReason reason, const Error &error)
{
    m_trace.onPolicyNotUsed(error);
    m_policyReason = reason;
    m_policy.reset();
    m_request.subject = *std::exchange(m_withoutPolicy, std::nullopt);
    m_request.contentId.reset();
    // Posted: the fetch that brought the metadata is the caller, and goes.
    QMetaObject::invokeMethod(
        this,
        [this, attempt = m_openAttempt] {
            if (m_openAttempt != attempt || m_state != JobState::Resolving)
                return;
            m_metadata.reset();
            resolve();
        },
        Qt::QueuedConnection);
}

void Transfer::applyPolicy(ResolvedContent &content) const
{
    // The sources that came over TLS before those of the metadata.
    std::vector<QUrl> sources = m_policy->sources;
    for (const QUrl &source : content.sources)
        if (!std::ranges::contains(sources, source))
            sources.push_back(source);
    content.sources = std::move(sources);
    if (content.modeReason == ModeReason::None && m_hub.options().wantsPeers()
        && !m_policy->mayPeer(m_hub.options().mode))
        content.modeReason = ModeReason::PeersNotAllowed;
}

} // namespace freshet
