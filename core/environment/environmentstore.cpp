// SPDX-License-Identifier: MIT
#include "core/environment/environmentstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace chatsync {

namespace {

constexpr qint64 largestFile = 10 * 1024 * 1024;
constexpr int lockPatienceMs = 3000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Environments", text);
}

tl::unexpected<Error> storage(const QString &what, const QString &advice, const QString &detail = {})
{
    return tl::unexpected(Error{Error::Kind::Storage, what, advice, detail});
}

tl::unexpected<Error> input(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

bool isNamed(const Environment &environment, const QString &name)
{
    return environment.name.compare(name, Qt::CaseInsensitive) == 0;
}

QString freeId(const std::vector<Environment> &taken, const QString &name)
{
    const QString wanted = environmentIdOf(name);
    const auto isTaken = [&taken](const QString &id) {
        return id == Environment::sandbox().id ||
               std::any_of(taken.cbegin(), taken.cend(),
                           [&id](const Environment &other) { return other.id == id; });
    };
    QString id = wanted;
    for (int number = 2; isTaken(id); ++number)
        id = QStringLiteral("%1-%2").arg(wanted).arg(number);
    return id;
}

Error sandboxIsFixed()
{
    return {Error::Kind::Input,
            tr("The sandbox is built in and cannot be changed or removed."),
            tr("Make an environment of another name."),
            {}};
}

} // namespace

QString EnvironmentStore::defaultPath()
{
    const QString given = qEnvironmentVariable("CHATSYNC_CONFIG");
    if (!given.isEmpty())
        return given;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    return QDir{folder}.filePath(QStringLiteral("environments.json"));
}

EnvironmentStore::EnvironmentStore(QString path)
    : m_path(path.isEmpty() ? defaultPath() : std::move(path))
{}

Result<EnvironmentFile> EnvironmentStore::read()
{
    QFile file{m_path};
    if (!file.exists())
        return EnvironmentFile{};
    if (!file.open(QIODevice::ReadOnly))
        return storage(tr("The environments in %1 cannot be read.").arg(m_path),
                       tr("Check the permissions of the file and its folder."), file.errorString());
    if (file.size() > largestFile)
        return storage(tr("The file of environments %1 is far too large.").arg(m_path),
                       tr("Move it away to begin anew."));
    Result<EnvironmentFile> content = environmentFileFrom(file.readAll());
    if (!content) {
        Error error = content.error();
        error.what += u' ' + tr("(%1)").arg(m_path);
        return tl::unexpected(error);
    }
    m_notices = content->notices;
    return content;
}

Result<void> EnvironmentStore::write(const std::vector<Environment> &environments)
{
    QSaveFile file{m_path};
    const QByteArray text = toText(environments);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return storage(tr("The environments could not be written to %1.").arg(m_path),
                       tr("Check the disk and the permissions of the folder; nothing was changed."),
                       file.errorString());
    return {};
}

Result<std::vector<Environment>> EnvironmentStore::load()
{
    m_notices.clear();
    const Result<EnvironmentFile> file = read();
    if (!file)
        return tl::unexpected(file.error());
    std::vector<Environment> all{Environment::sandbox()};
    all.insert(all.end(), file->environments.begin(), file->environments.end());
    return all;
}

template<typename Change>
auto EnvironmentStore::change(Change work) -> decltype(work(std::declval<std::vector<Environment> &>()))
{
    if (!QDir{}.mkpath(QFileInfo{m_path}.absolutePath()))
        return storage(tr("The folder of %1 cannot be made.").arg(m_path),
                       tr("Check the permissions of the folder above it."));
    QLockFile lock{m_path + QStringLiteral(".lock")};
    if (!lock.tryLock(lockPatienceMs))
        return storage(tr("The environments in %1 are being changed by another program.").arg(m_path),
                       tr("Try again in a moment."));
    Result<EnvironmentFile> file = read();
    if (!file)
        return tl::unexpected(file.error());
    auto answer = work(file->environments);
    if (!answer)
        return answer;
    if (const Result<void> written = write(file->environments); !written)
        return tl::unexpected(written.error());
    return answer;
}

Result<Environment> EnvironmentStore::save(Environment environment)
{
    if (environment.isEmbedded() || isNamed(Environment::sandbox(), environment.name))
        return tl::unexpected(sandboxIsFixed());
    if (const Result<void> usable = checkEnvironment(environment); !usable)
        return tl::unexpected(usable.error());
    return change([&environment](std::vector<Environment> &all) -> Result<Environment> {
        if (environment.id.isEmpty())
            environment.id = freeId(all, environment.name);
        for (const Environment &other : all) {
            if (other.id != environment.id && isNamed(other, environment.name))
                return input(tr("Another environment is called %1.").arg(other.name),
                             tr("Give it another name, or change that one."));
        }
        const auto same = std::find_if(all.begin(), all.end(), [&environment](const Environment &other) {
            return other.id == environment.id;
        });
        if (same != all.end())
            *same = environment;
        else
            all.push_back(environment);
        return environment;
    });
}

Result<void> EnvironmentStore::remove(const QString &nameOrId)
{
    return change([&nameOrId](std::vector<Environment> &all) -> Result<void> {
        std::vector<Environment> known{Environment::sandbox()};
        known.insert(known.end(), all.begin(), all.end());
        const Result<Environment> found = findEnvironment(known, nameOrId);
        if (!found)
            return tl::unexpected(found.error());
        if (found->isEmbedded())
            return tl::unexpected(sandboxIsFixed());
        std::erase_if(all, [&found](const Environment &one) { return one.id == found->id; });
        return {};
    });
}

Result<ImportReport> EnvironmentStore::import(const QByteArray &text, bool replace)
{
    const Result<EnvironmentFile> given = environmentFileFrom(text);
    if (!given)
        return tl::unexpected(given.error());
    return change([&given, replace](std::vector<Environment> &all) -> Result<ImportReport> {
        ImportReport report;
        report.notices = given->notices;
        for (Environment environment : given->environments) {
            const auto same = std::find_if(all.begin(), all.end(), [&environment](const Environment &other) {
                return other.id == environment.id || isNamed(other, environment.name);
            });
            if (same == all.end()) {
                report.added << environment.name;
                all.push_back(environment);
            } else if (replace) {
                // Its secrets are kept under the id it has here.
                environment.id = same->id;
                report.replaced << environment.name;
                *same = environment;
            } else {
                report.skipped << environment.name;
            }
        }
        // One of them may have replaced by id and now share a name with a third.
        for (const Environment &one : all) {
            if (std::count_if(all.begin(), all.end(),
                              [&one](const Environment &other) { return isNamed(other, one.name); }) > 1)
                return input(tr("Another environment is called %1.").arg(one.name),
                             tr("Change the name in the file, or here."));
        }
        return report;
    });
}

Result<Environment> findEnvironment(const std::vector<Environment> &all, const QString &nameOrId)
{
    const QString wanted = nameOrId.trimmed();
    for (const Environment &environment : all) {
        if (isNamed(environment, wanted))
            return environment;
    }
    QStringList names;
    for (const Environment &environment : all) {
        if (environment.id == wanted.toLower())
            return environment;
        names << environment.name;
    }
    return input(tr("There is no environment called “%1”.").arg(wanted.left(80)),
                 tr("There are: %1.").arg(names.join(QStringLiteral(", "))));
}

} // namespace chatsync
