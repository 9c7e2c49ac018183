// SPDX-License-Identifier: MIT
#include "app/gui/callnames.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>
#include <dlfcn.h>
#include <link.h>
#include <memory>

namespace chatsync {

namespace {

QString readable(const char *mangled)
{
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> plain{
        abi::__cxa_demangle(mangled, nullptr, nullptr, &status), &std::free};
    return QString::fromUtf8(status == 0 ? plain.get() : mangled);
}

quint64 numberOf(const void *address)
{
    return reinterpret_cast<quint64>(address);
}

/// Where this program was loaded.
const void *ownBase()
{
    Dl_info own{};
    return dladdr(reinterpret_cast<const void *>(&ownBase), &own) != 0 ? own.dli_fbase : nullptr;
}

template<typename T>
const T *at(const QByteArray &file, quint64 offset, quint64 count = 1)
{
    const auto size = static_cast<quint64>(file.size());
    return offset <= size && count <= (size - offset) / sizeof(T)
               ? reinterpret_cast<const T *>(file.constData() + offset)
               : nullptr;
}

} // namespace

QString CallNames::nameOf(const void *returnAddress)
{
    // The call lies before the place it returns to, perhaps as the last one of its function.
    const char *const address = static_cast<const char *>(returnAddress) - 1;
    Dl_info info{};
    if (dladdr(address, &info) == 0)
        return QStringLiteral("0x%1").arg(numberOf(address), 0, 16);
    const quint64 offset = numberOf(address) - numberOf(info.dli_fbase);
    if (info.dli_fbase == ownBase()) {
        load();
        if (const QByteArray name = ownName(offset); !name.isEmpty())
            return readable(name.constData());
    }
    if (info.dli_sname)
        return readable(info.dli_sname);
    return QStringLiteral("%1+0x%2")
        .arg(QFileInfo(QFile::decodeName(info.dli_fname)).fileName())
        .arg(offset, 0, 16);
}

void CallNames::load()
{
    if (std::exchange(m_loaded, true))
        return;
    QFile program{QStringLiteral("/proc/self/exe")};
    if (!program.open(QIODevice::ReadOnly))
        return;
    const uchar *const mapped = program.map(0, program.size());
    if (!mapped)
        return;
    const auto file = QByteArray::fromRawData(reinterpret_cast<const char *>(mapped), program.size());
    const auto *header = at<ElfW(Ehdr)>(file, 0);
    const auto *sections = header ? at<ElfW(Shdr)>(file, header->e_shoff, header->e_shnum) : nullptr;
    for (int i = 0; sections && i < header->e_shnum; ++i) {
        const ElfW(Shdr) &table = sections[i];
        if (table.sh_type != SHT_SYMTAB || table.sh_link >= header->e_shnum)
            continue;
        const quint64 names = sections[table.sh_link].sh_offset;
        const quint64 count = table.sh_size / sizeof(ElfW(Sym));
        const auto *symbols = at<ElfW(Sym)>(file, table.sh_offset, count);
        for (quint64 k = 0; symbols && k < count; ++k) {
            const char *const name = at<char>(file, names + symbols[k].st_name);
            if (ELF64_ST_TYPE(symbols[k].st_info) == STT_FUNC && symbols[k].st_size > 0 && name)
                m_symbols.push_back({symbols[k].st_value, symbols[k].st_size, QByteArray{name}});
        }
    }
    std::sort(m_symbols.begin(), m_symbols.end(),
              [](const Symbol &a, const Symbol &b) { return a.from < b.from; });
}

QByteArray CallNames::ownName(quint64 offset) const
{
    const auto behind = std::upper_bound(m_symbols.begin(), m_symbols.end(), offset,
                                         [](quint64 at, const Symbol &symbol) { return at < symbol.from; });
    if (behind == m_symbols.begin())
        return {};
    const Symbol &symbol = *(behind - 1);
    return offset < symbol.from + symbol.size ? symbol.name : QByteArray{};
}

} // namespace chatsync
