// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/mappingassistant.h"
#include "ui/widgets/sheet.h"

class QComboBox;
class QStackedWidget;

namespace chatsync::ui {

/// Which tables and columns are read: what was found in the database, open to be corrected, beside sample
/// rows. Nothing is changed before it is accepted; what is left as it was found stays to be found by itself.
class MappingSheet final : public Sheet {
    Q_OBJECT
public:
    /// Covers @p view.
    MappingSheet(const MappingProposal &found, const SchemaMapping &given, QWidget *view);

    /// As the fields have it.
    SchemaMapping mapping() const;

private:
    struct Field {
        TableProposal::Column column;
        QComboBox *combo = nullptr;
    };
    struct Page {
        TableProposal proposal;
        QComboBox *table = nullptr;
        std::vector<Field> fields;
    };

    QWidget *buildPage(const TableProposal &proposal);
    QWidget *buildSamples(const TableProposal &proposal, QWidget *parent);
    QString valueOf(const Page &page, const QString &role) const;

    SchemaMapping m_given;
    std::vector<Page> m_pages;
};

} // namespace chatsync::ui
