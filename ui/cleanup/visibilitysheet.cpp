// SPDX-License-Identifier: MIT
#include "ui/cleanup/visibilitysheet.h"

#include "ui/theme/consolestyle.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int sheetWidth = 560;
constexpr int labelWidth = 120;
constexpr int countWidth = 44;

QString labelOf(const VisibilityBar &bar)
{
    if (!bar.upTo)
        return VisibilityBars::tr("later, or never");
    return bar.upTo->count() == 0
               ? VisibilityBars::tr("at once")
               : VisibilityBars::tr("up to %1 ms").arg(QLocale().toString(bar.upTo->count()));
}

QLabel *line(const QString &text, Ink ink)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setInk(label, ink);
    return label;
}

} // namespace

VisibilityBars::VisibilityBars(std::vector<VisibilityBar> bars, QWidget *parent)
    : QWidget(parent)
    , m_bars(std::move(bars))
{
    QStringList spoken;
    for (const VisibilityBar &bar : m_bars) {
        if (bar.count > 0)
            spoken << QStringLiteral("%1: %2").arg(labelOf(bar)).arg(bar.count);
    }
    setAccessibleName(tr("How long after an upsert users were members"));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
}

int VisibilityBars::rowHeight() const
{
    return fontMetrics().height() + space::tiny;
}

QSize VisibilityBars::sizeHint() const
{
    return {theme().scaled(sheetWidth - 60), rowHeight() * static_cast<int>(m_bars.size())};
}

QSize VisibilityBars::minimumSizeHint() const
{
    return {theme().scaled(labelWidth + countWidth + 80), sizeHint().height()};
}

void VisibilityBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = theme().tokens();
    int most = 1;
    for (const VisibilityBar &bar : m_bars)
        most = std::max(most, bar.count);
    const int label = theme().scaled(labelWidth);
    const int count = theme().scaled(countWidth);
    const int room = std::max(1, width() - label - count - space::base);
    for (size_t i = 0; i < m_bars.size(); ++i) {
        const VisibilityBar &bar = m_bars[i];
        const QRect row{0, static_cast<int>(i) * rowHeight(), width(), rowHeight()};
        const QRect text = QStyle::visualRect(layoutDirection(), row, {0, row.top(), label, row.height()});
        const QRect number =
            QStyle::visualRect(layoutDirection(), row, {label, row.top(), count, row.height()});
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeading, labelOf(bar));
        painter.drawText(number, Qt::AlignVCenter | Qt::AlignTrailing, QLocale().toString(bar.count));
        if (bar.count == 0)
            continue;
        // One is to be seen as one, however many the others are.
        const int length = std::max(3, bar.count * room / most);
        const QRect filled{label + count + space::base, row.top() + 3, length, row.height() - 6};
        const StatusInk &ink = bar.upTo ? t.info : t.warn;
        painter.fillRect(QStyle::visualRect(layoutDirection(), row, filled), ink.glyph);
    }
}

VisibilitySheet::VisibilitySheet(const std::vector<Visibility> &measured, QWidget *view)
    : Sheet(tr("Is the wait long enough?"), sheetWidth, view)
    , m_advice(adviceFor(measured))
{
    for (const QString &sentence : m_advice.sentences)
        content()->addWidget(line(sentence, Ink::Primary));
    if (!measured.empty()) {
        content()->addSpacing(space::base);
        content()->addWidget(new VisibilityBars(distributionOf(measured)));
    }
    content()->addWidget(
        line(tr("From the answer of the upsert to the sending of the creation that worked. Each "
                "conversation that creates somebody measures; “chat-sync probe” does so on "
                "purpose."),
             Ink::Secondary));
    cancelButton()->setText(tr("Close"));
}

} // namespace chatsync::ui
