// SPDX-License-Identifier: MIT
#include "core/checklist/sample.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QStringList>

#include <algorithm>

namespace chatsync::checklist {

namespace {

constexpr qint64 newlyApprovedDays = 7;

QString sentenceOf(int chosen, int all, int newly)
{
    const QString newOnes = QCoreApplication::translate("Checklist", "%n newly approved", nullptr, newly);
    if (chosen == all)
        return QCoreApplication::translate("Checklist", "All %n approved companies, %1 among them.", nullptr,
                                           all)
            .arg(newOnes);
    return QCoreApplication::translate("Checklist",
                                       "A sample of %1 of %n approved companies: %2 first, the others spread "
                                       "by a hash of their ids.",
                                       nullptr, all)
        .arg(QString::number(chosen), newOnes);
}

} // namespace

bool isApproved(const Participant &company)
{
    static const QStringList words{
        QStringLiteral("approved"), QStringLiteral("active"),  QStringLiteral("accepted"),
        QStringLiteral("verified"), QStringLiteral("enabled"), QStringLiteral("true"),
        QStringLiteral("yes"),      QStringLiteral("1"),       QStringLiteral("t")};
    return !company.approval || words.contains(company.approval->trimmed().toLower());
}

bool isNewlyApproved(const Participant &company, const QDateTime &now)
{
    return company.approvedAt && *company.approvedAt <= now &&
           company.approvedAt->daysTo(now) <= newlyApprovedDays;
}

quint64 stableHash(const QString &text)
{
    const QByteArray digest = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
    quint64 number = 0;
    for (qsizetype i = 0; i < 8; ++i)
        number = number << 8 | static_cast<quint8>(digest[i]);
    return number;
}

Sample sampleOf(std::vector<Participant> companies, std::optional<int> size, const QDateTime &now)
{
    std::erase_if(companies, [](const Participant &company) { return !isApproved(company); });
    const auto before = [&now](const Participant &left, const Participant &right) {
        const bool leftIsNew = isNewlyApproved(left, now);
        const bool rightIsNew = isNewlyApproved(right, now);
        if (leftIsNew != rightIsNew)
            return leftIsNew;
        if (leftIsNew && left.approvedAt != right.approvedAt)
            return *left.approvedAt > *right.approvedAt;
        return stableHash(left.id) < stableHash(right.id);
    };
    std::sort(companies.begin(), companies.end(), before);
    const int all = static_cast<int>(companies.size());
    if (size && *size < all)
        companies.resize(static_cast<std::size_t>(*size));
    const auto newly = std::count_if(companies.begin(), companies.end(), [&now](const Participant &company) {
        return isNewlyApproved(company, now);
    });
    Sample sample;
    sample.sentence = sentenceOf(static_cast<int>(companies.size()), all, static_cast<int>(newly));
    sample.companies = std::move(companies);
    return sample;
}

} // namespace chatsync::checklist
