// SPDX-License-Identifier: MIT
// The page on real files: what is open is read beside the window, either side selects the other, and nothing
// that stands in a log can do anything but be looked at.
#include "resources/translations.h"
#include "tests/core/backendlog/logmaker.h"
#include "ui/backendlog/backendlogpage.h"
#include "ui/backendlog/checkpane.h"
#include "ui/backendlog/loghome.h"
#include "ui/backendlog/loglines.h"
#include "ui/backendlog/loglist.h"
#include "ui/backendlog/sequencelist.h"
#include "ui/runs/runview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPromise>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000;

class FakeLogs final : public BackendLogBackend {
    Q_OBJECT
public:
    Redactor redactor() const override
    {
        Redactor redactor;
        redactor.addSecret(u"api_secret"_s, "gEheim-und-lang");
        return redactor;
    }
    QString environmentName() const override { return u"Sandbox"_s; }
    QFuture<Result<diagnosis::LookupResult>> lookUp(const diagnosis::LookupRequest &request) override
    {
        asked.push_back(request);
        held.emplace_back();
        held.back().start();
        return held.back().future();
    }
    void cancelLookUps() override {}

    void answer(const Result<diagnosis::LookupResult> &result)
    {
        held.back().addResult(result);
        held.back().finish();
    }

    std::vector<diagnosis::LookupRequest> asked;
    std::vector<QPromise<Result<diagnosis::LookupResult>>> held;
};

QByteArray logOf(Course course, quint32 seed, PrintedConversation *made = nullptr)
{
    QRandomGenerator random{seed};
    const PrintedConversation it = printed(course, random);
    if (made)
        *made = it;
    QByteArray log;
    for (const PrintedRecord &record : it.records)
        log += record + '\n';
    return log;
}

struct Desk {
    Desk()
    {
        page.resize(1272, 780);
        page.show();
        QApplication::setActiveWindow(&page);
    }
    bool opened(const QByteArray &log, const QString &name = u"api.log"_s)
    {
        const QString path = folder.filePath(name);
        QFile file{path};
        if (!file.open(QIODevice::WriteOnly) || file.write(log) != log.size())
            return false;
        file.close();
        page.openFile(path);
        return read();
    }
    bool read()
    {
        return QTest::qWaitFor([this] { return !page.isReading() && page.progress().bytes > 0; }, patience);
    }
    /// The line has been read and stands there.
    bool shows(qint64 line)
    {
        return QTest::qWaitFor([&] { return page.lines()->line(line) != nullptr; }, patience);
    }
    void append(const QByteArray &bytes, const QString &name = u"api.log"_s)
    {
        QFile file{folder.filePath(name)};
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QAction *action(const QString &id)
    {
        for (QAction *one : page.actions()) {
            if (one->objectName() == u"backendlog."_s + id)
                return one;
        }
        qFatal("no such action");
    }

    FakeLogs backend;
    QTemporaryDir folder;
    BackendLogPage page{&backend};
};

diagnosis::PersonFacts personIn(const QString &streamId, diagnosis::Existence existence)
{
    const StreamUserId id = *parseStreamUserId(streamId);
    diagnosis::PersonFacts facts;
    Participant row;
    row.id = id.id;
    row.kind = id.kind;
    row.name = u"<b>Amira</b> Haddad"_s;
    facts.id = id.id;
    (id.kind == ParticipantKind::User ? facts.user : facts.company) = row;
    facts.expected = identityOf(row);
    facts.stream.streamId = facts.expected.streamId;
    facts.stream.existence = existence;
    if (existence == diagnosis::Existence::Exists) {
        facts.stream.user.emplace();
        facts.stream.user->id = facts.expected.streamId;
        facts.stream.user->role = roleOf(id.kind);
    }
    facts.database.state = facts.streamChat.state = diagnosis::Reading::State::Read;
    return facts;
}

diagnosis::LookupResult everybody(const diagnosis::Past &past, diagnosis::Existence missingOnes)
{
    diagnosis::LookupResult result;
    for (const QString &streamId : past.members)
        result.facts.people.push_back(
            personIn(streamId, past.missing.contains(streamId) ? missingOnes : diagnosis::Existence::Exists));
    result.facts.now = QDateTime(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC);
    return result;
}

/// All text that can be seen or heard of a widget and those in it.
QString everythingIn(QWidget *widget)
{
    QStringList texts;
    for (QLabel *label : widget->findChildren<QLabel *>())
        texts << label->text() << label->toolTip();
    for (QPlainTextEdit *edit : widget->findChildren<QPlainTextEdit *>())
        texts << edit->toPlainText();
    for (QWidget *child : widget->findChildren<QWidget *>())
        texts << child->accessibleName() << child->accessibleDescription() << child->toolTip();
    for (QAbstractItemView *view : widget->findChildren<QAbstractItemView *>()) {
        for (int row = 0; view->model() && row < view->model()->rowCount(); ++row) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                texts << view->model()->index(row, 0).data(role).toString();
        }
    }
    return texts.join(u'\n');
}

} // namespace

