// SPDX-License-Identifier: MIT
#pragma once

#include <QTranslator>

namespace chatsync::test {

/// English as another language would be: two fifths longer, accented, in brackets that show a cut. Install it
/// last.
class PseudoLocale final : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;

    QString translate(const char *context, const char *sourceText, const char *disambiguation,
                      int n) const override;
    bool isEmpty() const override { return false; }
};

/// Placeholders, markup and mnemonics stay what they are.
QString pseudo(const QString &text);

} // namespace chatsync::test
