// SPDX-License-Identifier: MIT
#include "core/sync/idsource.h"

#include <QRandomGenerator>

#include <array>

namespace chatsync {

IdSource randomIds()
{
    return &QUuid::createUuid;
}

IdSource seededIds(quint32 seed)
{
    return [generator = QRandomGenerator{seed}]() mutable {
        std::array<quint32, 4> words{};
        generator.fillRange(words.data(), words.size());
        words[1] = (words[1] & 0xffff0fffU) | 0x00004000U;
        words[2] = (words[2] & 0x3fffffffU) | 0x80000000U;
        QByteArray bytes;
        bytes.reserve(sizeof words);
        for (const quint32 word : words) {
            for (int shift = 24; shift >= 0; shift -= 8)
                bytes.append(static_cast<char>((word >> shift) & 0xffU));
        }
        return QUuid::fromRfc4122(bytes);
    };
}

} // namespace chatsync
