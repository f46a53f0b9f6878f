// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/ErrorText.h"

#include "core/base/UpdateError.h"
#include "ui/text/Amounts.h"

#include <QCoreApplication>

namespace freshet::text {

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

/// Remote and system words on one line, without control characters, at most 300 characters.
QString plain(const QString &text)
{
    QString clean;
    for (const QChar c : text.left(300))
        clean += c.isPrint() ? c : QLatin1Char(' ');
    return clean.simplified();
}

/// Sentences of UpdateError, in its order.
QString updateSentence(ErrorCode code)
{
    if (code == UpdateError::DeltaFormat)
        return tr("The update pack is not well-formed.");
    if (code == UpdateError::DeltaCorrupt)
        return tr("The update pack is damaged.");
    if (code == UpdateError::DeltaTooLarge)
        return tr("The update pack asks for more than it may.");
    if (code == UpdateError::DeltaWrongBase)
        return tr("The update pack is for another state of the installed files.");
    if (code == UpdateError::TreePath)
        return tr("A path in the release is not acceptable.");
    if (code == UpdateError::TreeModified)
        return tr("Installed files were changed by somebody else.");
    if (code == UpdateError::TreeUnknown)
        return tr("It is not known what is installed there.");
    if (code == UpdateError::UpdateUnfinished)
        return tr("Another update of the same files is at work.");
    if (code == UpdateError::ManifestSyntax)
        return tr("The update manifest is not well-formed.");
    if (code == UpdateError::ManifestSignature)
        return tr("The update manifest is not signed with the publisher's key.");
    if (code == UpdateError::ManifestOlder)
        return tr("The update is older than what was seen here before.");
    if (code == UpdateError::ManifestExpired)
        return tr("The update manifest has expired.");
    if (code == UpdateError::NoRoute)
        return tr("No update leads there from what is installed.");
    if (code == UpdateError::HealthCheck)
        return tr("The new version failed its health check; the old one is back.");
    if (code == UpdateError::ArchiveForm)
        return tr("The package cannot be opened as a release.");
    return {};
}

bool speaksOfWindow = false;

/// Empty: the same as in a terminal.
QString nextInWindow(NextStep step)
{
    switch (step) {
    case NextStep::CorrectInput:
        return tr("Correct what was given and try again.");
    case NextStep::RunAgain:
        return tr("Try again; it goes on where it stopped.");
    case NextStep::RetryJob:
        return tr("Set that right and try again, or download it again to another place.");
    case NextStep::FreeSpace:
        return tr("Free some disk space and try again; it goes on where it stopped.");
    case NextStep::FixPermissions:
        return tr("Correct the owner or the permissions, then try again.");
    case NextStep::CloseOther:
        return tr("End the other program, then try again.");
    case NextStep::StartEngine:
        return tr("Start Freshet again.");
    case NextStep::EngineGoesOn:
        return tr("It goes on by itself; “Cancel” ends it.");
    case NextStep::SignIn:
        return tr("Sign in to the network or the proxy, then try again.");
    case NextStep::Upgrade:
        return tr("Install the newer Freshet, or start it with another directory for the cache.");
    case NextStep::ReportBug:
        return tr("Please report this with what was done before; the page “Log” saves what helps.");
    case NextStep::RetryLater:
    case NextStep::NextSource:
    case NextStep::FixClockOrTrust:
    case NextStep::AskPublisher:
        break;
    }
    return {};
}

} // namespace

