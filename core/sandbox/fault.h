// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace chatsync::sandbox {

/// What can be made to go wrong, as the command line and the window offer it.
struct FaultKind {
    QString name;
    QString syntax;  ///< Of the value; empty when there is none
    QString effect;  ///< One line: what one would see in production
    QString example; ///< As typed, value included

    bool operator==(const FaultKind &) const = default;
};

/// Every fault there is, in the order in which it is listed to people.
const QList<FaultKind> &faultCatalogue();

/// One fault with its value taken apart. Which members are filled is a matter of its kind.
struct Fault {
    QString name;
    QString value;    ///< As given
    QString endpoint; ///< Stream's name, `*` for any
    QString id;       ///< A Stream user id
    std::optional<int> count;
    int after = 0; ///< Calls that go well before
    int status = 0;
    int code = 0;
    QString text;
    std::chrono::milliseconds from{0};
    std::chrono::milliseconds to{0};

    bool operator==(const Fault &) const = default;
};

/// `NAME` or `NAME=VALUE`, as parseFault() takes it.
QString toString(const Fault &fault);

/// Reads `NAME[=VALUE]`. The error is of Kind::Input and lists the names that come near, or the syntax of the
/// value.
Result<Fault> parseFault(const QString &text);

/// Stream's names of all calls that the simulator answers, `GetOrCreateChannel` …
const QStringList &simulatedEndpoints();

} // namespace chatsync::sandbox
