// SPDX-License-Identifier: MIT
#include "ui/widgets/avatar.h"

#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QCryptographicHash>
#include <QPainter>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace chatsync::ui {
namespace {

QString firstLetter(const QString &text)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    const auto end = finder.toNextBoundary();
    return end > 0 ? text.left(end).toUpper() : QString();
}

} // namespace

Avatar::Avatar(int size, QWidget *parent)
    : QWidget(parent)
    , m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Avatar::setParticipant(const QString &id, const QString &name, ParticipantKind kind)
{
    m_id = id;
    m_name = name;
    m_kind = kind;
    setAccessibleName(kind == ParticipantKind::Company ? tr("%1, company").arg(name)
                                                       : tr("%1, user").arg(name));
    update();
}

QString Avatar::initials(const QString &name)
{
    const QStringList words = name.simplified().left(200).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty())
        return QStringLiteral("?");
    const QString first = firstLetter(words.constFirst());
    // A picture beside a letter does not fit into a circle of this size.
    const bool letters = words.constLast().front().isLetterOrNumber();
    return words.size() > 1 && letters ? first + firstLetter(words.constLast()) : first;
}

void Avatar::paint(QPainter &painter, const QRect &rect, const QString &id, const QString &name,
                   ParticipantKind kind)
{
    // Not qHash(): it may differ from start to start, and the tint must not.
    const QByteArray digest = QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Md5);
    const auto &inks = theme().tokens().avatars;
    const AvatarInk &ink = inks[static_cast<unsigned char>(digest.at(0)) % inks.size()];
    drawFrame(painter, rect, kind == ParticipantKind::Company ? radius::frame : rect.width() / 2.0, ink.fill,
              {});
    QFont font = theme().font(FontRole::CaptionStrong);
    font.setPixelSize(std::max(9, rect.width() * 3 / 8));
    drawText(painter, rect, initials(name), font, ink.text, Qt::AlignCenter, Qt::ElideNone);
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), m_id, m_name, m_kind);
}

} // namespace chatsync::ui
