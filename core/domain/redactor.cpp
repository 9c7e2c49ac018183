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
    if (m_patterns->isTooShort(text.size()))
        return text;
    const QByteArray bytes = text.toUtf8();
    const std::vector<SecretMatch> matches = m_patterns->matchesIn(bytes);
    return matches.empty() ? text : QString::fromUtf8(replaced(bytes, matches));
}

QJsonObject Redactor::redacted(const QJsonObject &object) const
{
    return changed(object).value_or(object);
}

QJsonValue Redactor::redacted(const QJsonValue &value) const
{
    return changed(value).value_or(value);
}

std::optional<QJsonObject> Redactor::changed(const QJsonObject &object) const
{
    std::optional<QJsonObject> result;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString name = member.key();
        const QString key = redacted(name);
        const QJsonValue before = member.value();
        const QByteArray replacement = m_patterns->replacementForKey(name);
        const std::optional<QJsonValue> after = !replacement.isEmpty() && holdsSomething(before)
                                                    ? QJsonValue{QString::fromUtf8(replacement)}
                                                    : changed(before);
        if (key == name && !after)
            continue;
        if (!result)
            result = object;
        if (key != name)
            result->remove(name);
        result->insert(key, after.value_or(before));
    }
    return result;
}

/// Nothing where there is nothing to change, which is nearly always: then nothing is built or compared.
std::optional<QJsonValue> Redactor::changed(const QJsonValue &value) const
{
    switch (value.type()) {
    case QJsonValue::String: {
        const QString before = value.toString();
        const QString after = redacted(before);
        return after == before ? std::nullopt : std::optional<QJsonValue>{after};
    }
    case QJsonValue::Object: {
        std::optional<QJsonObject> object = changed(value.toObject());
        return object ? std::optional<QJsonValue>{*object} : std::nullopt;
    }
    case QJsonValue::Array: {
        const QJsonArray before = value.toArray();
        std::optional<QJsonArray> array;
        for (qsizetype i = 0; i < before.size(); ++i) {
            const std::optional<QJsonValue> after = changed(before.at(i));
            if (!after)
                continue;
            if (!array)
                array = before;
            array->replace(i, *after);
        }
        return array ? std::optional<QJsonValue>{*array} : std::nullopt;
    }
    case QJsonValue::Null:
    case QJsonValue::Bool:
    case QJsonValue::Double:
    case QJsonValue::Undefined:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace chatsync
