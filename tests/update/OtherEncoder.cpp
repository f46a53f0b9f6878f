// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/update/OtherEncoder.h"

#include "core/delta/ClosingSink.h"
#include "core/delta/CopyCodec.h"
#include "core/delta/Matcher.h"
#include "core/delta/Opened.h"
#include "core/delta/PackWriter.h"
#include "core/update/StagedTree.h"

#include <QFile>

#include <fcntl.h>

namespace freshet::test {

void writeWithOtherEncoder(const update::ReleaseTree &from, const update::ReleaseTree &to, const QString &path)
{
    update::FileSink sink(UniqueFd(::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)),
                          path);
    delta::PackWriter writer(from.listing(), to.listing(), sink, delta::Effort::Quick);
    for (const std::size_t index : writer.wanted()) {
        const delta::TreeEntry &entry = to.listing().entries()[index];
        const auto fresh = to.files().open(entry);
        delta::FileStreams streams;
        delta::PackEntry made = delta::fullEntry(fresh->view(), streams);
        if (entry.path.ends_with(".gz")) {
            const std::size_t base = *from.listing().find(entry.path);
            const auto old = from.files().open(from.listing().entries()[base]);
            auto opened = delta::openFile(fresh->view(), true, nullptr);
            const auto openedOld = delta::openFile(old->view(), false, nullptr);
            if (!opened || !openedOld)
                qFatal("the sample does not open");
            opened->members.front().closer = delta::Closer::Zlib;
            opened->members.front().parameter = 1;
            streams = {};
            delta::Octets &recipe = delta::of(streams, delta::Stream::Recipes);
            delta::putBaseRecipe(openedOld->members, recipe);
            delta::putClosingRecipe(opened->members, opened->bytes.view().size(), recipe);
            const auto suffixes = delta::SuffixIndex::make(openedOld->bytes.view());
            delta::encodeCopies(openedOld->bytes.view(), opened->bytes.view(),
                                *delta::findCopies(openedOld->bytes.view(), opened->bytes.view(), *suffixes), nullptr,
                                streams);
            made = {.method = delta::PackEntry::Method::Copies, .base = base, .opened = true};
        }
        if (!writer.add(std::move(made), index, std::move(streams)))
            qFatal("no pack");
    }
    if (!writer.finish())
        qFatal("no pack");
}

} // namespace freshet::test
