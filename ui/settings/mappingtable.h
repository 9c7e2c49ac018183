// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/mappingassistant.h"

#include <QWidget>

namespace chatsync::ui {

class ElidedLabel;

/// Three lines in a frame: which table holds users, companies and conversations, and which columns.
class MappingTable final : public QWidget {
    Q_OBJECT
public:
    explicit MappingTable(QWidget *parent = nullptr);

    /// What is given by a person, and what the last look into the catalog found beside it.
    void setMapping(const SchemaMapping &mapping, const std::optional<MappingProposal> &found);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line {
        QWidget *row = nullptr;
        ElidedLabel *role = nullptr;
        ElidedLabel *text = nullptr;
    };
    Line m_lines[3];
};

/// `Users`, `Companies`, `Conversations` for the mapping's own words.
QString titleOfRole(const QString &role);
/// `Name`, `E-mail` … for a column's role.
QString titleOfColumn(const QString &role);

} // namespace chatsync::ui
