// SPDX-License-Identifier: MIT
#include "core/directory/schema.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <functional>

namespace chatsync {

namespace {

using Field = std::variant<QString *, QStringList *>;
using Fields = std::vector<std::pair<QLatin1String, Field>>;

Fields fieldsOf(ParticipantMapping &mapping)
{
    return {
        {QLatin1String("table"), &mapping.table},         {QLatin1String("id"), &mapping.id},
        {QLatin1String("name"), &mapping.name},           {QLatin1String("image"), &mapping.image},
        {QLatin1String("email"), &mapping.email},         {QLatin1String("category"), &mapping.category},
        {QLatin1String("approval"), &mapping.approval},   {QLatin1String("approved_at"), &mapping.approvedAt},
        {QLatin1String("created_at"), &mapping.createdAt}};
}

Fields fieldsOf(ConversationMapping &mapping)
{
    return {{QLatin1String("table"), &mapping.table},
            {QLatin1String("id"), &mapping.id},
            {QLatin1String("type"), &mapping.type},
            {QLatin1String("participant_ids"), &mapping.participantIds},
            {QLatin1String("name"), &mapping.name},
            {QLatin1String("created_by"), &mapping.createdBy},
            {QLatin1String("created_at"), &mapping.createdAt}};
}

QJsonObject objectOf(const Fields &fields)
{
    QJsonObject json;
    for (const auto &[key, field] : fields) {
        if (const auto *const text = std::get_if<QString *>(&field); text && !(*text)->isEmpty())
            json.insert(key, **text);
        if (const auto *const list = std::get_if<QStringList *>(&field); list && !(*list)->isEmpty())
            json.insert(key, QJsonArray::fromStringList(**list));
    }
    return json;
}

tl::unexpected<Error> wrong(const QString &key)
{
    return tl::unexpected(
        Error{Error::Kind::Input,
              QCoreApplication::translate("Directory",
                                          "The schema mapping has something at \"%1\" that cannot be read.")
                  .arg(key),
              QCoreApplication::translate("Directory",
                                          "Give names of tables and columns, as texts or lists of texts."),
              {}});
}

bool readValue(const QJsonValue &value, const Field &field)
{
    if (const auto *const text = std::get_if<QString *>(&field)) {
        **text = value.toString();
        return value.isString();
    }
    QStringList &list = *std::get<QStringList *>(field);
    const QJsonArray array = value.isString() ? QJsonArray{value} : value.toArray();
    for (const QJsonValue &item : array) {
        if (!item.isString())
            return false;
        list << item.toString();
    }
    return value.isString() || value.isArray();
}

Result<void> readObject(const QString &part, const QJsonValue &value, const Fields &fields)
{
    if (!value.isObject())
        return wrong(part);
    const QJsonObject json = value.toObject();
    for (auto it = json.begin(); it != json.end(); ++it) {
        const auto field = std::find_if(fields.cbegin(), fields.cend(),
                                        [&it](const auto &candidate) { return candidate.first == it.key(); });
        if (field == fields.cend() || !readValue(it.value(), field->second))
            return wrong(part + QLatin1Char('.') + it.key());
    }
    return {};
}

} // namespace

QJsonObject toJson(const SchemaMapping &given)
{
    SchemaMapping mapping = given;
    QJsonObject json;
    if (!mapping.schema.isEmpty())
        json.insert(QLatin1String("schema"), mapping.schema);
    const auto insert = [&json](QLatin1String key, const Fields &fields) {
        if (const QJsonObject part = objectOf(fields); !part.isEmpty())
            json.insert(key, part);
    };
    insert(QLatin1String("users"), fieldsOf(mapping.users));
    insert(QLatin1String("companies"), fieldsOf(mapping.companies));
    insert(QLatin1String("conversations"), fieldsOf(mapping.conversations));
    return json;
}

Result<SchemaMapping> schemaMappingFromJson(const QJsonObject &json)
{
    SchemaMapping mapping;
    for (auto it = json.begin(); it != json.end(); ++it) {
        Result<void> read;
        if (it.key() == QLatin1String("schema")) {
            if (!it.value().isString())
                return wrong(it.key());
            mapping.schema = it.value().toString();
        } else if (it.key() == QLatin1String("users")) {
            read = readObject(it.key(), it.value(), fieldsOf(mapping.users));
        } else if (it.key() == QLatin1String("companies")) {
            read = readObject(it.key(), it.value(), fieldsOf(mapping.companies));
        } else if (it.key() == QLatin1String("conversations")) {
            read = readObject(it.key(), it.value(), fieldsOf(mapping.conversations));
        } else {
            return wrong(it.key());
        }
        if (!read)
            return tl::unexpected(read.error());
    }
    return mapping;
}

} // namespace chatsync
