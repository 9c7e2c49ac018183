// SPDX-License-Identifier: MIT
#pragma once

#include <QProxyStyle>

class QAbstractButton;

namespace chatsync::ui {

/// Fusion with the design drawn over it. Fusion derives its outlines from the window colour, which turns
/// nearly black in the dark palette: every outline here comes from the tokens instead. No style sheets
/// anywhere.
class ConsoleStyle final : public QProxyStyle {
    Q_OBJECT
public:
    ConsoleStyle();

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    QPalette standardPalette() const override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                         const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    QIcon standardIcon(StandardPixmap pixmap, const QStyleOption *option,
                       const QWidget *widget) const override;

private:
    bool drawButtons(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const;
    bool drawFieldsAndFrames(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const;
    bool drawRows(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                  const QWidget *widget) const;
};

/// The one filled button of a pane, one that stops or deletes, one without a frame.
enum class ButtonKind { Normal, Primary, Destructive, Flat };
void setButtonKind(QAbstractButton *button, ButtonKind kind);
ButtonKind buttonKind(const QWidget *button);

/// A control of 26 instead of 30: buttons, fields, combo boxes.
void setSmall(QWidget *control, bool small = true);
bool isSmall(const QWidget *control);

/// A field whose value cannot be used: red border and the glyph, told to the screen reader by the sentence
/// the caller puts beside it.
void setInvalid(QWidget *field, bool invalid);
bool isInvalid(const QWidget *field);

/// A soft line under every row of a view. The row's height has to hold it: 1 px more than the design's.
void setRowLines(QWidget *view, bool lines = true);

/// The fill of a whole row of an item view: give it from the model in this role, as a Tint.
enum class Tint { None, Ok, Fail, Warn, Neutral, Info };
inline constexpr int TintRole =
    0x0100 + 900; // Qt::UserRole + 900: clear of what models number from UserRole on.

} // namespace chatsync::ui
