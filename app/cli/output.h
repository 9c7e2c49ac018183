// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace chatsync::cli {

/// What goes to standard output, unbuffered: a line is out before the next event happens, so that whoever
/// reads (or kills) the program has seen all of it. A closed pipe is no reason to stop a run: what follows is
/// dropped.
void writeOut(const QByteArray &bytes);
void writeLine(const QString &line);

/// A complaint on standard error.
void complain(const QString &sentence, const QString &advice = {});

/// Text from servers and files must not steer the terminal.
QString printable(QString text);

/// Whether standard output is a terminal which understands cursor movement, and wants colours.
bool isTerminal();
bool wantsColour();

} // namespace chatsync::cli
