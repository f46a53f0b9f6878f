// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>

namespace freshet {

/// Every way in which Freshet refuses or fails. A closed list: each code has one stable name
/// (`errorName`) that scripts may rely on, and one sentence in `ui/text`.
enum class ErrorCode {
    // What the user or the caller gave.
    InvalidArgument,
    EmptyContent, ///< a zero-byte file has no content metadata
    FileNotFound,
    FileUnreadable,
    NotARegularFile,
    FileChanged, ///< an input changed while it was read
    OutputExists,
    OutputUnwritable,
    OutputGone, ///< the directory of the destination is not what it was when the job was given
    UnknownSetting,
    SettingsCorrupt, ///< settings.json is not what this program writes; it is kept aside
    SettingsNewer,   ///< settings.json is of a newer version; it is kept aside

    // Content metadata (BEP 3, BEP 52): one code per rule.
    MetaTooLarge,
    MetaBencodeSyntax,
    MetaTooDeep,
    MetaTooManyTokens,
    MetaIntegerRange,
    MetaIntegerForm, ///< leading zero, "-0", empty
    MetaUnorderedKeys,
    MetaDuplicateKey,
    MetaTrailingBytes,
    MetaMissingKey,
    MetaWrongType,
    MetaVersion, ///< not BitTorrent v2
    MetaMultiFile,
    MetaPieceLength,
    MetaPieceCount,
    MetaLength,
    MetaEmptyContent,
    MetaNameEmpty,
    MetaNameTooLong,
    MetaNameEncoding,
    MetaNameSeparator,
    MetaNameDots,
    MetaNameReserved,
    MetaNameControl,
    MetaNameDirection, ///< bidirectional or invisible formatting characters
    MetaNameMismatch,  ///< the v1 name and the file-tree name differ
    MetaAttribute,     ///< symlink, executable, hidden, padding (BEP 47)
    MetaRootMissing,
    MetaRootZero,
    MetaRootSize,
    MetaLayerMissing,
    MetaLayerSize,
    MetaLayerRoot, ///< the piece layer does not prove up to the pieces root
    MetaLayerUnexpected,
    MetaV1Pieces,
    MetaV1Length,
    MetaUrl,
    PhfSyntax,
    PhfVersion,
    PhfGeometry,
    PhfPieces,
    PhfHashOfHashes,

    // Proof.
    ContentIdMismatch, ///< metadata is of another content than was authorised
    PieceMismatch,
    DigestMismatch,
    SizeMismatch,
    PolicyRefused, ///< what the services say of a content breaks a rule: signature, publisher, version, expiry

    // Network.
    UrlRefused, ///< scheme, credentials or form that the URL policy refuses
    NameResolution,
    ConnectFailed,
    TlsFailed,
    TlsCertificate,
    Timeout,
    NoProgress, ///< bytes came slower than the minimum-progress deadline allows
    ConnectionLost,
    HttpStatus,
    HttpNotFound,
    HttpForbidden, ///< 401, 403, 410: typically an expired signed URL
    HttpThrottled, ///< 429, 503
    RangeIgnored,
    RangeWrong,
    SourceChanged,  ///< validator or size changed mid-way
    SourceMismatch, ///< the source serves other bytes than the metadata says
    CaptivePortal,
    Redirect,
    ProxyAuth,
    ProxyFailed,
    ResponseTooLarge,
    TrackerRefused, ///< a tracker answered with a failure reason
    TrackerAnswer,  ///< what answered does not answer like a tracker
    NoSource,       ///< every source is exhausted
    PeerProtocol,   ///< a peer broke a rule of the peer protocol
    PeerRefused,    ///< a peer that we do not take: ourselves, connected already, too many at once

    // Disk.
    CacheBusy,
    CacheForeign, ///< owner, mode or kind of the cache directory is not acceptable
    CacheUnusable,
    StoreGone, ///< the cache directory vanished or was replaced under us
    DiskFull,
    DiskReadOnly,
    DiskIo,
    LedgerCorrupt,
    LedgerNewer, ///< made by a newer version
    LedgerBusy,
    OutOfResources, ///< no descriptor or memory left for it at the moment

    // Life.
    Cancelled,
    Interrupted,
    UnknownJob,
    AmbiguousJob,  ///< more than one job is meant by the words given
    WrongJobState, ///< e.g. pausing a job that has ended
    TooManyJobs,
    UnknownContent,   ///< not in the cache
    AmbiguousContent, ///< more than one content is meant by the words given
    ContentInUse,     ///< a job works on it, or will
    ContentPinned,
    EngineNotRunning,
    EngineLost, ///< a running engine went away, or does not answer as it should
    Internal,
};

/// Stable upper-case name, e.g. "EMPTY_CONTENT".
QString errorName(ErrorCode code);

/// What the user still has after an error.
enum class Kept {
    Nothing,        ///< there was nothing to keep
    InputUntouched, ///< the files that were given were only read
    VerifiedPieces, ///< verified pieces stay in the cache
    WholeContent,   ///< the complete content stays in the cache
};

/// What happens next, or what the user has to do for something to happen.
enum class NextStep {
    CorrectInput,    ///< correct what was given and run again
    RunAgain,        ///< running the same command resumes
    RetryJob,        ///< set right what the error names, then let the engine try the job again
    RetryLater,      ///< retried automatically, see Error::retryAfter
    NextSource,      ///< another source is asked
    FreeSpace,       ///< free disk space, then run again
    FixPermissions,  ///< change owner or mode, then run again
    StartEngine,     ///< start an engine for this cache directory
    EngineGoesOn,    ///< nothing: a running engine goes on with the job
    CloseOther,      ///< end the other process or choose another cache directory
    FixClockOrTrust, ///< check the clock and the trusted certificates
    SignIn,          ///< sign in to the network or the proxy
    AskPublisher,    ///< the publisher has to correct the metadata or the source
    Upgrade,         ///< install a newer Freshet
    ReportBug,
};

/// One failure as a value: what was attempted on what, why it failed, what is kept, what comes next.
/// Holds facts, no sentences for users: those are made in `ui/text`. Never holds a secret: URLs
/// enter through `displayUrl` (core/base/DisplayUrl.h).
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString operation{}; ///< lower-case verb phrase in English, e.g. "write piece"
    QString object{};    ///< path, redacted URL or key the operation was about
    QString detail{};    ///< the system's or the peer's own words; may be empty
    Kept kept = Kept::Nothing;
    NextStep next = NextStep::CorrectInput;
    std::optional<std::chrono::seconds> retryAfter{};
    std::optional<std::uint64_t> bytesNeeded{}; ///< free space that it takes, with DiskFull
};

template <typename T>
using Result = std::expected<T, Error>;

/// Disk errors by errno: ENOSPC/EDQUOT → DiskFull, EROFS → DiskReadOnly, ENOENT → FileNotFound,
/// EACCES/EPERM → OutputUnwritable (writing) or FileUnreadable (reading), EMFILE/ENFILE/ENOMEM → OutOfResources, else DiskIo. `next` is set to match.
Error errorFromErrno(int number, const QString &operation, const QString &object, Kept kept, bool writing = true);

} // namespace freshet
