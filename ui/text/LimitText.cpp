// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/LimitText.h"

#include <QCoreApplication>

namespace freshet::text {

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

} // namespace

QString limitedBy(Limit limit)
{
    switch (limit) {
    case Limit::None:
        return {};
    case Limit::Job:
        return tr("Held back by its own limit.");
    case Limit::Download:
        return tr("Held back by the limit for all downloads.");
    case Limit::Foreground:
        return tr("Held back by the limit for foreground downloads.");
    case Limit::Background:
        return tr("Held back by the limit for background downloads.");
    case Limit::ForegroundFirst:
        return tr("Held back because foreground downloads use up the limit for all.");
    case Limit::Upload:
        return tr("Held back by the upload limit.");
    case Limit::UploadGroup:
        return tr("Held back by the upload limit for the group.");
    case Limit::UploadInternet:
        return tr("Held back by the upload limit for the internet.");
    }
    return {};
}

QString limitLabel(Limit limit)
{
    switch (limit) {
    case Limit::None:
    case Limit::Job:
    case Limit::ForegroundFirst:
        break;
    case Limit::Download:
        return tr("Download limit");
    case Limit::Foreground:
        return tr("Foreground limit");
    case Limit::Background:
        return tr("Background limit");
    case Limit::Upload:
        return tr("Upload limit");
    case Limit::UploadGroup:
        return tr("Upload limit, group");
    case Limit::UploadInternet:
        return tr("Upload limit, internet");
    }
    return {};
}

} // namespace freshet::text
