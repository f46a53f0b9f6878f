// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

namespace freshet {

/// The codes of updates: further values of ErrorCode, numbered apart from its own list, which jobs report over the control socket.
/// Each has its name and its sentence like the others.
struct UpdateError {
    static constexpr int first = 1000;
    static constexpr ErrorCode DeltaFormat{
        static_cast<ErrorCode>(first + 0)}; ///< a pack of another version, or one that contradicts itself
    static constexpr ErrorCode DeltaCorrupt{
        static_cast<ErrorCode>(first + 1)}; ///< bytes of a pack are not what its own hashes say
    static constexpr ErrorCode DeltaTooLarge{
        static_cast<ErrorCode>(first + 2)}; ///< more than it may hold, or than was announced
    static constexpr ErrorCode DeltaWrongBase{static_cast<ErrorCode>(first + 3)}; ///< a pack for another tree
    static constexpr ErrorCode TreePath{
        static_cast<ErrorCode>(first + 4)}; ///< a path that is unsafe or stands for two things
    static constexpr ErrorCode TreeModified{
        static_cast<ErrorCode>(first + 5)}; ///< installed files are not what was installed
    static constexpr ErrorCode TreeUnknown{
        static_cast<ErrorCode>(first + 6)}; ///< what is remembered of an installed tree is unreadable
    static constexpr ErrorCode UpdateUnfinished{
        static_cast<ErrorCode>(first + 7)};                                       ///< another process works on the tree
    static constexpr ErrorCode ManifestSyntax{static_cast<ErrorCode>(first + 8)}; ///< what is signed is no manifest
    static constexpr ErrorCode ManifestSignature{
        static_cast<ErrorCode>(first + 9)}; ///< not signed by the publisher's key
    static constexpr ErrorCode ManifestOlder{
        static_cast<ErrorCode>(first + 10)}; ///< older than one that was seen, or a release below the floor
    static constexpr ErrorCode ManifestExpired{static_cast<ErrorCode>(first + 11)}; ///< to be replaced by a newer one
    static constexpr ErrorCode NoRoute{
        static_cast<ErrorCode>(first + 12)}; ///< no pack leads from what is installed to what is wanted
    static constexpr ErrorCode HealthCheck{static_cast<ErrorCode>(first + 13)}; ///< the new version was vetoed
    static constexpr ErrorCode ArchiveForm{
        static_cast<ErrorCode>(first + 14)}; ///< a package that cannot be opened, or holds what a tree cannot
    static constexpr int last = first + 14;
};

/// Stable name of one of them, e.g. "DELTA_CORRUPT"; empty for any other code. `errorName` knows them as well.
QString updateErrorName(ErrorCode code);

} // namespace freshet
