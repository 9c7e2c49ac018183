// SPDX-License-Identifier: MIT
#include "core/checklist/jsonplaces.h"

#include <QCoreApplication>

#include <cstring>

namespace chatsync::checklist {

namespace {

int lineAt(const QByteArray &json, qsizetype offset)
{
    return static_cast<int>(json.left(offset).count('\n')) + 1;
}

tl::unexpected<Error> complaintAt(const QString &source, int line, const QString &what)
{
    return tl::unexpected(Error{
        Error::Kind::Input,
        QCoreApplication::translate("Checklist", "%1, line %2: %3").arg(source, QString::number(line), what),
        QCoreApplication::translate(
            "Checklist", "“chat-sync checklist --help” and the manual describe what may stand there."),
        {}});
}

/// Walks over valid JSON and writes down where its values begin.
class Walker {
public:
    Walker(const QByteArray &json, QHash<QString, int> &lines)
        : m_json(json)
        , m_lines(lines)
    {}

    void value(const QString &path)
    {
        skipBlanks();
        m_lines.insert(path, m_line);
        if (at('{'))
            members(path);
        else if (at('['))
            items(path);
        else if (at('"'))
            text();
        else
            scalar();
    }

private:
    bool at(char c) const { return m_place < m_json.size() && m_json[m_place] == c; }

    void skipBlanks()
    {
        for (; m_place < m_json.size() && std::strchr(" \t\r\n", m_json[m_place]); ++m_place)
            m_line += m_json[m_place] == '\n' ? 1 : 0;
    }

    void scalar()
    {
        while (m_place < m_json.size() && !std::strchr(",]} \t\r\n", m_json[m_place]))
            ++m_place;
    }

    QString text()
    {
        const qsizetype begin = ++m_place;
        for (; m_place < m_json.size() && !at('"'); ++m_place)
            m_place += at('\\') ? 1 : 0;
        return QString::fromUtf8(m_json.mid(begin, m_place++ - begin));
    }

    static QString below(const QString &path, const QString &key)
    {
        return path.isEmpty() ? key : path + u'/' + key;
    }

    void members(const QString &path)
    {
        do {
            ++m_place;
            skipBlanks();
            if (!at('"'))
                break;
            const QString key = text();
            skipBlanks();
            ++m_place; // the colon
            value(below(path, key));
            skipBlanks();
        } while (at(','));
        ++m_place;
    }

    void items(const QString &path)
    {
        int index = 0;
        do {
            ++m_place;
            skipBlanks();
            if (at(']'))
                break;
            value(below(path, QString::number(index++)));
            skipBlanks();
        } while (at(','));
        ++m_place;
    }

    const QByteArray &m_json;
    QHash<QString, int> &m_lines;
    qsizetype m_place = 0;
    int m_line = 1;
};

} // namespace

Result<JsonPlaces> JsonPlaces::parse(const QByteArray &json, const QString &source)
{
    QJsonParseError error;
    JsonPlaces places;
    places.m_source = source;
    places.m_document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return complaintAt(
            source, lineAt(json, error.offset),
            QCoreApplication::translate("Checklist", "this is no JSON (%1).").arg(error.errorString()));
    Walker{json, places.m_lines}.value({});
    return places;
}

int JsonPlaces::lineOf(QString path) const
{
    for (;; path = path.contains(u'/') ? path.section(u'/', 0, -2) : QString{}) {
        const auto found = m_lines.constFind(path);
        if (found != m_lines.cend())
            return *found;
        if (path.isEmpty())
            return 1;
    }
}

tl::unexpected<Error> JsonPlaces::complaint(const QString &path, const QString &what) const
{
    return complaintAt(m_source, lineOf(path), what);
}

} // namespace chatsync::checklist