QString sentence(ErrorCode code)
{
    if (const QString text = updateSentence(code); !text.isEmpty())
        return text;
    switch (code) {
    case ErrorCode::InvalidArgument:
        return tr("The argument is not valid.");
    case ErrorCode::EmptyContent:
        return tr("The file is empty; an empty file has no content metadata.");
    case ErrorCode::FileNotFound:
        return tr("There is no such file or directory.");
    case ErrorCode::FileUnreadable:
        return tr("The file cannot be read.");
    case ErrorCode::NotARegularFile:
        return tr("This is not a regular file.");
    case ErrorCode::FileChanged:
        return tr("The file changed while it was read.");
    case ErrorCode::OutputExists:
        return tr("The output exists already.");
    case ErrorCode::OutputUnwritable:
        return tr("The output cannot be written.");
    case ErrorCode::OutputGone:
        return tr("The directory of the output is not what it was when the job was given.");
    case ErrorCode::UnknownSetting:
        return tr("There is no such setting.");
    case ErrorCode::SettingsCorrupt:
        return tr("The settings file cannot be understood; it is kept aside, and the defaults apply.");
    case ErrorCode::SettingsNewer:
        return tr("The settings file was written by a newer version; it is kept aside, and the defaults apply.");
    case ErrorCode::MetaTooLarge:
        return tr("The content metadata is larger than Freshet accepts.");
    case ErrorCode::MetaBencodeSyntax:
        return tr("The content metadata is not well-formed bencoding.");
    case ErrorCode::MetaTooDeep:
        return tr("The content metadata is nested too deeply.");
    case ErrorCode::MetaTooManyTokens:
        return tr("The content metadata has too many elements.");
    case ErrorCode::MetaIntegerRange:
        return tr("An integer in the content metadata is out of range.");
    case ErrorCode::MetaIntegerForm:
        return tr("An integer in the content metadata is not in its shortest form.");
    case ErrorCode::MetaUnorderedKeys:
        return tr("The keys of a dictionary in the content metadata are not in order.");
    case ErrorCode::MetaDuplicateKey:
        return tr("A key occurs twice in the content metadata.");
    case ErrorCode::MetaTrailingBytes:
        return tr("Bytes follow after the end of the content metadata.");
    case ErrorCode::MetaMissingKey:
        return tr("A required key is missing in the content metadata.");
    case ErrorCode::MetaWrongType:
        return tr("A value in the content metadata is of the wrong type.");
    case ErrorCode::MetaVersion:
        return tr("The content metadata is not of BitTorrent version 2.");
    case ErrorCode::MetaMultiFile:
        return tr("The content metadata describes several files; a content is one file.");
    case ErrorCode::MetaPieceLength:
        return tr("The piece length is not a power of two from 16 KiB to 64 MiB.");
    case ErrorCode::MetaPieceCount:
        return tr("The content has more pieces than Freshet accepts.");
    case ErrorCode::MetaLength:
        return tr("The length in the content metadata is not valid.");
    case ErrorCode::MetaEmptyContent:
        return tr("The content metadata describes an empty file.");
    case ErrorCode::MetaNameEmpty:
        return tr("The name in the content metadata is empty.");
    case ErrorCode::MetaNameTooLong:
        return tr("The name in the content metadata is too long.");
    case ErrorCode::MetaNameEncoding:
        return tr("The name in the content metadata is not valid UTF-8.");
    case ErrorCode::MetaNameSeparator:
        return tr("The name in the content metadata contains a path separator.");
    case ErrorCode::MetaNameDots:
        return tr("The name in the content metadata is made of dots, or ends in a dot or a space.");
    case ErrorCode::MetaNameReserved:
        return tr("The name in the content metadata is reserved by an operating system.");
    case ErrorCode::MetaNameControl:
        return tr(
            "The name in the content metadata contains a control character or one that file names must not have.");
    case ErrorCode::MetaNameDirection:
        return tr("The name in the content metadata contains invisible or direction-changing characters.");
    case ErrorCode::MetaNameMismatch:
        return tr("The names in the content metadata disagree.");
    case ErrorCode::MetaAttribute:
        return tr("The content metadata asks for a file attribute that Freshet does not support.");
    case ErrorCode::MetaRootMissing:
        return tr("The pieces root is missing in the content metadata.");
    case ErrorCode::MetaRootZero:
        return tr("The pieces root in the content metadata is all zero.");
    case ErrorCode::MetaRootSize:
        return tr("The pieces root in the content metadata is not 32 bytes long.");
    case ErrorCode::MetaLayerMissing:
        return tr("The piece layer is missing in the content metadata.");
    case ErrorCode::MetaLayerSize:
        return tr("The piece layer in the content metadata has the wrong size.");
    case ErrorCode::MetaLayerRoot:
        return tr("The piece layer in the content metadata does not prove up to the pieces root.");
    case ErrorCode::MetaLayerUnexpected:
        return tr("The content metadata has a piece layer that belongs to no file.");
    case ErrorCode::MetaV1Pieces:
        return tr("The version 1 piece hashes in the content metadata have the wrong size.");
    case ErrorCode::MetaV1Length:
        return tr("The version 1 length in the content metadata differs from the version 2 length.");
    case ErrorCode::MetaUrl:
        return tr("A source in the content metadata is not an acceptable http or https URL.");
    case ErrorCode::PhfSyntax:
        return tr("The piece hash file is not the expected JSON.");
    case ErrorCode::PhfVersion:
        return tr("The piece hash file is of an unknown version.");
    case ErrorCode::PhfGeometry:
        return tr("The sizes in the piece hash file are not valid.");
    case ErrorCode::PhfPieces:
        return tr("The piece list of the piece hash file has the wrong size or form.");
    case ErrorCode::PhfHashOfHashes:
        return tr("The piece hash file does not match its own hash of hashes.");
    case ErrorCode::ContentIdMismatch:
        return tr("The content metadata is of another content than the ContentId that was given.");
    case ErrorCode::PieceMismatch:
        return tr("A piece is not what the content metadata says.");
    case ErrorCode::DigestMismatch:
        return tr("The SHA-256 of the whole content is not the one that was given.");
    case ErrorCode::SizeMismatch:
        return tr("The size is not what the content metadata says.");
    case ErrorCode::PolicyRefused:
        return tr("What the services say of the content cannot be trusted.");
    case ErrorCode::UrlRefused:
        return tr("The URL is refused: only plain http and https URLs are accepted.");
    case ErrorCode::NameResolution:
        return tr("The host name could not be resolved.");
    case ErrorCode::ConnectFailed:
        return tr("The connection could not be made.");
    case ErrorCode::TlsFailed:
        return tr("The secure connection could not be made.");
    case ErrorCode::TlsCertificate:
        return tr("The server's certificate is not trusted.");
    case ErrorCode::Timeout:
        return tr("The server did not answer in time.");
    case ErrorCode::NoProgress:
        return tr("The server sends too slowly to make progress.");
    case ErrorCode::ConnectionLost:
        return tr("The connection ended early.");
    case ErrorCode::HttpStatus:
        return tr("The server answered with an error.");
    case ErrorCode::HttpNotFound:
        return tr("The server does not have this file.");
    case ErrorCode::HttpForbidden:
        return tr("The server refuses access; a signed URL may have expired.");
    case ErrorCode::HttpThrottled:
        return tr("The server asks to come back later.");
    case ErrorCode::RangeIgnored:
        return tr("The server ignores byte ranges.");
    case ErrorCode::RangeWrong:
        return tr("The server sent another byte range than was asked for.");
    case ErrorCode::SourceChanged:
        return tr("The file on the server changed meanwhile.");
    case ErrorCode::SourceMismatch:
        return tr("The server has another file than the content metadata describes.");
    case ErrorCode::CaptivePortal:
        return tr("The network answers with a sign-in page instead of the file.");
    case ErrorCode::Redirect:
        return tr("The server redirects in a way that Freshet does not follow.");
    case ErrorCode::ProxyAuth:
        return tr("The proxy asks for credentials.");
    case ErrorCode::ProxyFailed:
        return tr("The proxy could not make the connection.");
    case ErrorCode::TrackerRefused:
        return tr("The tracker refused the request.");
    case ErrorCode::TrackerAnswer:
        return tr("The tracker's answer makes no sense.");
    case ErrorCode::ResponseTooLarge:
        return tr("The answer is larger than announced or allowed.");
    case ErrorCode::NoSource:
        return tr("No source can be asked for this content.");
    case ErrorCode::PeerProtocol:
        return tr("The peer does not keep to the protocol.");
    case ErrorCode::PeerRefused:
        return tr("The peer was not taken.");
    case ErrorCode::CacheBusy:
        return tr("Another process owns the cache directory.");
    case ErrorCode::CacheForeign:
        return tr("The cache directory is not private to this user.");
    case ErrorCode::CacheUnusable:
        return tr("The cache directory cannot be used.");
    case ErrorCode::StoreGone:
        return tr("The cache directory vanished.");
    case ErrorCode::DiskFull:
        return tr("The disk is full.");
    case ErrorCode::DiskReadOnly:
        return tr("The disk is read-only.");
    case ErrorCode::DiskIo:
        return tr("The disk reported an error.");
    case ErrorCode::LedgerCorrupt:
        return tr("The ledger was damaged.");
    case ErrorCode::LedgerNewer:
        return tr("The ledger was made by a newer Freshet.");
    case ErrorCode::LedgerBusy:
        return tr("The ledger is locked by another program.");
    case ErrorCode::OutOfResources:
        return tr("The system has no file descriptor or memory left for it at the moment.");
    case ErrorCode::Cancelled:
        return tr("Cancelled.");
    case ErrorCode::Interrupted:
        return tr("Interrupted.");
    case ErrorCode::UnknownJob:
        return tr("There is no such job.");
    case ErrorCode::AmbiguousJob:
        return tr("More than one job fits.");
    case ErrorCode::WrongJobState:
        return tr("This cannot be done with the job as it is now.");
    case ErrorCode::TooManyJobs:
        return tr("The engine has as many jobs as it takes.");
    case ErrorCode::UnknownContent:
        return tr("There is no such content in the cache.");
    case ErrorCode::AmbiguousContent:
        return tr("More than one content of the cache fits.");
    case ErrorCode::ContentInUse:
        return tr("A job works on this content, or is going to.");
    case ErrorCode::ContentPinned:
        return tr("The content is pinned.");
    case ErrorCode::EngineNotRunning:
        return tr("No engine runs for this cache directory.");
    case ErrorCode::EngineLost:
        return tr("The running engine does not answer as it should.");
    case ErrorCode::Internal:
        return tr("Freshet has a defect.");
    }
    return {};
}

