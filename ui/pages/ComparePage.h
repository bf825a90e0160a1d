// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/ComparePresenter.h"
#include "ui/pages/Page.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace atlas {

class DataTable;
class TimeSeriesChart;
class WaterfallChart;

/// What changed, and why?
class ComparePage final : public Page
{
    Q_OBJECT
public:
    explicit ComparePage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("compare"); }
    QString title() const override { return tr("Compare"); }

    ComparePresenter* presenter() const { return m_presenter; }

protected:
    void applyTheme(Theme theme) override;

private:
    QWidget* buildChoices();
    QComboBox* addChoice(QHBoxLayout* row, const QString& name, const char* key,
        const std::vector<std::pair<QString, QString>>& options);
    void buildPanels();
    void buildLayout();
    void chooseEarlier();
    void followQuery();
    void showValues();
    void showState();
    void showSentences();

    ComparePresenter* m_presenter;
    QComboBox *m_mode = nullptr, *m_with = nullptr, *m_align = nullptr, *m_other = nullptr, *m_figure = nullptr;
    QPushButton* m_period = nullptr;
    QWidget* m_words = nullptr;
    std::vector<QLabel*> m_sentences;
    TimeSeriesChart* m_overlay = nullptr;
    WaterfallChart *m_byCause = nullptr, *m_byNamespace = nullptr;
    DataTable *m_figures = nullptr, *m_namespaces = nullptr;
    ChartPanel *m_wordsPanel = nullptr, *m_overlayPanel = nullptr, *m_causePanel = nullptr, *m_namespacePanel = nullptr,
               *m_figuresPanel = nullptr, *m_namespacesPanel = nullptr;
};

} // namespace atlas
