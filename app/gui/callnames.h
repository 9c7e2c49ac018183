// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <map>
#include <vector>

namespace chatsync {

/// The names of functions by their addresses: those of this program from its own table of symbols, for our
/// functions are hidden from the dynamic one, and lambdas are in none but this; those of libraries from the
/// dynamic linker. Not safe to use from two threads at once.
class CallNames {
public:
    /// "chatsync::ui::RunView::flush()"; without a name the library and the place in it.
    QString nameOf(const void *returnAddress);

private:
    struct Symbol {
        quint64 from = 0;
        quint64 size = 0;
        QByteArray name; ///< As the linker knows it
    };
    void load();
    QByteArray ownName(quint64 offset) const;

    std::vector<Symbol> m_symbols; ///< In the order of their addresses
    bool m_loaded = false;
};

} // namespace chatsync
