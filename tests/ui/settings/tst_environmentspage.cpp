// SPDX-License-Identifier: MIT
#include "tests/ui/runs/uitest.h"
#include "tests/ui/settings/fakeenvironments.h"
#include "ui/settings/environmentform.h"
#include "ui/settings/environmentlist.h"
#include "ui/settings/environmentspage.h"
#include "ui/settings/mappingsheet.h"
#include "ui/settings/secretfield.h"
#include "ui/settings/selftestmodel.h"
#include "ui/settings/selftestpane.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

struct Desk {
    explicit Desk(const QString &key = u"staging"_s)
        : page(std::make_unique<EnvironmentsPage>(&backend))
    {
        page->resize(1272, 746);
        page->show();
        QApplication::setActiveWindow(page.get());
        if (!QTest::qWaitForWindowActive(page.get()))
            qFatal("The page does not become active.");
        page->choose(key);
        settle();
    }

    static void settle()
    {
        for (int i = 0; i < 4; ++i) {
            QApplication::processEvents();
            QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    QLineEdit *edit(const QString &name) const
    {
        for (QLineEdit *found : page->form()->findChildren<QLineEdit *>()) {
            if (found->accessibleName() == name)
                return found;
        }
        return nullptr;
    }
    QPushButton *button(const QString &text, const QWidget *in = nullptr) const
    {
        for (QPushButton *found : (in ? in : page.get())->findChildren<QPushButton *>()) {
            if (found->isVisible() && found->text() == text)
                return found;
        }
        return nullptr;
    }
    QString errorAt(const QLineEdit *edit) const
    {
        for (const QWidget *at = edit->parentWidget(); at; at = at->parentWidget()) {
            if (const auto *field = qobject_cast<const FormField *>(at))
                return field->error();
        }
        return {};
    }
    void type(QLineEdit *edit, const QString &text) const
    {
        edit->setFocus();
        edit->selectAll();
        if (text.isEmpty())
            QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    QString line(const QString &key) const
    {
        const int row = page->model()->rowOf(key);
        return page->model()->index(row).data(EnvironmentListModel::LineRole).toString();
    }
    SecretField *secret() const { return page->form()->secret(SecretKind::StreamSecret); }
    QString news() const { return page->findChild<MessageBar *>()->heading(); }

    FakeEnvironments backend;
    std::unique_ptr<EnvironmentsPage> page;
};

} // namespace

class TestEnvironmentsPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelsKeepTheirPromises()
    {
        Desk desk;
        const QAbstractItemModelTester list(desk.page->model());
        const QAbstractItemModelTester rows(desk.page->selfTest()->model());
        desk.page->add();
        desk.page->revert();
        desk.page->choose(u"staging"_s);
        desk.page->test();
        for (const CheckRow &row : FakeEnvironments::doubtfulRows())
            desk.backend.tellRow(row);
        desk.backend.endTest(FakeEnvironments::doubtfulRows());
        desk.backend.known.pop_back();
        Q_EMIT desk.backend.changed();
        QCOMPARE(desk.page->model()->rowCount(), 2);
    }

    void theListSaysWhereOneIs()
    {
        Desk desk;
        desk.backend.used = u"staging"_s;
        Q_EMIT desk.backend.inUseChanged();
        const QAbstractItemModel *model = desk.page->model();
        QCOMPARE(model->rowCount(), 3);
        QVERIFY(model->index(0, 0).data(EnvironmentListModel::LineRole).toString().startsWith(u"Built in"_s));
        QVERIFY(model->index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"In use"_s));
        QVERIFY(
            model->index(2, 0).data(Qt::AccessibleTextRole).toString().contains(u"Read-only unless armed"_s));
    }

    void whatWasTypedStaysUntilItIsSaved()
    {
        Desk desk;
        QPushButton *save = desk.button(u"Save"_s);
        QVERIFY(save && !save->isEnabled());
        desk.type(desk.edit(u"Key"_s), u"another"_s);
        QVERIFY(save->isEnabled());
        QCOMPARE(desk.line(u"staging"_s), u"Changes not saved"_s);
        desk.page->choose(u"production"_s);
        QCOMPARE(desk.edit(u"Key"_s)->text(), u"p8rd0n1xk2me"_s);
        desk.page->choose(u"staging"_s);
        QCOMPARE(desk.edit(u"Key"_s)->text(), u"another"_s);
        // The file is read anew meanwhile.
        Q_EMIT desk.backend.changed();
        QCOMPARE(desk.edit(u"Key"_s)->text(), u"another"_s);
        QTest::keyClick(desk.page.get(), Qt::Key_S, Qt::ControlModifier);
        Desk::settle();
        QCOMPARE(desk.backend.saved.size(), std::size_t{1});
        QCOMPARE(desk.backend.saved[0].streamKey, u"another"_s);
        QVERIFY(!save->isEnabled());
        QVERIFY(desk.line(u"staging"_s) != u"Changes not saved"_s);
    }

