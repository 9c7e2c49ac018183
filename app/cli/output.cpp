// SPDX-License-Identifier: MIT
#include "app/cli/output.h"

#include <cerrno>
#include <unistd.h>

namespace chatsync::cli {

namespace {

void writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t count =
            ::write(descriptor, bytes.constData() + written, static_cast<size_t>(bytes.size() - written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return;
        written += count;
    }
}

} // namespace

void writeOut(const QByteArray &bytes)
{
    writeAll(STDOUT_FILENO, bytes);
}

void writeLine(const QString &line)
{
    writeOut(line.toUtf8() + '\n');
}

void complain(const QString &sentence, const QString &advice)
{
    const QString text = advice.isEmpty() ? sentence : sentence + u'\n' + advice;
    writeAll(STDERR_FILENO, "chat-sync: " + text.toUtf8() + '\n');
}

QString printable(QString text)
{
    for (QChar &character : text) {
        // Among the formatting characters only the joiners belong to a script; the rest could turn a line
        // around.
        const bool joiner = character == QChar{0x200c} || character == QChar{0x200d};
        const bool format = character.category() == QChar::Other_Format && !joiner;
        if (character.category() == QChar::Other_Control || format)
            character = QChar::ReplacementCharacter;
    }
    return text;
}

bool isTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1 && qgetenv("TERM") != "dumb";
}

bool wantsColour()
{
    return isTerminal() && qEnvironmentVariableIsEmpty("NO_COLOR");
}

} // namespace chatsync::cli
