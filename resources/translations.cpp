// SPDX-License-Identifier: MIT
#include "resources/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace chatsync {

void installTranslations()
{
    auto *translator = new QTranslator{QCoreApplication::instance()};
    const bool found = translator->load(QLocale{}, QStringLiteral("chatsync"), QStringLiteral("_"),
                                        QStringLiteral(":/i18n")) ||
                       translator->load(QStringLiteral(":/i18n/chatsync_en"));
    if (found)
        QCoreApplication::installTranslator(translator);
}

} // namespace chatsync