    void revertGoesBackToWhatIsKept()
    {
        Desk desk;
        desk.type(desk.edit(u"Key"_s), u"another"_s);
        desk.button(u"Revert"_s)->click();
        QCOMPARE(desk.edit(u"Key"_s)->text(), u"q7zk2m9xw4td"_s);
        QVERIFY(!desk.button(u"Save"_s)->isEnabled());
    }

    void aFieldSaysWhatIsWrongOnceItIsLeft()
    {
        Desk desk;
        QLineEdit *url = desk.edit(u"StreamChat URL"_s);
        desk.type(url, u"ftp://chat"_s);
        QVERIFY(desk.errorAt(url).isEmpty());
        desk.edit(u"Key"_s)->setFocus();
        QVERIFY(!desk.errorAt(url).isEmpty());
        QVERIFY(desk.errorAt(desk.edit(u"Key"_s)).isEmpty());
        desk.page->save();
        QVERIFY(desk.backend.saved.empty());
        QVERIFY(url->hasFocus());
        desk.type(url, u"https://chat.example"_s);
        QVERIFY(desk.errorAt(url).isEmpty());
    }

    void twoOfOneNameAreRefused()
    {
        Desk desk;
        desk.type(desk.edit(u"Name"_s), u"production"_s);
        desk.page->save();
        QVERIFY(!desk.errorAt(desk.edit(u"Name"_s)).isEmpty());
        QVERIFY(desk.backend.saved.empty());
    }

    void aPasswordInTheAddressMovesToItsPlace()
    {
        Desk desk;
        QLineEdit *url = desk.edit(u"Database URL"_s);
        desk.type(url, u"postgresql://reader:hemlig@db.example/crew"_s);
        desk.edit(u"Key"_s)->setFocus();
        QVERIFY(!url->text().contains(u"hemlig"_s));
        desk.page->save();
        Desk::settle();
        QVERIFY(!desk.backend.saved[0].database.contains(u"hemlig"_s));
        const auto &kept = desk.backend.kept.back();
        QCOMPARE(kept.value, QByteArray("hemlig"));
        QVERIFY(kept.kind == SecretKind::DatabasePassword);
    }

