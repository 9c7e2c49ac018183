// SPDX-License-Identifier: MIT
#include "tests/ui/layout/textprobe.h"

#include <QPaintEngine>
#include <QPainter>
#include <QWidget>

#include <climits>

namespace chatsync::test {

namespace {

/// Takes everything that is painted and keeps the texts.
class ProbeEngine final : public QPaintEngine {
public:
    explicit ProbeEngine(QSizeF area)
        : QPaintEngine(AllFeatures)
        , m_area({}, area)
    {}

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }
    void updateState(const QPaintEngineState &) override {}
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override {}
    void drawPath(const QPainterPath &) override {}
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
    void drawTextItem(const QPointF &at, const QTextItem &item) override
    {
        const QTransform toWidget = painter()->deviceTransform();
        QRectF clip = m_area;
        if (painter()->hasClipping())
            clip &= toWidget.mapRect(painter()->clipBoundingRect());
        const QRectF rect(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        texts.append({item.text(), toWidget.mapRect(rect), clip});
    }

    QList<DrawnText> texts;

private:
    QRectF m_area;
};

class ProbeDevice final : public QPaintDevice {
public:
    explicit ProbeDevice(const QWidget *widget)
        : m_widget(widget)
        , m_engine(widget->size())
    {}

    QPaintEngine *paintEngine() const override { return const_cast<ProbeEngine *>(&m_engine); }
    const QList<DrawnText> &texts() const { return m_engine.texts; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_widget->width();
        case PdmHeight:
            return m_widget->height();
        case PdmNumColors:
            return INT_MAX;
        case PdmDepth:
            return 32;
        case PdmDpiX:
        case PdmPhysicalDpiX:
            return m_widget->logicalDpiX();
        case PdmDpiY:
        case PdmPhysicalDpiY:
            return m_widget->logicalDpiY();
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    const QWidget *m_widget;
    ProbeEngine m_engine;
};

} // namespace

QList<DrawnText> drawnTexts(QWidget *widget)
{
    ProbeDevice device(widget);
    {
        QPainter painter(&device);
        painter.setLayoutDirection(widget->layoutDirection()); // As it is on a screen.
        widget->render(&painter, {}, {}, QWidget::RenderFlags{});
    }
    return device.texts();
}

QList<QPointer<QWidget>> visibleWidgets(QWidget *window)
{
    QList<QPointer<QWidget>> visible{window};
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->isVisible())
            visible << widget;
    }
    return visible;
}

QString visibleText(QWidget *window)
{
    QStringList lines;
    for (const QPointer<QWidget> &widget : visibleWidgets(window)) {
        if (!widget || !widget->isVisible())
            continue;
        for (const DrawnText &drawn : drawnTexts(widget))
            lines << drawn.text;
    }
    return lines.join(u'\n');
}

} // namespace chatsync::test
