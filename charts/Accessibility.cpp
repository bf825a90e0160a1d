// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Accessibility.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <QWidget>

#include <unordered_map>

namespace atlas {

namespace {

/// A mark of a chart: has a name and a value, and no life of its own.
class MarkInterface final : public QAccessibleInterface
{
public:
    MarkInterface(QWidget* widget, AccessibleChart* chart, int index)
        : m_widget(widget)
        , m_chart(chart)
        , m_index(index)
    {
    }

    bool isValid() const override { return !m_widget.isNull(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_widget); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override { return {}; }
    void setText(QAccessible::Text, const QString&) override { }

    QString text(QAccessible::Text kind) const override
    {
        const ChartItem mark = item();
        if (kind == QAccessible::Name)
            return mark.value.isEmpty() ? mark.name : mark.name + QStringLiteral(", ") + mark.value;
        return kind == QAccessible::Value ? mark.value : QString();
    }
    QRect rect() const override
    {
        const QRect inside = item().rect;
        return isValid() && inside.isValid() ? QRect(m_widget->mapToGlobal(inside.topLeft()), inside.size()) : QRect();
    }

private:
    ChartItem item() const
    {
        if (!isValid())
            return {};
        return m_index < m_chart->chartItemCount() ? m_chart->chartItem(m_index) : ChartItem();
    }

    QPointer<QWidget> m_widget;
    AccessibleChart* m_chart;
    int m_index;
};

class ChartInterface final : public QAccessibleWidget
{
public:
    ChartInterface(QWidget* widget, AccessibleChart* chart)
        : QAccessibleWidget(widget, QAccessible::Chart)
        , m_chart(chart)
    {
    }
    ~ChartInterface() override
    {
        for (const auto& [index, id] : m_marks)
            QAccessible::deleteAccessibleInterface(id);
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Description && widget()->accessibleDescription().isEmpty())
            return m_chart->chartSummary();
        if (kind == QAccessible::Name && widget()->accessibleName().isEmpty())
            return m_chart->chartSummary();
        return QAccessibleWidget::text(kind);
    }
    int childCount() const override { return m_chart->chartItemCount(); }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        for (const auto& [index, id] : m_marks) {
            if (QAccessible::accessibleInterface(id) == child)
                return index;
        }
        return -1;
    }
    QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        auto found = m_marks.find(index);
        if (found == m_marks.end()) {
            auto* mark = new MarkInterface(widget(), m_chart, index);
            found = m_marks.emplace(index, QAccessible::registerAccessibleInterface(mark)).first;
        }
        return QAccessible::accessibleInterface(found->second);
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        const QPoint at = widget()->mapFromGlobal(QPoint(x, y));
        const auto items = m_chart->chartItems();
        // the last drawn is on top
        for (int i = int(items.size()) - 1; i >= 0; --i) {
            if (items[std::size_t(i)].rect.contains(at))
                return child(i);
        }
        return nullptr;
    }

private:
    AccessibleChart* m_chart;
    mutable std::unordered_map<int, QAccessible::Id> m_marks;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    auto* chart = dynamic_cast<AccessibleChart*>(object);
    return widget && chart ? new ChartInterface(widget, chart) : nullptr;
}

} // namespace

void installChartAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace atlas
