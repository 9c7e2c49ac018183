// SPDX-License-Identifier: MIT
// Whatever people and conversations are called: shown as text, never as markup, and never out of its place.
#include "tests/ui/conversation/fakebackend.h"
#include "tests/ui/layout/textprobe.h"
#include "tests/ui/runs/uitest.h"
#include "ui/conversation/conversationpage.h"
#include "ui/runs/runview.h"

#include <QTreeView>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

// What the window of least size leaves to a page.
constexpr QSize pageSize{1032, 622};

} // namespace

class TestNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }

    void keepTheirPlace_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("seen"); // As much as there is always room for
        QTest::newRow("500 characters") << u"Wolfeschlegelstein"_s.repeated(28) << u"Wolf"_s;
        QTest::newRow("500 characters, many words") << u"Anna Maria "_s.repeated(46) << u"Anna"_s;
        QTest::newRow("right to left") << u"שרה כהן"_s << u"שרה"_s;
        QTest::newRow("turned by a control character") << u"\u202Egnp.exe"_s << u"gnp"_s;
        QTest::newRow("emoji") << u"Zoë 👩‍👩‍👧‍👦🎓"_s << u"Zoë"_s;
        QTest::newRow("markup") << u"<b>Bold</b><img src='x'>"_s << u"<b>Bo"_s;
        QTest::newRow("entities") << u"Tom &amp; &Jerry"_s << u"Tom &amp; &Jerry"_s;
    }

    void keepTheirPlace()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, seen);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            QApplication::setLayoutDirection(direction);
            FakeBackend backend;
            for (Participant &person : backend.people)
                person.name = name;
            ConversationPage page(&backend);
            page.resize(pageSize);
            page.show();
            perform(page, backend, name);

            const QStringList faults = layoutFaults(&page);
            for (const QString &fault : faults)
                qWarning("%s", qPrintable(fault));
            QVERIFY(faults.isEmpty());
            // In the chip and in what the run came to.
            QVERIFY2(visibleText(&page).count(seen) >= 2, qPrintable(visibleText(&page)));
            for (const QPointer<QWidget> &widget : visibleWidgets(&page)) {
                if (widget && Qt::mightBeRichText(widget->toolTip()))
                    QVERIFY2(!widget->toolTip().contains(u"<b>Bold"_s), qPrintable(widget->toolTip()));
            }
        }
    }

private:
    static void perform(ConversationPage &page, FakeBackend &backend, const QString &name)
    {
        ConversationDraft draft;
        draft.request = requestOf(FlowFixture::satEducation, {FlowFixture::amira, FlowFixture::jonas});
        draft.request.name = name;
        draft.settings = settingsOf(Preset::Hardened);
        draft.faults = {u"upsert-lost=onecrew_user_"_s + FlowFixture::amira};
        page.setDraft(draft);
        QTRY_VERIFY(backend.asked.size() >= 1);
        page.create();
        backend.finish();
        QTRY_VERIFY(!page.isRunning());
        QTRY_VERIFY(page.runView()->model().facts().finished);
        QApplication::processEvents();
    }
};

CHATSYNC_UI_TEST_MAIN(TestNames)
#include "tst_names.moc"
