// SPDX-License-Identifier: MIT
#include "core/domain/redactor.h"

namespace chatsync {

void Redactor::addSecret(const QString &, const QByteArray &) {}
QByteArray Redactor::redacted(const QByteArray &text) const { return text; }
QString Redactor::redacted(const QString &text) const { return text; }
QJsonObject Redactor::redacted(const QJsonObject &object) const { return object; }

} // namespace chatsync
