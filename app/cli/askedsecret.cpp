// SPDX-License-Identifier: MIT
#include "app/cli/askedsecret.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace chatsync::cli {

namespace {

constexpr qsizetype longest = 4096;
constexpr char interrupt = 3;
constexpr char endOfText = 4;
constexpr char backspace = 8;
constexpr char lineKill = 21;
constexpr char rubout = 127;

QString tr(const char *text)
{
    return QCoreApplication::translate("EnvironmentCommands", text);
}

/// A terminal that neither echoes nor acts on keys, until it goes. Ctrl+C arrives as a key: as a signal it
/// would end the program and leave the terminal mute.
class MuteTerminal {
public:
    MuteTerminal()
        : m_descriptor(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        if (m_descriptor < 0 || ::tcgetattr(m_descriptor, &m_before) != 0)
            return;
        termios mute = m_before;
        mute.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG);
        mute.c_cc[VMIN] = 1;
        mute.c_cc[VTIME] = 0;
        m_mute = ::tcsetattr(m_descriptor, TCSAFLUSH, &mute) == 0;
    }
    ~MuteTerminal()
    {
        if (m_mute)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    MuteTerminal(const MuteTerminal &) = delete;
    MuteTerminal &operator=(const MuteTerminal &) = delete;

    bool isMute() const { return m_mute; }
    void say(const QString &text) const
    {
        const QByteArray bytes = text.toUtf8();
        [[maybe_unused]] const ssize_t written =
            ::write(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size()));
    }
    /// Nothing at the end of input.
    std::optional<char> key() const
    {
        char typed = 0;
        return ::read(m_descriptor, &typed, 1) == 1 ? std::optional{typed} : std::nullopt;
    }

private:
    int m_descriptor;
    termios m_before{};
    bool m_mute = false;
};

void takeBack(QByteArray &typed)
{
    // A character of several bytes goes as one.
    while (!typed.isEmpty() && (static_cast<unsigned char>(typed.back()) & 0xc0) == 0x80)
        typed.chop(1);
    typed.chop(1);
}

} // namespace

bool canAsk()
{
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

Result<QByteArray> askSecret(const QString &question)
{
    const MuteTerminal terminal;
    if (!terminal.isMute())
        return tl::unexpected(Error{Error::Kind::Input, tr("There is no terminal to ask on."), {}, {}});
    terminal.say(question);
    QByteArray typed;
    for (;;) {
        const std::optional<char> key = terminal.key();
        if (!key || *key == endOfText || *key == '\r' || *key == '\n')
            break;
        if (*key == interrupt) {
            terminal.say(QStringLiteral("\n"));
            return cancelledError();
        }
        if (*key == backspace || *key == rubout)
            takeBack(typed);
        else if (*key == lineKill)
            typed.clear();
        else if (typed.size() < longest)
            typed.append(*key);
    }
    terminal.say(QStringLiteral("\n"));
    return typed;
}

Result<QByteArray> secretFrom(const QString &source)
{
    QByteArray value;
    if (source == QLatin1String("-")) {
        char byte = 0;
        // Byte by byte: what follows the line is somebody else's.
        while (value.size() <= longest && ::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
            value.append(byte);
    } else {
        value = qgetenv(source.toLocal8Bit().constData());
    }
    while (value.endsWith('\n') || value.endsWith('\r'))
        value.chop(1);
    if (!value.isEmpty() && value.size() <= longest)
        return value;
    return tl::unexpected(
        Error{Error::Kind::Input,
              source == QLatin1String("-") ? tr("Standard input holds no secret in its next line.")
                                           : tr("The variable %1 is empty or not set.").arg(source),
              tr("Name a variable that holds the secret, or give - and the secret in a line of its own."),
              {}});
}

} // namespace chatsync::cli
