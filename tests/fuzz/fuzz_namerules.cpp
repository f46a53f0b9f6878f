// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: brokenNameRule, the only guard between a name in foreign metadata and the file system (attack A11).
// Oracle: an accepted name is well-formed for Qt's own UTF-8 decoder, survives the way to UTF-16 and back, holds
// no character that Qt's Unicode tables call control or format, and joined to a directory stays one component of it.
#include "core/meta/NameRules.h"

#include <QChar>
#include <QList>
#include <QString>
#include <QStringDecoder>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace freshet;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string name(reinterpret_cast<const char *>(data), size);
    const std::optional<ErrorCode> broken = brokenNameRule(name);
    require(broken == brokenNameRule(name));

    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder.decode(QByteArrayView(name));
    const bool wellFormed = !decoder.hasError();
    if (broken) {
        require(broken != ErrorCode::MetaNameEncoding || !wellFormed);
        return 0;
    }
    require(!name.empty() && name.size() <= maximumNameBytes);
    require(wellFormed && text.toStdString() == name && text.size() <= 255);
    for (const char32_t c : text.toUcs4()) {
        const QChar::Category category = QChar::category(c);
        require(category != QChar::Other_Control && category != QChar::Other_Format
                && category != QChar::Other_Surrogate && category != QChar::Separator_Line
                && category != QChar::Separator_Paragraph);
    }
    const std::filesystem::path directory("/d");
    const std::filesystem::path joined = (directory / name).lexically_normal();
    require(joined.parent_path() == directory && joined.filename() == name);
    require(name.find_first_of("/\\:") == std::string::npos && !name.ends_with('.') && !name.ends_with(' '));
    return 0;
}
