// SPDX-License-Identifier: MIT
#include "ui/conversation/faultpanel.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/emptystate.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>

namespace chatsync::ui {
namespace {

constexpr int indent = 23; ///< Under the text of a check box

QLabel *caption(const QString &text, Ink ink)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setContentsMargins(indent, 0, 0, 0);
    setFontRole(label, FontRole::Caption);
    setInk(label, ink);
    return label;
}

QString valueIn(const QString &fault)
{
    const qsizetype at = fault.indexOf(u'=');
    return at < 0 ? QString() : fault.mid(at + 1);
}

} // namespace

FaultPanel::FaultPanel(QWidget *parent)
    : QWidget(parent)
    , m_section(new CollapsibleSection(tr("Sandbox faults")))
    , m_filter(new QLineEdit)
    , m_none(caption(tr("No fault has this in its name or effect."), Ink::Secondary))
{
    auto *content = new QWidget;
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, space::small, 0, 0);
    rows->setSpacing(space::base + space::hair);
    m_filter->setPlaceholderText(tr("Filter faults"));
    m_filter->setAccessibleName(tr("Filter faults"));
    addClearButton(m_filter);
    m_filter->setMaxLength(200);
    setSmall(m_filter);
    rows->addWidget(m_filter);
    rows->addWidget(m_none);
    m_none->hide();
    for (const sandbox::FaultKind &kind : sandbox::faultCatalogue()) {
        m_rows.append(buildRow(kind));
        rows->addWidget(m_rows.last().widget);
    }
    m_section->setContent(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_section);
    connect(m_filter, &QLineEdit::textChanged, this, &FaultPanel::filter);
    refresh();
}

FaultPanel::Row FaultPanel::buildRow(const sandbox::FaultKind &kind)
{
    Row row;
    row.kind = kind;
    row.widget = new QWidget;
    auto *layout = new QVBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::hair);
    row.check = new QCheckBox(kind.name);
    row.check->setAccessibleDescription(kind.effect);
    layout->addWidget(row.check);
    layout->addWidget(caption(kind.effect, Ink::Secondary));
    if (!kind.syntax.isEmpty()) {
        row.value = new QLineEdit;
        row.value->setPlaceholderText(valueIn(kind.example));
        row.value->setAccessibleName(tr("Value of %1").arg(kind.name));
        row.value->setToolTip(
            tr("Takes %1, for instance %2").arg(kind.syntax, valueIn(kind.example)).toHtmlEscaped());
        row.value->setMaxLength(500);
        setFontRole(row.value, FontRole::Mono);
        setSmall(row.value);
        auto *line = new QHBoxLayout;
        line->setContentsMargins(indent, space::hair, 0, 0);
        line->addWidget(row.value);
        layout->addLayout(line);
    }
    row.error = caption({}, Ink::Fail);
    layout->addWidget(row.error);
    const qsizetype at = m_rows.size();
    connect(row.check, &QCheckBox::toggled, this, [this, at](bool on) {
        const Row &own = m_rows.at(at);
        if (on && own.value && own.value->text().isEmpty()) {
            const bool wantsId = own.kind.syntax.contains(QLatin1String("ID")) && !m_suggestedId.isEmpty();
            own.value->setText(wantsId ? m_suggestedId : valueIn(own.kind.example));
        }
        showRow(own);
        refresh();
        Q_EMIT changed();
    });
    if (row.value) {
        connect(row.value, &QLineEdit::textEdited, this, [this, at] {
            m_rows.at(at).error->hide();
            setInvalid(m_rows.at(at).value, false);
            refresh();
            Q_EMIT changed();
        });
        connect(row.value, &QLineEdit::editingFinished, this, [this, at] { checkRow(m_rows.at(at)); });
    }
    showRow(row);
    return row;
}

QString FaultPanel::textOf(const Row &row) const
{
    const QString value = row.value ? row.value->text().trimmed() : QString();
    return value.isEmpty() ? row.kind.name : row.kind.name + u'=' + value;
}

void FaultPanel::showRow(const Row &row)
{
    if (row.value)
        row.value->setVisible(row.check->isChecked());
    if (!row.check->isChecked())
        row.error->hide();
    else if (row.error->text().isEmpty())
        row.error->hide();
}

bool FaultPanel::checkRow(const Row &row)
{
    if (!row.check->isChecked())
        return true;
    const Result<sandbox::Fault> fault = sandbox::parseFault(textOf(row));
    row.error->setText(fault ? QString() : fault.error().what + u' ' + fault.error().advice);
    row.error->setVisible(!fault);
    if (row.value) {
        setInvalid(row.value, !fault);
        row.value->setAccessibleDescription(row.error->text());
    }
    return fault.has_value();
}

QStringList FaultPanel::faults() const
{
    QStringList chosen;
    for (const Row &row : m_rows) {
        if (row.check->isChecked())
            chosen << textOf(row);
    }
    return chosen;
}

void FaultPanel::setFaults(const QStringList &faults)
{
    QHash<QString, QString> wanted;
    for (const QString &fault : faults)
        wanted.insert(fault.section(u'=', 0, 0), valueIn(fault));
    for (const Row &row : std::as_const(m_rows)) {
        if (row.value)
            row.value->setText(wanted.value(row.kind.name));
        row.check->setChecked(wanted.contains(row.kind.name));
        row.error->clear();
        showRow(row);
        checkRow(row);
    }
    refresh();
    Q_EMIT changed();
}

void FaultPanel::setLocked(bool locked)
{
    for (const Row &row : std::as_const(m_rows)) {
        row.check->setEnabled(!locked);
        if (row.value)
            row.value->setReadOnly(locked);
    }
}

QWidget *FaultPanel::showFirstProblem()
{
    for (const Row &row : std::as_const(m_rows)) {
        if (checkRow(row))
            continue;
        m_filter->clear();
        m_section->setOpen(true);
        return row.value ? static_cast<QWidget *>(row.value) : row.check;
    }
    return nullptr;
}

bool FaultPanel::isOpen() const
{
    return m_section->isOpen();
}

void FaultPanel::setOpen(bool open)
{
    m_section->setOpen(open);
}

void FaultPanel::filter(const QString &text)
{
    bool any = false;
    for (const Row &row : std::as_const(m_rows)) {
        const bool fits = row.kind.name.contains(text, Qt::CaseInsensitive) ||
                          row.kind.effect.contains(text, Qt::CaseInsensitive);
        row.widget->setVisible(fits);
        any = any || fits;
    }
    m_none->setVisible(!any);
}

void FaultPanel::refresh()
{
    QStringList effects;
    for (const Row &row : std::as_const(m_rows)) {
        if (row.check->isChecked())
            effects << row.kind.effect;
    }
    const int on = static_cast<int>(effects.size());
    if (on == 0) {
        auto *off = new QLabel(tr("Off"));
        off->setTextFormat(Qt::PlainText);
        setFontRole(off, FontRole::Caption);
        setInk(off, Ink::Secondary);
        m_section->setTrailing(off);
    } else {
        m_section->setTrailing(new Badge(tr("%n on", nullptr, on), Status::Warn, false));
    }
    m_section->setSummary(effects.value(0) +
                          (on > 1 ? u' ' + tr("And %n more.", nullptr, on - 1) : QString()));
}

} // namespace chatsync::ui
