// SPDX-License-Identifier: MIT
#include "core/domain/redactor.h"

#include "core/domain/secretpatterns.h"

#include <QJsonArray>

namespace chatsync {

namespace {

QByteArray replaced(const QByteArray &text, const std::vector<SecretMatch> &matches)
{
    QByteArray result;
    result.reserve(text.size());
    qsizetype copied = 0;
    for (const SecretMatch &match : matches) {
        result.append(text.constData() + copied, match.begin - copied).append(match.replacement);
        copied = match.end;
    }
    return result.append(text.constData() + copied, text.size() - copied);
}

bool holdsSomething(const QJsonValue &value)
{
    return !value.toString().isEmpty() || !value.toObject().isEmpty() || !value.toArray().isEmpty();
}

} // namespace

Redactor::Redactor()
{
    static const auto withoutSecrets = std::make_shared<const SecretPatterns>();
    m_patterns = withoutSecrets;
}

void Redactor::addSecret(const QString &name, const QByteArray &value)
{
    if (value.size() < 4)
        return;
    auto patterns = std::make_shared<SecretPatterns>(*m_patterns);
    patterns->addSecret(name.toUtf8(), value);
    m_patterns = std::move(patterns);
}

QByteArray Redactor::redacted(const QByteArray &text) const
{
    const std::vector<SecretMatch> matches = m_patterns->matchesIn(text);
    return matches.empty() ? text : replaced(text, matches);
}

QString Redactor::redacted(const QString &text) const
{
    const QByteArray bytes = text.toUtf8();
    const std::vector<SecretMatch> matches = m_patterns->matchesIn(bytes);
    return matches.empty() ? text : QString::fromUtf8(replaced(bytes, matches));
}

QJsonObject Redactor::redacted(const QJsonObject &object) const
{
    QJsonObject result = object;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString key = redacted(member.key());
        const QByteArray replacement = m_patterns->replacementForKey(member.key().toUtf8());
        const QJsonValue before = member.value();
        const QJsonValue after = !replacement.isEmpty() && holdsSomething(before)
                                     ? QJsonValue{QString::fromUtf8(replacement)}
                                     : redacted(before);
        if (key != member.key())
            result.remove(member.key());
        if (key != member.key() || after != before)
            result.insert(key, after);
    }
    return result;
}

QJsonValue Redactor::redacted(const QJsonValue &value) const
{
    switch (value.type()) {
    case QJsonValue::String:
        return redacted(value.toString());
    case QJsonValue::Object:
        return redacted(value.toObject());
    case QJsonValue::Array: {
        QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QJsonValue before = array.at(i);
            const QJsonValue after = redacted(before);
            if (after != before)
                array.replace(i, after);
        }
        return array;
    }
    case QJsonValue::Null:
    case QJsonValue::Bool:
    case QJsonValue::Double:
    case QJsonValue::Undefined:
        return value;
    }
    Q_UNREACHABLE();
}

} // namespace chatsync
