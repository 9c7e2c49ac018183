// SPDX-License-Identifier: MIT
// What Qt alone needs for a window of the same size: nothing can be quicker than this.
#include <QApplication>
#include <QLabel>

int main(int argc, char **argv)
{
    QApplication app{argc, argv};
    QLabel window{QStringLiteral("A bare window")};
    window.resize(1360, 860);
    window.show();
    return QApplication::exec();
}
