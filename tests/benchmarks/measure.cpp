// SPDX-License-Identifier: MIT
#include "tests/benchmarks/measure.h"

#include <QFile>

#include <algorithm>
#include <cstdio>

namespace chatsync::bench {

namespace {

QByteArray readable(double value)
{
    return QByteArray::number(value, 'f', value < 1 ? 4 : value < 100 ? 2 : 0);
}

} // namespace

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

void print(const Figure &figure)
{
    const QByteArray ratio =
        figure.baseline > 0 ? QByteArray::number(figure.ours / figure.baseline, 'f', 2) : QByteArray{"-"};
    const QByteArray line = figure.what + '\t' + readable(figure.ours) + ' ' + figure.unit + '\t' +
                            readable(figure.baseline) + ' ' + figure.unit + '\t' + ratio + '\t' +
                            figure.target + '\t' + figure.against + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
    std::fflush(stdout);
}

double residentMebibytes()
{
    QFile status{QStringLiteral("/proc/self/status")};
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

} // namespace chatsync::bench
