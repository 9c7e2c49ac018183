// SPDX-License-Identifier: MIT
// The user guide: whole, without a dead link, and found by its words.
#include "ui/shell/actionregistry.h"
#include "ui/shell/helppage.h"
#include "ui/shell/userguide.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

const QString folder = QStringLiteral(CHATSYNC_SOURCE_DIR "/resources/help");

QStringList linksIn(const QString &markdown)
{
    QTextDocument document;
    document.setMarkdown(markdown);
    QStringList links;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (const QTextLayout::FormatRange &piece : block.textFormats()) {
            if (piece.format.isAnchor())
                links << piece.format.anchorHref();
        }
    }
    return links;
}

} // namespace

class TestHelp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(); }
    void cleanupTestCase() { m_theme.reset(); }

    void everyPageIsListed()
    {
        QStringList files;
        for (const QFileInfo &file : QDir(folder).entryInfoList({u"*.md"_s}, QDir::Files))
            files << file.completeBaseName();
        QVERIFY(files.contains(u"index"_s) && files.size() > 5);
        files.sort(); // By name: with its suffix, a longer one may come before a shorter.
        const HelpPage help(&m_actions);
        QStringList listed = help.topics();
        QCOMPARE(listed.first(), u"index"_s);
        QCOMPARE(listed.takeLast(), u"keys"_s);
        listed.sort();
        QCOMPARE(listed, files);
        for (const GuidePage &page : userGuide())
            QVERIFY2(!page.title.isEmpty() && page.markdown.startsWith("# "_L1 + page.title),
                     qPrintable(page.id));
    }

    void everyLinkLeadsSomewhere()
    {
        HelpPage help(&m_actions);
        int followed = 0;
        for (const GuidePage &page : userGuide()) {
            for (const QString &link : linksIn(page.markdown)) {
                help.showTopic(page.id);
                QVERIFY2(QUrl(link).isRelative(), qPrintable(page.id + u": "_s + link));
                QVERIFY2(help.follow(QUrl(link)), qPrintable(page.id + u": "_s + link));
                const QString target = link.section(u'#', 0, 0);
                QCOMPARE(help.topic(), target.isEmpty() ? page.id : target.chopped(3));
                ++followed;
            }
        }
        QVERIFY(followed >= help.topics().size() - 2);
        QVERIFY(!help.follow(QUrl(u"nowhere.md"_s)));
        QVERIFY(!help.follow(QUrl(u"flows.md#nothing-of-that-name"_s)));
    }

    /// Those of README and CONTRIBUTING lead to files, and to headings of the guide.
    void everyLinkIntoTheGuideLeadsSomewhere()
    {
        for (const QString &name : {u"README.md"_s, u"CONTRIBUTING.md"_s}) {
            QFile file(QStringLiteral(CHATSYNC_SOURCE_DIR "/") + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (const QString &link : linksIn(QString::fromUtf8(file.readAll()))) {
                if (!QUrl(link).isRelative())
                    continue;
                const QString path = QStringLiteral(CHATSYNC_SOURCE_DIR "/") + link.section(u'#', 0, 0);
                QVERIFY2(QFile::exists(path), qPrintable(name + u": "_s + link));
            }
        }
    }

    void aClickFollowsALinkToAHeading()
    {
        HelpPage help(&m_actions);
        help.resize(700, 300);
        help.show();
        QApplication::setActiveWindow(&help);
        QVERIFY(QTest::qWaitForWindowActive(&help));
        help.showTopic(u"command-line"_s);
        auto *browser = help.findChild<QTextBrowser *>();
        Q_EMIT browser->anchorClicked(QUrl(u"flows.md#who-is-who"_s));
        QCOMPARE(help.topic(), u"flows"_s);
        QCOMPARE(browser->textCursor().block().text(), u"Who is who"_s);
        QVERIFY(browser->viewport()->rect().contains(browser->cursorRect().center()));
        browser->setFocus();
        QTest::keyClick(browser, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(help.topic(), u"command-line"_s);
    }

    void theSearchNarrowsAndMarks()
    {
        HelpPage help(&m_actions);
        help.resize(700, 300);
        help.show();
        const QStringList all = help.topics();
        auto *field = help.findChild<QLineEdit *>();
        auto *browser = help.findChild<QTextBrowser *>();
        QTest::keyClicks(field, u"visibility-delay RECOVERS"_s);
        QCOMPARE(help.topics(), QStringList{u"sandbox"_s});
        QCOMPARE(help.topic(), u"sandbox"_s);
        QCOMPARE(browser->extraSelections().size(), 2);
        QVERIFY(browser->viewport()->rect().contains(browser->cursorRect().center()));

        field->setText(u"companies"_s);
        QCOMPARE(help.topic(), u"sandbox"_s);
        QVERIFY(help.topics().contains(u"flows"_s));
        QSet<QString> visited;
        for (int i = 0; i < 40; ++i) {
            QTest::keyClick(field, Qt::Key_Return);
            visited.insert(help.topic());
        }
        const QStringList found = help.topics();
        QCOMPARE(visited, QSet<QString>(found.cbegin(), found.cend()));

        field->setText(u"zebra"_s);
        QVERIFY(help.topics().isEmpty());
        QVERIFY(help.text().contains(u"zebra"_s));
        field->clear();
        QCOMPARE(help.topics(), all);
        QVERIFY(browser->extraSelections().isEmpty());
        QVERIFY(all.contains(help.topic()));
    }

    void theSearchFindsKeys()
    {
        QAction *action = m_actions.add(
            {.id = u"test.polish"_s, .text = u"Polish the brass"_s, .tip = u"Until it shines"_s});
        HelpPage help(&m_actions);
        help.findChild<QLineEdit *>()->setText(u"brass"_s);
        QCOMPARE(help.topics(), QStringList{u"keys"_s});
        QVERIFY(help.text().contains(action->text()));
    }

    void anchorsAreThoseOfMarkdown()
    {
        QCOMPARE(anchorOf(u"The three flows"_s), u"the-three-flows"_s);
        QCOMPARE(anchorOf(u"chat-sync runs, chat-sync show"_s), u"chat-sync-runs-chat-sync-show"_s);
    }

private:
    std::unique_ptr<Theme> m_theme;
    ActionRegistry m_actions;
};

QTEST_MAIN(TestHelp)
#include "tst_help.moc"