    void aSecretIsTypedUnseenAndKept()
    {
        Desk desk;
        desk.button(u"Replace..."_s, desk.secret())->click();
        auto *edit = desk.secret()->findChild<QLineEdit *>();
        QVERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u"s3cret"_s);
        QVERIFY(edit->echoMode() == QLineEdit::Password);
        edit->actions().first()->trigger();
        QVERIFY(edit->echoMode() == QLineEdit::Normal);
        desk.page->save();
        Desk::settle();
        const auto &kept = desk.backend.kept.back();
        QCOMPARE(kept.value, QByteArray("s3cret"));
        QVERIFY(kept.where == SecretSource::Keychain);
        // Nothing of it stays here.
        QVERIFY(edit->text().isEmpty());
        QVERIFY(!desk.page->model()->row(u"staging"_s)->draft.typed.streamSecret);
        QVERIFY(desk.button(u"Replace..."_s, desk.secret()));
    }

    void withoutAKeychainTheSessionIsOffered()
    {
        Desk desk;
        desk.backend.keychainFails =
            Error{Error::Kind::Storage, u"There is no keychain."_s, u"Start one."_s, {}};
        desk.button(u"Replace..."_s, desk.secret())->click();
        auto *edit = desk.secret()->findChild<QLineEdit *>();
        QTest::keyClicks(edit, u"s3cret"_s);
        desk.page->save();
        Desk::settle();
        QVERIFY(edit->isVisible());
        QCOMPARE(edit->text(), u"s3cret"_s);
        QVERIFY(edit->accessibleDescription().startsWith(u"There is no keychain."_s));
        auto *keep = desk.secret()->findChild<QComboBox *>();
        keep->setCurrentIndex(1);
        desk.page->save();
        Desk::settle();
        QVERIFY(desk.backend.kept.back().where == SecretSource::Session);
        QVERIFY(!edit->isVisible());
    }

    /// How the console signs in at the backend: a secret for all, or tokens, each of an initiator.
    void theBackendsTokenIsAnInitiators()
    {
        Desk desk;
        SecretField *secret = desk.page->form()->secret(SecretKind::BackendSecret);
        SecretField *token = desk.page->form()->secret(SecretKind::BackendToken);
        QVERIFY(secret->isVisible());
        QVERIFY(!token->isVisible());
        QComboBox *signIn = nullptr;
        for (QComboBox *combo : desk.page->form()->findChildren<QComboBox *>())
            signIn = combo->accessibleName() == u"Sign in by"_s ? combo : signIn;
        QVERIFY(signIn);
        signIn->setFocus();
        QTest::keyClick(signIn, Qt::Key_Down);
        QVERIFY(token->isVisible());
        QVERIFY(!secret->isVisible());
        desk.type(desk.edit(u"Initiator"_s), u"4b1e7c90"_s);
        desk.edit(u"Key"_s)->setFocus();
        QTRY_COMPARE(desk.backend.askedOf.last(), u"4b1e7c90"_s); // Whose it is, is asked for.
        desk.button(u"Replace..."_s, token) ? desk.button(u"Replace..."_s, token)->click()
                                            : token->findChild<QPushButton *>()->click();
        QTest::keyClicks(token->findChild<QLineEdit *>(), u"eyJ.theirs"_s);
        desk.page->save();
        Desk::settle();
        QVERIFY(desk.backend.saved.back().backendSignIn == BackendSignIn::Token);
        const auto &kept = desk.backend.kept.back();
        QVERIFY(kept.kind == SecretKind::BackendToken);
        QCOMPARE(kept.value, QByteArray("eyJ.theirs"));
        QCOMPARE(kept.initiator, u"4b1e7c90"_s);
        // Without an address there is nothing to sign in at.
        desk.type(desk.edit(u"Backend URL"_s), QString{});
        QTRY_VERIFY(!token->isVisible() && !secret->isVisible());
    }

    void aSecretIsForgotten()
    {
        Desk desk;
        desk.button(u"Replace..."_s, desk.secret())->click();
        desk.button(u"Forget it"_s, desk.secret())->click();
        Desk::settle();
        QCOMPARE(desk.backend.forgotten, QStringList{u"staging"_s});
        QVERIFY(desk.button(u"Enter..."_s, desk.secret()));
    }

    void aKeychainThatAsksForMinutesHoldsNothingUp()
    {
        Desk desk(u"sandbox"_s);
        desk.backend.holdKeychain = true;
        desk.page->choose(u"staging"_s);
        Desk::settle();
        QVERIFY(desk.secret()->isAsking());
        desk.type(desk.edit(u"Key"_s), u"another"_s);
        desk.page->save();
        Desk::settle();
        QCOMPARE(desk.backend.saved.size(), std::size_t{1});
        // An answer about another one is no answer.
        desk.page->choose(u"production"_s);
        desk.backend.holdKeychain = false;
        desk.page->choose(u"sandbox"_s);
        desk.page->choose(u"production"_s);
        Desk::settle();
        QVERIFY(desk.button(u"Enter..."_s, desk.secret()));
        desk.backend.releaseKeychain();
        Desk::settle();
        QVERIFY(desk.button(u"Enter..."_s, desk.secret()));
    }

    void itMayGoWhileTheKeychainIsAsked()
    {
        Desk desk(u"sandbox"_s);
        desk.backend.holdKeychain = true;
        desk.page->choose(u"staging"_s);
        desk.page->test();
        desk.page.reset();
        desk.backend.releaseKeychain();
        desk.backend.endTest({});
        Desk::settle();
        QVERIFY(desk.backend.held.empty());
    }

    void rowsOfATestComeInAsTheyAreKnown()
    {
        Desk desk;
        QSignalSpy busy(desk.page.get(), &EnvironmentsPage::testingChanged);
        desk.button(u"Test"_s)->click();
        QCOMPARE(desk.backend.tests.size(), std::size_t{1});
        QCOMPARE(busy.count(), 1);
        SelfTestModel *model = desk.page->selfTest()->model();
        const auto rows = FakeEnvironments::doubtfulRows();
        desk.backend.tellRow(rows[1]);
        int passed = 0;
        int running = 0;
        for (int i = 0; i < model->rowCount(); ++i) {
            const QVariant status = model->index(i).data(SelfTestModel::StatusRole);
            passed += status == static_cast<int>(Status::Ok);
            running += status == static_cast<int>(Status::Running);
        }
        QCOMPARE(passed, 1);
        QCOMPARE(running, static_cast<int>(rows.size()) - 1);
        QCOMPARE(desk.line(u"staging"_s), u"Being tested"_s);
        // Seen by who looks at another one meanwhile, too.
        desk.page->choose(u"production"_s);
        desk.page->choose(u"staging"_s);
        QCOMPARE(model->told().size(), std::size_t{1});

        desk.button(u"Stop"_s)->click();
        QCOMPARE(desk.backend.stops, 1);
        desk.backend.endTest(rows);
        QCOMPARE(busy.count(), 2);
        QVERIFY(!desk.page->isTesting());
        QVERIFY(desk.button(u"Test again"_s));
        QVERIFY(desk.line(u"staging"_s).contains(u"1 failed"_s));
        const QString text = model->toText();
        QVERIFY2(text.contains(u"No answer from api.staging.onecrew.example"_s), qPrintable(text));
        QVERIFY2(text.contains(u"What to do: Connect the VPN"_s), qPrintable(text));
    }

    void aTestUsesTheValuesAsTyped()
    {
        Desk desk;
        desk.type(desk.edit(u"Key"_s), u"another"_s);
        desk.button(u"Replace..."_s, desk.secret())->click();
        QTest::keyClicks(desk.secret()->findChild<QLineEdit *>(), u"s3cret"_s);
        desk.page->test();
        QCOMPARE(desk.backend.tests[0].first.streamKey, u"another"_s);
        QCOMPARE(desk.backend.tests[0].second.streamSecret.value_or(QByteArray{}), QByteArray("s3cret"));
        QVERIFY(desk.backend.saved.empty());
        desk.backend.endTest(FakeEnvironments::rows());
        const auto saysChanged = [&] {
            for (const QLabel *label : desk.page->selfTest()->findChildren<QLabel *>()) {
                if (label->text().contains(u"changed since"_s))
                    return true;
            }
            return false;
        };
        QVERIFY(!saysChanged());
        desk.type(desk.edit(u"Key"_s), u"third"_s);
        QVERIFY(saysChanged());
    }

    void productionUnderAnotherNameIsNoticed()
    {
        Desk desk;
        desk.type(desk.edit(u"Key"_s), u"p8rd0n1xk2me"_s);
        bool said = false;
        for (const QLabel *label : desk.page->form()->findChildren<QLabel *>())
            said = said || (label->isVisible() && label->text() == u"Looks like Production"_s);
        QVERIFY(said);
    }

    void theKindBringsItsPolicy()
    {
        Desk desk;
        for (auto *segment : desk.page->form()->findChildren<QRadioButton *>()) {
            if (segment->text() == u"Production"_s)
                QTest::mouseClick(segment, Qt::LeftButton);
        }
        QVERIFY(desk.page->form()->draft().now.kind == chatsync::EnvironmentKind::Production);
        QVERIFY(desk.page->form()->draft().now.writes == WritePolicy::WhenArmed);
    }

    void tlsIsPartOfTheAddress()
    {
        const QString plain = u"postgresql://reader@db/crew"_s;
        QCOMPARE(withTlsMode(plain, u"require"_s), plain + u"?sslmode=require"_s);
        QCOMPARE(tlsModeOf(withTlsMode(plain + u"?connect_timeout=3"_s, u"disable"_s)), u"disable"_s);
        QCOMPARE(withTlsMode(plain + u"?sslmode=require&connect_timeout=3"_s, {}),
                 plain + u"?connect_timeout=3"_s);
        QCOMPARE(withTlsMode(u"sqlite:/a"_s, u"require"_s), u"sqlite:/a"_s);
    }

    void oneIsAddedAndGetsItsId()
    {
        Desk desk;
        desk.page->add();
        QLineEdit *name = desk.edit(u"Name"_s);
        QVERIFY(name->hasFocus());
        QTest::keyClicks(name, u"Staging EU"_s);
        desk.type(desk.edit(u"Key"_s), u"key"_s);
        desk.type(desk.edit(u"Database URL"_s), u"sqlite:/crew.sqlite"_s);
        desk.page->save();
        Desk::settle();
        QCOMPARE(desk.page->current(), u"staging-eu"_s);
        QCOMPARE(desk.page->model()->rowCount(), 4);
        QVERIFY(!desk.page->model()->row(u"staging-eu"_s)->draft.isDirty());
    }

    void aCopyHasAFreeNameAndNoSecret()
    {
        Desk desk;
        desk.page->duplicate();
        QCOMPARE(desk.page->form()->draft().now.name, u"Staging copy"_s);
        QVERIFY(desk.page->form()->draft().now.id.isEmpty());
        QVERIFY(desk.button(u"Enter..."_s, desk.secret()));
    }

    void removingAsksFirstAndCancelIsSafe()
    {
        Desk desk;
        desk.page->list()->view()->setFocus();
        QTest::keyClick(desk.page->list()->view(), Qt::Key_Delete);
        auto *sheet = desk.page->findChild<Sheet *>();
        QVERIFY(sheet && sheet->isVisible());
        QVERIFY(sheet->cancelButton()->hasFocus());
        QTest::keyClick(sheet, Qt::Key_Escape);
        Desk::settle();
        QVERIFY(desk.backend.removed.isEmpty());
        desk.page->remove();
        desk.button(u"Remove Staging"_s)->click();
        Desk::settle();
        QCOMPARE(desk.backend.removed, QStringList{u"staging"_s});
        QCOMPARE(desk.page->model()->rowOf(u"staging"_s), -1);
    }

    void theOneInUseAndTheSandboxStay()
    {
        Desk desk;
        desk.backend.used = u"staging"_s;
        Q_EMIT desk.backend.inUseChanged();
        desk.page->remove();
        QVERIFY(!desk.page->findChild<Sheet *>());
        desk.page->choose(u"sandbox"_s);
        desk.page->remove();
        QVERIFY(!desk.page->findChild<Sheet *>());
        QVERIFY(!desk.button(u"Save"_s));
    }

    void whatIsKnownIsReplacedOnlyWhenAsked()
    {
        Desk desk;
        desk.backend.importAnswer.added = QStringList{u"Staging EU"_s};
        desk.backend.importAnswer.skipped = QStringList{u"Staging"_s};
        desk.page->import("{}");
        Desk::settle();
        QCOMPARE(desk.news(), u"1 environment(s) imported"_s);
        QVERIFY(!desk.backend.imports[0].second);
        desk.button(u"Replace them"_s)->click();
        QCOMPARE(desk.backend.imports.size(), std::size_t{2});
        QVERIFY(desk.backend.imports[1].second);
    }

    void theMappingIsLookedAtBeforeItIsTaken()
    {
        Desk desk;
        desk.page->openMapping(); // Nothing is known yet.
        QVERIFY(!desk.page->findChild<MappingSheet *>());
        desk.page->test();
        desk.backend.endTest(FakeEnvironments::rows());
        desk.page->openMapping();
        auto *sheet = desk.page->findChild<MappingSheet *>();
        QVERIFY(sheet && sheet->isVisible());
        // As it was found nothing need be written down.
        QVERIFY(sheet->mapping() == SchemaMapping{});
        for (QComboBox *combo : sheet->findChildren<QComboBox *>()) {
            if (combo->isVisible() && combo->lineEdit()->accessibleName() == u"E-mail"_s)
                combo->setCurrentText(u"mail"_s);
        }
        QCOMPARE(sheet->mapping().users.email, u"mail"_s);
        QVERIFY(sheet->mapping().users.table.isEmpty());
        desk.button(u"Use this mapping"_s)->click();
        desk.page->save();
        Desk::settle();
        QCOMPARE(desk.backend.saved.back().mapping.users.email, u"mail"_s);
    }

    void aFileThatCannotBeReadIsSaid()
    {
        Desk desk;
        desk.backend.fileProblem =
            Error{Error::Kind::Parse, u"The file cannot be read."_s, u"Mend it."_s, {}};
        Q_EMIT desk.backend.changed();
        QCOMPARE(desk.news(), u"The file cannot be read."_s);
    }

    void whatCannotBeSavedIsNotLost()
    {
        Desk desk;
        desk.backend.saveFails = Error{Error::Kind::Storage, u"The disk is full."_s, u"Make room."_s, {}};
        desk.type(desk.edit(u"Key"_s), u"another"_s);
        desk.page->save();
        Desk::settle();
        QCOMPARE(desk.news(), u"The disk is full."_s);
        QCOMPARE(desk.edit(u"Key"_s)->text(), u"another"_s);
        QVERIFY(desk.button(u"Save"_s)->isEnabled());
    }

    void everyControlHasAName()
    {
        Desk desk;
        for (const QWidget *widget : desk.page->findChildren<QWidget *>()) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(named, widget->metaObject()->className());
        }
    }
};

CHATSYNC_UI_TEST_MAIN(TestEnvironmentsPage)
#include "tst_environmentspage.moc"
