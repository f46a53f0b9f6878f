// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"

#include "core/base/UpdateError.h"

#include <cerrno>
#include <cstring>

namespace freshet {

QString errorName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return QStringLiteral("INVALID_ARGUMENT");
    case ErrorCode::EmptyContent:
        return QStringLiteral("EMPTY_CONTENT");
    case ErrorCode::FileNotFound:
        return QStringLiteral("FILE_NOT_FOUND");
    case ErrorCode::FileUnreadable:
        return QStringLiteral("FILE_UNREADABLE");
    case ErrorCode::NotARegularFile:
        return QStringLiteral("NOT_A_REGULAR_FILE");
    case ErrorCode::FileChanged:
        return QStringLiteral("FILE_CHANGED");
    case ErrorCode::OutputExists:
        return QStringLiteral("OUTPUT_EXISTS");
    case ErrorCode::OutputUnwritable:
        return QStringLiteral("OUTPUT_UNWRITABLE");
    case ErrorCode::OutputGone:
        return QStringLiteral("OUTPUT_GONE");
    case ErrorCode::UnknownSetting:
        return QStringLiteral("UNKNOWN_SETTING");
    case ErrorCode::SettingsCorrupt:
        return QStringLiteral("SETTINGS_CORRUPT");
    case ErrorCode::SettingsNewer:
        return QStringLiteral("SETTINGS_NEWER");
    case ErrorCode::MetaTooLarge:
        return QStringLiteral("META_TOO_LARGE");
    case ErrorCode::MetaBencodeSyntax:
        return QStringLiteral("META_BENCODE_SYNTAX");
    case ErrorCode::MetaTooDeep:
        return QStringLiteral("META_TOO_DEEP");
    case ErrorCode::MetaTooManyTokens:
        return QStringLiteral("META_TOO_MANY_TOKENS");
    case ErrorCode::MetaIntegerRange:
        return QStringLiteral("META_INTEGER_RANGE");
    case ErrorCode::MetaIntegerForm:
        return QStringLiteral("META_INTEGER_FORM");
    case ErrorCode::MetaUnorderedKeys:
        return QStringLiteral("META_UNORDERED_KEYS");
    case ErrorCode::MetaDuplicateKey:
        return QStringLiteral("META_DUPLICATE_KEY");
    case ErrorCode::MetaTrailingBytes:
        return QStringLiteral("META_TRAILING_BYTES");
    case ErrorCode::MetaMissingKey:
        return QStringLiteral("META_MISSING_KEY");
    case ErrorCode::MetaWrongType:
        return QStringLiteral("META_WRONG_TYPE");
    case ErrorCode::MetaVersion:
        return QStringLiteral("META_VERSION");
    case ErrorCode::MetaMultiFile:
        return QStringLiteral("META_MULTI_FILE");
    case ErrorCode::MetaPieceLength:
        return QStringLiteral("META_PIECE_LENGTH");
    case ErrorCode::MetaPieceCount:
        return QStringLiteral("META_PIECE_COUNT");
    case ErrorCode::MetaLength:
        return QStringLiteral("META_LENGTH");
    case ErrorCode::MetaEmptyContent:
        return QStringLiteral("META_EMPTY_CONTENT");
    case ErrorCode::MetaNameEmpty:
        return QStringLiteral("META_NAME_EMPTY");
    case ErrorCode::MetaNameTooLong:
        return QStringLiteral("META_NAME_TOO_LONG");
    case ErrorCode::MetaNameEncoding:
        return QStringLiteral("META_NAME_ENCODING");
    case ErrorCode::MetaNameSeparator:
        return QStringLiteral("META_NAME_SEPARATOR");
    case ErrorCode::MetaNameDots:
        return QStringLiteral("META_NAME_DOTS");
    case ErrorCode::MetaNameReserved:
        return QStringLiteral("META_NAME_RESERVED");
    case ErrorCode::MetaNameControl:
        return QStringLiteral("META_NAME_CONTROL");
    case ErrorCode::MetaNameDirection:
        return QStringLiteral("META_NAME_DIRECTION");
    case ErrorCode::MetaNameMismatch:
        return QStringLiteral("META_NAME_MISMATCH");
    case ErrorCode::MetaAttribute:
        return QStringLiteral("META_ATTRIBUTE");
    case ErrorCode::MetaRootMissing:
        return QStringLiteral("META_ROOT_MISSING");
    case ErrorCode::MetaRootZero:
        return QStringLiteral("META_ROOT_ZERO");
    case ErrorCode::MetaRootSize:
        return QStringLiteral("META_ROOT_SIZE");
    case ErrorCode::MetaLayerMissing:
        return QStringLiteral("META_LAYER_MISSING");
    case ErrorCode::MetaLayerSize:
        return QStringLiteral("META_LAYER_SIZE");
    case ErrorCode::MetaLayerRoot:
        return QStringLiteral("META_LAYER_ROOT");
    case ErrorCode::MetaLayerUnexpected:
        return QStringLiteral("META_LAYER_UNEXPECTED");
    case ErrorCode::MetaV1Pieces:
        return QStringLiteral("META_V1_PIECES");
    case ErrorCode::MetaV1Length:
        return QStringLiteral("META_V1_LENGTH");
    case ErrorCode::MetaUrl:
        return QStringLiteral("META_URL");
    case ErrorCode::PhfSyntax:
        return QStringLiteral("PHF_SYNTAX");
    case ErrorCode::PhfVersion:
        return QStringLiteral("PHF_VERSION");
    case ErrorCode::PhfGeometry:
        return QStringLiteral("PHF_GEOMETRY");
    case ErrorCode::PhfPieces:
        return QStringLiteral("PHF_PIECES");
    case ErrorCode::PhfHashOfHashes:
        return QStringLiteral("PHF_HASH_OF_HASHES");
    case ErrorCode::ContentIdMismatch:
        return QStringLiteral("CONTENT_ID_MISMATCH");
    case ErrorCode::PieceMismatch:
        return QStringLiteral("PIECE_MISMATCH");
    case ErrorCode::DigestMismatch:
        return QStringLiteral("DIGEST_MISMATCH");
    case ErrorCode::SizeMismatch:
        return QStringLiteral("SIZE_MISMATCH");
    case ErrorCode::PolicyRefused:
        return QStringLiteral("POLICY_REFUSED");
    case ErrorCode::UrlRefused:
        return QStringLiteral("URL_REFUSED");
    case ErrorCode::NameResolution:
        return QStringLiteral("NAME_RESOLUTION");
    case ErrorCode::ConnectFailed:
        return QStringLiteral("CONNECT_FAILED");
    case ErrorCode::TlsFailed:
        return QStringLiteral("TLS_FAILED");
    case ErrorCode::TlsCertificate:
        return QStringLiteral("TLS_CERTIFICATE");
    case ErrorCode::Timeout:
        return QStringLiteral("TIMEOUT");
    case ErrorCode::NoProgress:
        return QStringLiteral("NO_PROGRESS");
    case ErrorCode::ConnectionLost:
        return QStringLiteral("CONNECTION_LOST");
    case ErrorCode::HttpStatus:
        return QStringLiteral("HTTP_STATUS");
    case ErrorCode::HttpNotFound:
        return QStringLiteral("HTTP_NOT_FOUND");
    case ErrorCode::HttpForbidden:
        return QStringLiteral("HTTP_FORBIDDEN");
    case ErrorCode::HttpThrottled:
        return QStringLiteral("HTTP_THROTTLED");
    case ErrorCode::RangeIgnored:
        return QStringLiteral("RANGE_IGNORED");
    case ErrorCode::RangeWrong:
        return QStringLiteral("RANGE_WRONG");
    case ErrorCode::SourceChanged:
        return QStringLiteral("SOURCE_CHANGED");
    case ErrorCode::SourceMismatch:
        return QStringLiteral("SOURCE_MISMATCH");
    case ErrorCode::CaptivePortal:
        return QStringLiteral("CAPTIVE_PORTAL");
    case ErrorCode::Redirect:
        return QStringLiteral("REDIRECT");
    case ErrorCode::ProxyAuth:
        return QStringLiteral("PROXY_AUTH");
    case ErrorCode::ProxyFailed:
        return QStringLiteral("PROXY_FAILED");
    case ErrorCode::TrackerRefused:
        return QStringLiteral("TRACKER_REFUSED");
    case ErrorCode::TrackerAnswer:
        return QStringLiteral("TRACKER_ANSWER");
    case ErrorCode::ResponseTooLarge:
        return QStringLiteral("RESPONSE_TOO_LARGE");
    case ErrorCode::NoSource:
        return QStringLiteral("NO_SOURCE");
    case ErrorCode::PeerProtocol:
        return QStringLiteral("PEER_PROTOCOL");
    case ErrorCode::PeerRefused:
        return QStringLiteral("PEER_REFUSED");
    case ErrorCode::CacheBusy:
        return QStringLiteral("CACHE_BUSY");
    case ErrorCode::CacheForeign:
        return QStringLiteral("CACHE_FOREIGN");
    case ErrorCode::CacheUnusable:
        return QStringLiteral("CACHE_UNUSABLE");
    case ErrorCode::StoreGone:
        return QStringLiteral("STORE_GONE");
    case ErrorCode::DiskFull:
        return QStringLiteral("DISK_FULL");
    case ErrorCode::DiskReadOnly:
        return QStringLiteral("DISK_READ_ONLY");
    case ErrorCode::DiskIo:
        return QStringLiteral("DISK_IO");
    case ErrorCode::LedgerCorrupt:
        return QStringLiteral("LEDGER_CORRUPT");
    case ErrorCode::LedgerNewer:
        return QStringLiteral("LEDGER_NEWER");
    case ErrorCode::LedgerBusy:
        return QStringLiteral("LEDGER_BUSY");
    case ErrorCode::OutOfResources:
        return QStringLiteral("OUT_OF_RESOURCES");
    case ErrorCode::Cancelled:
        return QStringLiteral("CANCELLED");
    case ErrorCode::Interrupted:
        return QStringLiteral("INTERRUPTED");
    case ErrorCode::UnknownJob:
        return QStringLiteral("UNKNOWN_JOB");
    case ErrorCode::AmbiguousJob:
        return QStringLiteral("AMBIGUOUS_JOB");
    case ErrorCode::WrongJobState:
        return QStringLiteral("WRONG_JOB_STATE");
    case ErrorCode::TooManyJobs:
        return QStringLiteral("TOO_MANY_JOBS");
    case ErrorCode::UnknownContent:
        return QStringLiteral("UNKNOWN_CONTENT");
    case ErrorCode::AmbiguousContent:
        return QStringLiteral("AMBIGUOUS_CONTENT");
    case ErrorCode::ContentInUse:
        return QStringLiteral("CONTENT_IN_USE");
    case ErrorCode::ContentPinned:
        return QStringLiteral("CONTENT_PINNED");
    case ErrorCode::EngineNotRunning:
        return QStringLiteral("ENGINE_NOT_RUNNING");
    case ErrorCode::EngineLost:
        return QStringLiteral("ENGINE_LOST");
    case ErrorCode::Internal:
        return QStringLiteral("INTERNAL");
    }
    const QString name = updateErrorName(code);
    return name.isEmpty() ? QStringLiteral("INTERNAL") : name;
}

Error errorFromErrno(int number, const QString &operation, const QString &object, Kept kept, bool writing)
{
    Error e{.operation = operation,
            .object = object,
            .detail = QString::fromLocal8Bit(std::strerror(number)),
            .kept = kept};
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        e.code = ErrorCode::DiskFull;
        e.next = NextStep::FreeSpace;
        break;
    case EROFS:
        e.code = ErrorCode::DiskReadOnly;
        e.next = NextStep::FixPermissions;
        break;
    case ENOENT:
    case ENOTDIR:
        e.code = ErrorCode::FileNotFound;
        e.next = NextStep::CorrectInput;
        break;
    case EACCES:
    case EPERM:
        e.code = writing ? ErrorCode::OutputUnwritable : ErrorCode::FileUnreadable;
        e.next = NextStep::FixPermissions;
        break;
    case EMFILE:
    case ENFILE:
    case ENOMEM:
        e.code = ErrorCode::OutOfResources;
        e.next = NextStep::RetryLater;
        break;
    default:
        e.code = ErrorCode::DiskIo;
        e.next = NextStep::RunAgain;
        break;
    }
    return e;
}

} // namespace freshet