QString kept(Kept kept)
{
    switch (kept) {
    case Kept::Nothing:
        return {};
    case Kept::InputUntouched:
        return tr("The files that were given are unchanged.");
    case Kept::VerifiedPieces:
        return tr("Everything received and stored so far stays in the cache.");
    case Kept::WholeContent:
        return tr("The complete content stays in the cache.");
    }
    return {};
}

void setWindowed(bool windowed)
{
    speaksOfWindow = windowed;
}

bool isWindowed()
{
    return speaksOfWindow;
}

QString next(const Error &error)
{
    if (QString text = speaksOfWindow ? nextInWindow(error.next) : QString(); !text.isEmpty())
        return text;
    switch (error.next) {
    case NextStep::CorrectInput:
        return tr("Correct what was given and run the command again.");
    case NextStep::RunAgain:
        return tr("Run the same command again; it goes on where it stopped.");
    case NextStep::RetryJob:
        return tr(
            "Set that right and let the engine go on with \"freshetctl retry\" and the job's number, or download it "
            "again to another place.");
    case NextStep::RetryLater:
        return error.retryAfter ? tr("It is tried again in %1.").arg(duration(*error.retryAfter))
                                : tr("Try again later.");
    case NextStep::NextSource:
        return tr("Give another source, or try again later.");
    case NextStep::FreeSpace:
        return tr("Free some disk space and run the command again; it goes on where it stopped.");
    case NextStep::FixPermissions:
        return tr("Correct the owner or the permissions, then run the command again.");
    case NextStep::CloseOther:
        return tr("End the other process, or choose another directory with --cache-dir.");
    case NextStep::StartEngine:
        return tr("Start one with \"freshetctl engine run\", or name its directory with --cache-dir.");
    case NextStep::EngineGoesOn:
        return tr("The running engine goes on with it; \"freshetctl cancel\" with the job's number ends it.");
    case NextStep::FixClockOrTrust:
        return tr("Check the clock and the trusted certificates of this machine.");
    case NextStep::SignIn:
        return tr("Sign in to the network or the proxy, then run the command again.");
    case NextStep::AskPublisher:
        return tr("Ask the publisher for correct content metadata or a correct source.");
    case NextStep::Upgrade:
        return tr("Install the newer Freshet, or choose another directory with --cache-dir.");
    case NextStep::ReportBug:
        return tr("Please report this with the command that was used.");
    }
    return {};
}

QString describe(const Error &error)
{
    QString text = QStringLiteral("%1: %2").arg(errorName(error.code), sentence(error.code));
    QString where = error.operation;
    if (!error.object.isEmpty())
        where += QStringLiteral(", ") + plain(error.object);
    if (!error.detail.isEmpty())
        where += QStringLiteral(" (%1)").arg(plain(error.detail));
    if (!where.isEmpty())
        text += QStringLiteral("\n  ") + tr("while: %1").arg(where);
    if (const QString k = kept(error.kept); !k.isEmpty())
        text += QStringLiteral("\n  ") + tr("kept: %1").arg(k);
    text += QStringLiteral("\n  ") + tr("next: %1").arg(next(error));
    return text;
}

} // namespace freshet::text
