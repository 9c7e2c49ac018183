// SPDX-License-Identifier: MIT
#include "ui/runs/pieces.h"

#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace chatsync::ui::pieces {
namespace {

constexpr int evidenceHeight = 25;

class VerticalLine final : public QWidget {
public:
    explicit VerticalLine(QWidget *parent)
        : QWidget(parent)
    {
        setFixedWidth(1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), theme().tokens().line);
    }
};

} // namespace

void Strip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tokens().window);
    drawEdge(painter, rect(), Qt::BottomEdge, theme().tokens().line);
}

void Frame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawFrame(painter, rect(), radius::frame, theme().tokens().*m_fill, theme().tokens().line);
}

QLabel *text(const QString &text, FontRole role, Ink ink, QWidget *parent)
{
    auto *label = new QLabel(withSoftBreaks(text), parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFontRole(label, role);
    setInk(label, ink);
    return label;
}

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setFontRole(label, FontRole::Label);
    return label;
}

QLabel *caption(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setFontRole(label, FontRole::CaptionStrong);
    setInk(label, Ink::Secondary);
    return label;
}

QWidget *verticalLine(QWidget *parent)
{
    return new VerticalLine(parent);
}

QWidget *numbered(int number, const QString &sentence, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::base);
    layout->addWidget(new Badge(QLocale().toString(number), Badge::Look::Count, row), 0, Qt::AlignTop);
    layout->addWidget(text(sentence, FontRole::Body, Ink::Primary, row), 1);
    return row;
}

QWidget *evidence(const RunModel &model, const RunRow *row, QWidget *parent,
                  const std::function<void(const RunRow *)> &open)
{
    auto *line = new QWidget(parent);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::base);
    auto *glyph = new StatusGlyph(row->status, 14, line);
    glyph->setStatus(row->status, RunModel::statusWord(row));
    layout->addWidget(glyph);
    QString fact = row->name;
    if (row->kind != RunRow::Kind::Note && !row->result.isEmpty())
        fact += QStringLiteral(": ") + row->result;
    layout->addWidget(new ElidedLabel(withNames(fact, model.facts()), ElidedLabel::Kind::Sentence, line), 1);
    const int number = RunModel::stepNumber(row);
    auto *link = new QPushButton(number > 0 ? QCoreApplication::translate("RunView", "Step %1").arg(number)
                                            : QCoreApplication::translate("RunView", "Show"),
                                 line);
    setButtonKind(link, ButtonKind::Flat);
    setSmall(link);
    link->setAccessibleName(QCoreApplication::translate("RunView", "Show %1").arg(row->name));
    // By position: the row may be gone when a new run is shown, the button as well, yet not in that order.
    const qsizetype event = row->first;
    QObject::connect(link, &QPushButton::clicked, link, [&model, event, open] {
        if (const RunRow *target = model.rowOfEvent(event))
            open(target);
    });
    layout->addWidget(link);
    line->setFixedHeight(theme().scaled(evidenceHeight));
    return line;
}

int headerWidth(const QAbstractItemModel &model, int column)
{
    const QString title = model.headerData(column, Qt::Horizontal).toString();
    return QFontMetrics(theme().font(FontRole::TableHeader)).horizontalAdvance(title) + 2 * space::medium;
}

QString shortName(const QString &name)
{
    constexpr qsizetype most = 48; // One line of the explanation
    return name.size() <= most ? name : name.left(most).trimmed() + QStringLiteral(" …");
}

QString withNames(const QString &sentence, const RunFacts &facts)
{
    QString shown = sentence;
    for (const RunFacts::Person &person : facts.people) {
        if (!person.name.isEmpty() && !person.streamId.isEmpty())
            shown.replace(person.streamId, shortName(person.name));
    }
    return shown;
}

} // namespace chatsync::ui::pieces
