// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QApplication>
#include <QTest>

/// A main for tests of widgets: the application, its theme, then the test.
#define CHATSYNC_UI_TEST_MAIN(TestClass)                                                                     \
    int main(int argc, char **argv)                                                                          \
    {                                                                                                        \
        QApplication application(argc, argv);                                                                \
        chatsync::ui::Theme look;                                                                            \
        look.setScheme(chatsync::ui::Theme::Scheme::Light);                                                  \
        TestClass test;                                                                                      \
        return QTest::qExec(&test, argc, argv);                                                              \
    }
