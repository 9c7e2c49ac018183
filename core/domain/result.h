// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace chatsync {

/// Why something could not be done, in the words of the person who reads it and of the one who digs deeper.
struct Error {
    enum class Kind {
        Cancelled, ///< Somebody asked to stop.
        Timeout,   ///< No answer in time; what was asked may have happened all the same.
        Network,   ///< Not reached, refused, cut off, or answered by something that is not the peer.
        Tls,       ///< The peer could not prove who it is.
        Refused,   ///< Reached, but key, secret, password or permission were not accepted.
        Http,      ///< An answer that says no.
        Parse,     ///< An answer that cannot be understood.
        Storage,   ///< A database, or the disk.
        Input,     ///< What was asked for makes no sense.
    };

    Kind kind = Kind::Network;
    QString what;   ///< One sentence: what failed, on what. For the user.
    QString advice; ///< One sentence: what to do next. May be empty.
    QString detail; ///< Raw text, for the log and for "Copy details". Never holds a secret.

    bool operator==(const Error &) const = default;
};

/// A value, or the reason there is none. No exception of ours exists beside it.
template<typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> cancelledError()
{
    return tl::unexpected(Error{Error::Kind::Cancelled, QStringLiteral("Stopped on request."), {}, {}});
}

} // namespace chatsync