class TestBackendLogPage : public QObject {
    Q_OBJECT

private:
    Theme m_theme;

private Q_SLOTS:
    void initTestCase() { installTranslations(); }

    void nothingYet()
    {
        Desk desk;
        QVERIFY(desk.page.home()->isVisible());
        QVERIFY(!desk.action(u"checkNow"_s)->isEnabled());
        QVERIFY(!desk.action(u"find"_s)->isEnabled());
        QVERIFY(desk.page.home()->findChildren<QPushButton *>().size() >= 4);
    }

    void theExamples()
    {
        Desk desk;
        desk.page.openText(u"Example"_s, exampleOfFailure());
        QVERIFY(desk.read());
        QCOMPARE(desk.page.catalogue().size(), size_t{2});
        QCOMPARE(desk.page.catalogue().troubled(), 1);
        QVERIFY(desk.page.conversation()->verdict == backendlog::LogVerdict::Failed);
        QVERIFY(!desk.page.warning()->isVisible());
        desk.page.openText(u"Example"_s, exampleOfLeak());
        QVERIFY(desk.read());
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.warning()->isVisible(), patience);
        QVERIFY2(desk.page.warning()->heading().contains(u"secret"_s),
                 qPrintable(desk.page.warning()->heading()));
    }

    /// Answer first: the one in trouble is chosen, at the line that says so.
    void opensAtTheTrouble()
    {
        Desk desk;
        PrintedConversation bad;
        const QByteArray good = logOf(Course::Good, 1);
        QVERIFY(desk.opened(good + "GET / 200\n" + logOf(Course::Refused, 2, &bad) + "GET / 200\n"));
        QVERIFY(desk.page.conversation());
        QCOMPARE(desk.page.conversation()->conversation, bad.id);
        QVERIFY(desk.page.verdict()->status() == Status::Fail);
        const backendlog::LogRecord *failed = desk.page.conversation()->last(BackendLine::Failed);
        QCOMPARE(desk.page.lines()->currentLine(), failed->line);
        QCOMPARE(desk.page.sequence()->currentIndex().row(),
                 desk.page.sequence()->sequence()->rowOf(failed->line));
        QVERIFY(desk.shows(failed->line));
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.lineText()->toPlainText().contains(u"createConversation"_s),
                                 patience);
        QVERIFY2(desk.page.status().contains(u"2 conversations"_s), qPrintable(desk.page.status()));
    }

    void eitherSideSelectsTheOther()
    {
        Desk desk;
        PrintedConversation first;
        PrintedConversation second;
        const QByteArray one = logOf(Course::Good, 3, &first);
        QVERIFY(desk.opened(one + logOf(Course::Retried, 4, &second)));
        BackendLogPage &page = desk.page;
        // A line of the other conversation chooses it.
        page.lines()->setFocus();
        QTest::keyClick(page.lines(), Qt::Key_Home);
        QCOMPARE(page.lines()->currentLine(), 1);
        QCOMPARE(page.conversation()->conversation, first.id);
        QCOMPARE(page.list()->current(), std::optional<size_t>{0});
        QCOMPARE(page.sequence()->currentIndex().row(), 0);
        // Down to the next record: its step is the current one.
        const qint64 upserting = page.conversation()->records[1].line;
        while (page.lines()->currentLine() < upserting)
            QTest::keyClick(page.lines(), Qt::Key_Down);
        QCOMPARE(page.sequence()->currentIndex().row(), 1);
        // A step chooses its line.
        page.sequence()->setFocus();
        QTest::keyClick(page.sequence(), Qt::Key_End);
        const backendlog::SequenceRow &last = page.sequence()->sequence()->rows().back();
        QCOMPARE(page.lines()->currentLine(), last.line);
        // The list chooses both.
        page.list()->view()->setFocus();
        QTest::keyClick(page.list()->view(), Qt::Key_Down);
        QCOMPARE(page.conversation()->conversation, second.id);
        const qint64 retrying = page.conversation()->first(BackendLine::Retrying)->line;
        QCOMPARE(page.lines()->currentLine(), retrying);
        // And the run: its row chooses the line, a line its row.
        page.showRun();
        QVERIFY(page.runView()->isVisible());
        const RunModel &model = page.runView()->model();
        QVERIFY(model.facts().finished);
        const qint64 members = page.conversation()->last(BackendLine::Members)->line;
        bool found = false;
        for (size_t i = 0; i < model.events().size() && !found; ++i) {
            if (model.events()[i].data[u"log_line"_s].toInteger() != members)
                continue;
            found = true;
            page.runView()->setCurrentRow(model.rowOfEvent(qsizetype(i)));
        }
        QVERIFY(found);
        QCOMPARE(page.lines()->currentLine(), members);
        QCOMPARE(page.sequence()->currentIndex().row(), page.sequence()->sequence()->rowOf(members));
        page.sequence()->setFocus();
        QTest::keyClick(page.sequence(), Qt::Key_Home);
        const RunRow *row = page.runView()->currentRow();
        QVERIFY(row && row->step == Step::Resolve);
        // A click as well.
        page.showLines();
        const int height = theme().lineHeight(FontRole::Log);
        const qint64 third = page.lines()->firstVisible() + 2;
        QTest::mouseClick(page.lines()->viewport(), Qt::LeftButton, {}, {200, 2 * height + height / 2});
        QCOMPARE(page.lines()->currentLine(), third);
    }

    void filters()
    {
        Desk desk;
        PrintedConversation wanted;
        QByteArray log;
        for (quint32 i = 0; i < 20; ++i)
            log += logOf(i % 5 == 0 ? Course::Refused : Course::Good, 100 + i, i == 7 ? &wanted : nullptr);
        QVERIFY(desk.opened(log));
        LogListModel *model = desk.page.list()->model();
        const QAbstractItemModelTester tester{model, QAbstractItemModelTester::FailureReportingMode::QtTest};
        QCOMPARE(model->rowCount(), 20);
        desk.page.list()->setTroubledOnly(true);
        QCOMPARE(model->rowCount(), 4);
        // F8 goes from one to the next.
        const auto before = desk.page.list()->current();
        desk.action(u"nextTrouble"_s)->trigger();
        QVERIFY(desk.page.list()->current() != before);
        QVERIFY(desk.page.conversation()->verdict == backendlog::LogVerdict::Failed);
        desk.page.list()->setTroubledOnly(false);
        QTest::keyClicks(desk.page.list()->field(), wanted.id.first(12).toUpper());
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 1, patience);
        QCOMPARE(model->index(0).data().toString(), wanted.id);
        // A line of one that is filtered away brings it back.
        desk.page.lines()->setFocus();
        QTest::keyClick(desk.page.lines(), Qt::Key_Home);
        QVERIFY(desk.page.list()->current() == std::optional<size_t>{0});
        QCOMPARE(model->rowCount(), 20);
    }

    void searches()
    {
        Desk desk;
        QVERIFY(desk.opened(logOf(Course::Good, 5) + QByteArray("nothing\n").repeated(5000) + "the Needle\n" +
                            QByteArray("nothing\n").repeated(5000) + "a needle\n"));
        desk.action(u"find"_s)->trigger();
        QVERIFY(desk.page.searchField()->hasFocus());
        QTest::keyClicks(desk.page.searchField(), u"needle"_s);
        QTest::keyClick(desk.page.searchField(), Qt::Key_Return);
        const qint64 lines = desk.page.lines()->lines();
        QTRY_COMPARE_WITH_TIMEOUT(desk.page.lines()->currentLine(), lines - 5001, patience);
        desk.action(u"findNext"_s)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(desk.page.lines()->currentLine(), lines, patience);
        desk.action(u"findNext"_s)->trigger(); // Round the end
        QCOMPARE(desk.page.lines()->currentLine(), lines - 5001);
        desk.action(u"findPrevious"_s)->trigger();
        QCOMPARE(desk.page.lines()->currentLine(), lines);
        QVERIFY(desk.shows(lines));
        QCOMPARE(desk.page.lines()->textOf(lines), u"a needle"_s);
    }

    void followsThroughTruncationAndRotation()
    {
        Desk desk;
        const QByteArray first = logOf(Course::Good, 6);
        QVERIFY(desk.opened(first));
        desk.action(u"follow"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.progress().following && !desk.page.isReading(), patience);
        PrintedConversation bad;
        desk.append(logOf(Course::Refused, 7, &bad));
        QTRY_COMPARE_WITH_TIMEOUT(desk.page.catalogue().size(), size_t{2}, patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.conversation() && desk.page.conversation()->conversation == bad.id,
                                 patience);
        // The view stays at the end.
        const QByteArray many = QByteArray("INFO GET / 200\n").repeated(500);
        desk.append(many);
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.lines()->lines() > 500, patience);
        QScrollBar *bar = desk.page.lines()->verticalScrollBar();
        QTRY_COMPARE_WITH_TIMEOUT(bar->value(), bar->maximum(), patience);
        // Unless somebody looks elsewhere.
        bar->setValue(3);
        desk.append(many);
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.lines()->lines() > 1000, patience);
        QCOMPARE(bar->value(), 3);

        const QString path = desk.folder.filePath(u"api.log"_s);
        QVERIFY(QFile::resize(path, 0));
        QTRY_COMPARE_WITH_TIMEOUT(desk.page.progress().epoch, 1, patience);
        QVERIFY(desk.page.messages()->isVisible());
        QVERIFY(desk.page.messages()->heading().contains(u"emptied"_s));
        // What was found stays; its lines are gone, and choosing it says so instead of showing others.
        QCOMPARE(desk.page.catalogue().size(), size_t{2});
        desk.page.list()->view()->setFocus();
        QTest::keyClick(desk.page.list()->view(), Qt::Key_Home);
        QVERIFY(everythingIn(&desk.page).contains(u"were in the file before"_s));
        desk.append(logOf(Course::Retried, 8));
        QTRY_COMPARE_WITH_TIMEOUT(desk.page.catalogue().size(), size_t{3}, patience);
        QVERIFY(QFile::rename(path, path + u".1"_s));
        desk.append(logOf(Course::Good, 9));
        QTRY_COMPARE_WITH_TIMEOUT(desk.page.catalogue().size(), size_t{4}, patience);
        QCOMPARE(desk.page.progress().epoch, 2);
        desk.action(u"follow"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.page.progress().following, patience);
    }

    void aLeakIsToldAndNotShown()
    {
        Desk desk;
        const QByteArray other = "here is gEheim-und-lang itself\n";
        QVERIFY(desk.opened(other + logOf(Course::Refused, 10)));
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.warning()->isVisible(), patience);
        QVERIFY(desk.page.warning()->status() == Status::Fail);
        QSignalSpy help(&desk.page, &BackendLogPage::helpRequested);
        QPushButton *show = nullptr;
        for (QPushButton *button : desk.page.warning()->findChildren<QPushButton *>()) {
            if (button->text().contains(u"line"_s))
                show = button;
            else
                button->click();
        }
        QCOMPARE(help.size(), 1);
        QVERIFY(show);
        show->click();
        const qint64 line = desk.page.lines()->currentLine();
        QVERIFY(desk.shows(line));
        QVERIFY2(desk.page.lines()->textOf(line).contains(u"[secret: token]"_s),
                 qPrintable(desk.page.lines()->textOf(line)));
        desk.page.lines()->copyLine();
        const QString token = QString::fromLatin1(serverToken().mid(40, 30));
        QVERIFY(!QApplication::clipboard()->text().isEmpty());
        QVERIFY(!QApplication::clipboard()->text().contains(token));
        QString all = everythingIn(&desk.page);
        for (qint64 i = 1; i <= desk.page.lines()->lines(); ++i)
            all += desk.page.lines()->textOf(i);
        QVERIFY(all.contains(u"here is [secret"_s));
        QVERIFY(!all.contains(token));
        QVERIFY(!all.contains(u"gEheim"_s));
    }

    void hostileText()
    {
        Desk desk;
        QByteArray log = logOf(Course::Refused, 11);
        log.replace("Please create", "<img src=x onerror=alert(1)><b>\xe2\x80\xae Please");
        QVERIFY(desk.opened("<html><script>1</script>\n\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \x1b]0;title\x07\n" +
                            log));
        QVERIFY(desk.shows(1));
        QCOMPARE(desk.page.lines()->textOf(1), u"<html><script>1</script>"_s);
        QVERIFY(!desk.page.lines()->textOf(2).contains(u"title"_s));
        for (QLabel *label : desk.page.findChildren<QLabel *>()) {
            const bool plain = label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text());
            QVERIFY2(plain, qPrintable(label->text()));
        }
        for (QListView *view : desk.page.findChildren<QListView *>()) {
            for (int row = 0; row < view->model()->rowCount(); ++row)
                QVERIFY(!view->model()->index(row, 0).data(Qt::ToolTipRole).toString().contains(u"<img"_s));
        }
        desk.page.grab();
        desk.page.showRun();
        desk.page.grab();
    }

    void whatCannotBeRead()
    {
        Desk desk;
        desk.page.openFile(desk.folder.filePath(u"absent.log"_s));
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.home()->heading().contains(u"cannot be read"_s), patience);
        desk.page.openFile(desk.folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.home()->heading().contains(u"folder"_s), patience);
        desk.page.openText(u"Pasted text"_s, u"  \n "_s);
        QVERIFY(desk.page.home()->isVisible());
        QVERIFY(desk.page.home()->heading().contains(u"no text"_s));
        // Nothing of the flow in it: said, and the lines can be read all the same.
        QVERIFY(desk.opened("GET / 200\n"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.warning()->isVisible(), patience);
        QVERIFY(desk.page.warning()->heading().contains(u"no line of a conversation"_s));
        QVERIFY(desk.shows(1));
    }

    void binaryAndOneVeryLongLine()
    {
        Desk desk;
        QByteArray log(1024 * 1024, '\0');
        for (qsizetype i = 0; i < log.size(); i += 3)
            log[i] = char(i * 7);
        QVERIFY(desk.opened(log));
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.warning()->isVisible(), patience);
        desk.page.grab();
        QVERIFY(desk.opened(QByteArray(40 * 1024 * 1024, 'x') + '\n' + logOf(Course::Good, 12)));
        QCOMPARE(desk.page.catalogue().size(), size_t{1});
        QVERIFY(desk.shows(1));
        QVERIFY(desk.shows(2));
        QVERIFY(desk.page.lines()->textOf(2).contains(u"Syncing"_s));
    }

    void pastedAndDropped()
    {
        Desk desk;
        QByteArray log;
        for (quint32 i = 0; i < 50; ++i)
            log += logOf(Course::Good, 200 + i) +
                   QByteArray("INFO GET /api/v1/companies 200 22 ms\n").repeated(5600);
        const QString text = QString::fromUtf8(log);
        QVERIFY(text.size() > 10'000'000);
        QApplication::clipboard()->setText(text);
        desk.action(u"paste"_s)->trigger();
        QVERIFY(desk.page.isReading());
        QVERIFY(desk.read());
        QCOMPARE(desk.page.catalogue().found(), 50);
        QVERIFY(!desk.action(u"follow"_s)->isEnabled());
        QApplication::clipboard()->clear();

        const QString path = desk.folder.filePath(u"dropped.log"_s);
        QFile file{path};
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(logOf(Course::Refused, 13));
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        desk.page.openFrom(&data);
        QVERIFY(desk.read());
        QCOMPARE(desk.page.catalogue().found(), 1);
        QVERIFY(desk.action(u"follow"_s)->isEnabled());
    }

    void thenAndNow()
    {
        Desk desk;
        QVERIFY(desk.opened(logOf(Course::Refused, 14)));
        desk.action(u"checkNow"_s)->trigger();
        QVERIFY(desk.page.isChecking());
        QCOMPARE(desk.backend.asked.size(), size_t{1});
        const QString text = desk.backend.asked[0].text;
        for (const QString &person : desk.page.conversation()->people)
            QVERIFY(text.contains(person));
        diagnosis::Past past;
        past.members = text.split(u'\n').filter(u"onecrew_"_s).filter(QRegularExpression{u"^onecrew_"_s});
        past.missing = desk.page.conversation()->last(BackendLine::Failed)->error->streamIds;
        QVERIFY(!past.missing.isEmpty());
        desk.backend.answer(everybody(past, diagnosis::Existence::Absent));
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.comparison().has_value(), patience);
        QVERIFY(desk.page.comparison()->outlook == diagnosis::ThenAndNow::Outlook::FailsTheSame);
        QVERIFY(desk.page.checkPane()->isVisible());
        QVERIFY(desk.page.checkPane()->banner()->status() == Status::Fail);
        desk.action(u"checkNow"_s)->trigger();
        desk.backend.answer(everybody(past, diagnosis::Existence::Exists));
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.checkPane()->banner()->status() == Status::Ok, patience);
        // Another environment has other people.
        Q_EMIT desk.backend.environmentChanged();
        QVERIFY(!desk.page.checkPane()->isVisible());
        // An answer that comes too late is nobody's.
        desk.action(u"checkNow"_s)->trigger();
        Q_EMIT desk.backend.environmentChanged();
        desk.backend.answer(everybody(past, diagnosis::Existence::Exists));
        QApplication::processEvents();
        QVERIFY(!desk.page.comparison());
        // Nobody can be asked.
        desk.action(u"checkNow"_s)->trigger();
        desk.backend.answer(tl::unexpected(Error{Error::Kind::Network, u"It is down."_s, u"Wait."_s, {}}));
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.checkPane()->banner()->heading() == u"It is down."_s, patience);
        QSignalSpy lookedUp(&desk.page, &BackendLogPage::lookUpRequested);
        for (QPushButton *button : desk.page.rightPane()->findChildren<QPushButton *>()) {
            if (button->text() == u"Look up"_s)
                button->click();
        }
        QCOMPARE(lookedUp.size(), 1);
        QCOMPARE(lookedUp[0][0].toString(), text);
    }

    void isRemembered()
    {
        Desk desk;
        QVERIFY(desk.opened(logOf(Course::Good, 15)));
        desk.page.list()->setTroubledOnly(true);
        const QByteArray state = desk.page.saveState();
        Desk other;
        QVERIFY(other.page.restoreState(state));
        QVERIFY(other.page.list()->troubledOnly());
        QVERIFY(everythingIn(other.page.home()).contains(desk.folder.filePath(u"api.log"_s)));
        QVERIFY(!other.page.restoreState("nonsense"));
        QVERIFY(other.page.restoreState({}));
    }

    void goesWhileItReads()
    {
        QByteArray log;
        for (quint32 i = 0; i < 100; ++i)
            log += logOf(Course::Good, 300 + i);
        QTemporaryDir folder;
        QFile file{folder.filePath(u"a.log"_s)};
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(log.repeated(30));
        file.close();
        FakeLogs backend;
        {
            BackendLogPage page{&backend};
            page.show();
            page.openFile(file.fileName());
            page.openFile(file.fileName());
            QVERIFY(page.isReading());
        }
        Desk desk;
        desk.page.openFile(file.fileName());
        QTest::keyClick(&desk.page, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.progress().stopped, patience);
        QVERIFY2(desk.page.status().startsWith(u"Stopped after"_s), qPrintable(desk.page.status()));
    }
};

QTEST_MAIN(TestBackendLogPage)
#include "tst_backendlogpage.moc"
