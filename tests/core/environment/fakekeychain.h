// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/keychain.h"

#include <QHash>

namespace chatsync::test {

/// What a keychain holds, shared with the test; may be told to refuse.
struct KeychainContent {
    QHash<QString, QByteArray> values;
    std::optional<Error> refuses;
    int asked = 0;
};

class FakeKeychain final : public Keychain {
public:
    explicit FakeKeychain(std::shared_ptr<KeychainContent> content)
        : m_content(std::move(content))
    {}

    QCoro::Task<Result<std::optional<QByteArray>>> read(QString key, std::stop_token) override
    {
        ++m_content->asked;
        if (m_content->refuses)
            co_return tl::unexpected(*m_content->refuses);
        if (!m_content->values.contains(key))
            co_return std::optional<QByteArray>{};
        co_return std::optional{m_content->values.value(key)};
    }
    QCoro::Task<Result<void>> write(QString key, QByteArray value, std::stop_token) override
    {
        if (m_content->refuses)
            co_return tl::unexpected(*m_content->refuses);
        m_content->values.insert(key, value);
        co_return Result<void>{};
    }
    QCoro::Task<Result<void>> remove(QString key, std::stop_token) override
    {
        if (m_content->refuses)
            co_return tl::unexpected(*m_content->refuses);
        m_content->values.remove(key);
        co_return Result<void>{};
    }

private:
    std::shared_ptr<KeychainContent> m_content;
};

} // namespace chatsync::test
