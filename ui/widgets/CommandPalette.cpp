// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/CommandPalette.h"

#include "charts/PaintHelpers.h"

#include "ui/Theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

namespace {

constexpr int widest = 640, highest = 460, fromTop = 56;
constexpr int IndexRole = Qt::UserRole, ContextRole = Qt::UserRole + 1, KeysRole = Qt::UserRole + 2;

/// Name, beside it where it belongs, at the end its shortcut. A heading stands in small letters over its group.
class PaletteDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    Theme theme = Theme::Light;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {100, std::max(space::row, option.fontMetrics.height() + space::tight)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& colors = atlas::palette(theme);
        const bool heading = !index.data(IndexRole).isValid();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(mixed(colors.accent, colors.surface, 0.16));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), space::unit, space::unit);
        }
        QRect rest = option.rect.adjusted(space::tight, 0, -space::tight, 0);
        const auto draw = [&](const QString& text, const QFont& font, const QColor& color, Qt::Alignment alignment) {
            painter->setFont(font);
            painter->setPen(color);
            const QFontMetrics metrics(font);
            const auto shown = metrics.elidedText(text, Qt::ElideMiddle, rest.width());
            painter->drawText(rest, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
            return metrics.horizontalAdvance(shown) + space::panel;
        };
        const auto small = scaledFont(option.font, type::caption);
        if (heading) {
            draw(index.data().toString(), small, colors.secondary, Qt::AlignLeft | Qt::AlignBottom);
        } else {
            rest.setRight(
                rest.right() - draw(index.data(KeysRole).toString(), small, colors.secondary, Qt::AlignRight));
            rest.setLeft(rest.left() + draw(index.data().toString(), option.font, colors.text, Qt::AlignLeft));
            if (rest.width() > 2 * space::page)
                draw(index.data(ContextRole).toString(), small, colors.secondary, Qt::AlignLeft);
        }
        painter->restore();
    }
};

QString groupName(CommandKind kind)
{
    switch (kind) {
    case CommandKind::Page:
        return CommandPalette::tr("Pages");
    case CommandKind::Action:
        return CommandPalette::tr("Actions");
    case CommandKind::SavedView:
        return CommandPalette::tr("Saved views");
    case CommandKind::Range:
        return CommandPalette::tr("Ranges");
    case CommandKind::Bucket:
        return CommandPalette::tr("Buckets");
    case CommandKind::Cluster:
        return CommandPalette::tr("Clusters");
    case CommandKind::Namespace:
        return CommandPalette::tr("Namespaces");
    case CommandKind::Value:
        return CommandPalette::tr("Teams and other labels");
    case CommandKind::Workload:
        return CommandPalette::tr("Workloads");
    }
    return {};
}

} // namespace

CommandPalette::CommandPalette(QWidget* host)
    : QFrame(host)
    , m_field(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setAtlasRole(this, "panel");
    setAccessibleName(tr("Go to"));
    m_field->setPlaceholderText(tr("A page, namespace, team, workload, range or action …"));
    m_field->setAccessibleName(tr("Go to"));
    m_field->setClearButtonEnabled(true);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus); // the field keeps the focus; its keys walk the list
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Found"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::tight);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::asked);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { chooseRow(m_list->row(item)); });
    m_field->installEventFilter(this);
    host->installEventFilter(this);
    hide();
}

void CommandPalette::setTheme(Theme theme)
{
    static_cast<PaletteDelegate*>(m_list->itemDelegate())->theme = theme;
    m_list->viewport()->update();
}

void CommandPalette::open()
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_chooseWhenAnswered = false;
    m_field->clear();
    place();
    show();
    raise();
    m_field->setFocus();
    emit asked({});
}

void CommandPalette::place()
{
    const auto host = parentWidget()->size();
    const int width = std::min(widest, host.width() - 2 * space::page);
    setGeometry((host.width() - width) / 2, fromTop, width, std::min(highest, host.height() - fromTop - space::page));
}

void CommandPalette::setAnswers(const QString& question, const std::vector<Command>& answers)
{
    m_question = question;
    m_answers.clear();
    m_list->clear();
    // A group stands where its best answer would.
    std::vector<CommandKind> kinds;
    for (const auto& answer : answers) {
        if (std::ranges::find(kinds, answer.kind) == kinds.end())
            kinds.push_back(answer.kind);
    }
    for (const auto kind : kinds) {
        auto* heading = new QListWidgetItem(groupName(kind), m_list);
        heading->setFlags(Qt::NoItemFlags);
        for (const auto& answer : answers) {
            if (answer.kind != kind)
                continue;
            auto* item = new QListWidgetItem(answer.text, m_list);
            item->setData(IndexRole, int(m_answers.size()));
            item->setData(ContextRole, answer.context);
            item->setData(KeysRole, answer.keys);
            item->setData(Qt::AccessibleTextRole, QString(groupName(kind) + QStringLiteral(": ") + answer.text));
            m_answers.push_back(answer);
        }
    }
    if (m_answers.empty()) {
        auto* nothing = new QListWidgetItem(tr("Nothing here has that name."), m_list);
        nothing->setFlags(Qt::NoItemFlags);
    } else {
        m_list->setCurrentRow(1);
        m_list->scrollToTop();
    }
    if (m_chooseWhenAnswered && m_question == m_field->text())
        choose();
}

QStringList CommandPalette::shownTexts() const
{
    QStringList texts;
    for (int row = 0; row < m_list->count(); ++row)
        texts << m_list->item(row)->text();
    return texts;
}

void CommandPalette::move(int by)
{
    const int count = m_list->count(), step = by < 0 ? -1 : 1;
    int row = m_list->currentRow();
    for (int left = std::abs(by); left > 0; --left) {
        int next = row + step;
        while (next >= 0 && next < count && m_list->item(next)->flags() == Qt::NoItemFlags)
            next += step;
        if (next < 0 || next >= count)
            break;
        row = next;
    }
    m_list->setCurrentRow(row);
    if (row == 1)
        m_list->scrollToTop(); // with the heading
}

void CommandPalette::choose()
{
    m_chooseWhenAnswered = m_question != m_field->text();
    if (!m_chooseWhenAnswered)
        chooseRow(m_list->currentRow());
}

void CommandPalette::chooseRow(int row)
{
    const auto* item = m_list->item(row);
    if (!item || !item->data(IndexRole).isValid())
        return;
    const auto command = m_answers[std::size_t(item->data(IndexRole).toInt())];
    hide();
    emit chosen(command);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    constexpr int pageStep = 8;
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && !isAncestorOf(QApplication::focusWidget())) {
        m_before.clear(); // somebody else has the focus now, and keeps it
        hide();
    }
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // closes this, and nothing behind it
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
    case Qt::Key_Tab:
        move(1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(pageStep);
        return true;
    case Qt::Key_PageUp:
        move(-pageStep);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void CommandPalette::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    if (m_before)
        m_before->setFocus();
    m_before.clear();
}

} // namespace atlas
