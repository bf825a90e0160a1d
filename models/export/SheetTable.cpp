// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/SheetTable.h"

#include "models/analysis/Buckets.h"
#include "models/analysis/Format.h"
#include "models/export/ExportText.h"
#include "models/export/RowLoop.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include <xlsxwriter.h>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::SheetTable)
};

constexpr lxw_row_t rowsInASheet = 1'048'576;
constexpr lxw_row_t rowsOfTotals = 2; ///< with the empty one above
constexpr std::size_t columnsInASheet = 16'384;
constexpr qsizetype longestText = 32'767;
constexpr double narrowest = 8, widest = 48, headingWidest = 16, timeWidth = 17, filterButton = 4;

/// Days since 1900 as spreadsheets count them.
double serialDate(Instant time)
{
    constexpr double daysTo1970 = 25569, day = 86400;
    return daysTo1970 + double(time.time_since_epoch().count()) / day;
}

/// How wide a text is in characters of Latin; others are about twice as wide.
double widthOf(const QString& text, double enough = widest)
{
    constexpr char16_t firstWide = 0x1100;
    double width = 0, line = 0;
    for (const QChar c : text) {
        line += c.unicode() >= firstWide ? 2 : 1;
        width = std::max(width, line);
        if (c == u'\n')
            line = 0;
        if (width > enough)
            break;
    }
    return width;
}

std::string number(double value)
{
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

} // namespace

QByteArray cellText(const QString& text, WorkbookCounts& counts)
{
    QString whole = text;
    whole.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n")).replace(u'\r', u'\n');
    // Spreadsheets read "_x0041_" as "A", unless its underscore is written so itself.
    static const QRegularExpression escape(QStringLiteral("_(?=x[0-9A-Fa-f]{4}_)"));
    if (whole.contains(QLatin1StringView("_x")))
        whole.replace(escape, QStringLiteral("_x005F_"));
    if (whole.size() > longestText) {
        const QString mark = Text::tr(" … (cut)");
        whole = whole.left(longestText - mark.size());
        if (whole.back().isHighSurrogate())
            whole.chop(1);
        whole += mark;
        ++counts.cutTexts;
    }
    return cleanText(whole).toUtf8();
}

double rowHeight(const QString& text, double width)
{
    // Letters are narrower than the digits that a width is counted in: enough for words that are not broken.
    constexpr double tallest = 409; // of a sheet
    double lines = 0;
    for (const auto line : QStringView(text).split(u'\n'))
        lines += std::max(1.0, std::ceil(widthOf(line.toString(), width * tallest) / width));
    return std::min(lines * LXW_DEF_ROW_HEIGHT, tallest);
}

SheetTable::SheetTable(
    RowSource& rows, SheetFormats& formats, WorkbookCounts& counts, bool axisLabels, bool isPart, bool hasCharts)
    : m_rows(rows)
    , m_head(rows.head())
    , m_formats(formats)
    , m_counts(counts)
    , m_clock(m_head.zone)
    , m_isPart(isPart)
    , m_hasCharts(hasCharts)
{
    planColumns(axisLabels);
}

void SheetTable::planColumns(bool axisLabels)
{
    const auto add = [&](std::size_t source, SheetPart part, const QString& title) -> SheetColumn& {
        auto& column = m_columns.emplace_back();
        column.source = source;
        column.part = part;
        column.id = m_head.columns[source].id;
        column.title = title;
        column.name = m_head.columns[source].title;
        column.unit = m_head.columns[source].unit;
        return column;
    };
    std::optional<std::size_t> firstTime;
    for (std::size_t i = 0; i < m_head.columns.size(); ++i) {
        const auto& column = m_head.columns[i];
        m_hasTotals = m_hasTotals || column.total;
        if (column.kind == CellKind::Sparkline)
            continue;
        if (column.kind == CellKind::Time) {
            if (!firstTime)
                firstTime = i;
            if (!m_clock.isUtc())
                add(i, SheetPart::LocalTime, Text::tr("%1 (%2)").arg(column.title, m_clock.name())).format =
                    m_formats.time();
            add(i, SheetPart::UtcTime, Text::tr("%1 (UTC)").arg(column.title)).format = m_formats.time();
            if (!m_clock.isUtc())
                add(i, SheetPart::Offset, Text::tr("%1 (offset)").arg(column.title)).format =
                    m_formats.text(false, false);
            continue;
        }
        // The cells of percentages have their sign.
        auto& value = add(i, SheetPart::Value,
            column.unit == Unit::Percent ? column.title : titleWithUnit(column.title, column.unit));
        value.isNumber = column.kind != CellKind::Text;
        value.isPlain = (column.unit == Unit::None || column.unit == Unit::Hours) && column.kind == CellKind::Number;
        value.scale = cellScale(column.unit);
        value.format = m_formats.number(column.kind, column.unit);
        if (column.total && column.total->per.isEmpty() && !column.total->of.isEmpty())
            value.sum.emplace();
    }
    if (axisLabels && firstTime)
        add(*firstTime, SheetPart::AxisLabel, Text::tr("Axis"));
    for (auto& column : m_columns)
        column.width = std::min(widthOf(column.title), headingWidest) + filterButton;
}

std::optional<Error> SheetTable::write(const AddSheet& addSheet, const QString& whenEmpty, Progress* progress)
{
    if (m_columns.size() > columnsInASheet) {
        const QLocale locale;
        return Error{ErrorClass::Usage,
            Text::tr("%1 has %2 columns, and a sheet holds %3. Choose fewer, or write CSV.")
                .arg(m_head.title, locale.toString(qulonglong(m_columns.size())),
                    locale.toString(qulonglong(columnsInASheet))),
            {}, 0, {}};
    }
    if (auto error = begin(addSheet))
        return error;
    const auto most = rowsInASheet - 1 - (m_hasTotals ? rowsOfTotals : 0);
    const auto take = [&](const std::vector<Cell>& cells) -> std::optional<Error> {
        if (m_sheets.back().rows == most) {
            finish();
            if (auto error = begin(addSheet))
                return error;
            ++m_counts.moreSheets;
        }
        writeRow(++m_sheets.back().rows, cells);
        return std::nullopt;
    };
    if (auto error = takeRows(m_rows, progress, take))
        return error;
    finish();
    if (m_sheets.front().rows == 0) {
        const auto words = cellText(whenEmpty.isEmpty() ? Text::tr("There are no rows.") : whenEmpty, m_counts);
        worksheet_write_string(m_sheets.front().sheet, 1, 0, words.constData(), nullptr);
    } else if (m_hasTotals) {
        writeTotals();
    }
    return std::nullopt;
}

std::optional<Error> SheetTable::begin(const AddSheet& addSheet)
{
    auto added = addSheet();
    if (!added)
        return added.error();
    m_sheets.push_back(std::move(*added));
    auto* sheet = m_sheets.back().sheet;
    double lines = 1;
    for (const auto& column : m_columns)
        lines = std::max(lines, std::ceil(widthOf(column.title) / headingWidest));
    worksheet_set_row(sheet, 0, lines * LXW_DEF_ROW_HEIGHT, nullptr);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const auto& column = m_columns[i];
        worksheet_write_string(sheet, 0, lxw_col_t(i), cellText(column.title, m_counts).constData(),
            m_formats.heading(column.isNumber ? HeadingOf::Numbers
                    : i == 0                  ? HeadingOf::FirstTexts
                                              : HeadingOf::Texts));
    }
    // In a wide sheet names stay in sight as well.
    constexpr std::size_t many = 8, mostFrozen = 4;
    lxw_col_t frozen = 0;
    for (std::size_t i = 0; m_columns.size() > many && frozen == 0 && i < mostFrozen; ++i) {
        const auto& column = m_columns[i];
        frozen = column.part == SheetPart::Value && !column.isNumber ? lxw_col_t(i + 1) : 0;
    }
    m_frozen = frozen;
    worksheet_freeze_panes(sheet, 1, frozen);
    return std::nullopt;
}

void SheetTable::finish()
{
    const auto& filled = m_sheets.back();
    double whole = 0;
    std::vector<double> widths; ///< as they are seen
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const auto& column = m_columns[i];
        const bool isTime = column.part == SheetPart::LocalTime || column.part == SheetPart::UtcTime;
        double width = std::max(column.width, isTime ? timeWidth : 0);
        if (column.isNumber) {
            const double total = totalOf(column);
            const double below = isKnown(total) ? std::abs(total) * column.scale : 0;
            width = std::max(width, numberWidth(std::max({-column.least, column.largest, below}), column.unit));
        }
        lxw_row_col_options hidden{};
        hidden.hidden = column.part == SheetPart::AxisLabel;
        width = std::clamp(width, narrowest, widest);
        worksheet_set_column_opt(filled.sheet, lxw_col_t(i), lxw_col_t(i), width, nullptr, &hidden);
        widths.push_back(hidden.hidden ? 0 : width);
        whole += widths.back();
    }
    if (m_columns.empty())
        return;
    const auto shown = m_columns.size() - (m_columns.back().part == SheetPart::AxisLabel ? 1 : 0);
    worksheet_autofilter(filled.sheet, 0, 0, filled.rows, lxw_col_t(shown - 1)); // not the total
    // Printed across: the table as wide as a page with its heading on each, then its charts.
    worksheet_set_landscape(filled.sheet);
    constexpr std::uint8_t a4 = 9;
    worksheet_set_paper(filled.sheet, a4);
    // In letters that can be read: a wide one takes two pages, each with the columns that are frozen or the first, as
    // has its chart.
    constexpr double characters = 96, percent = 100, legible = 0.5, smallest = 0.35, chartCharacters = 125;
    const int repeated = std::max(m_frozen, 1);
    double kept = 0, room = whole;
    if (characters / whole < legible) {
        constexpr double cutBetweenColumns = 1.08;
        kept = std::accumulate(widths.begin(), widths.begin() + repeated, 0.0);
        room = (whole - kept) / 2 * cutBetweenColumns + kept;
    }
    const double most = m_hasCharts ? characters / (kept + chartCharacters) : 1;
    const double scale = std::min(std::clamp(characters / room, smallest, 1.0), most);
    worksheet_set_print_scale(filled.sheet, std::uint16_t(scale * percent));
    std::vector<lxw_col_t> breaks;
    double used = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (kept > 0 && used > kept && used + widths[i] > characters / scale + 1) {
            breaks.push_back(lxw_col_t(i));
            used = kept;
        }
        used += widths[i];
    }
    breaks.push_back(lxw_col_t(m_columns.size() + 1));
    breaks.push_back(0);
    worksheet_set_v_pagebreaks(filled.sheet, breaks.data());
    worksheet_repeat_rows(filled.sheet, 0, 0);
    if (kept > 0)
        worksheet_repeat_columns(filled.sheet, 0, lxw_col_t(repeated - 1));
    worksheet_set_footer(filled.sheet, "&L&A&R&P / &N");
}

void SheetTable::writeRow(std::uint32_t row, const std::vector<Cell>& cells)
{
    auto* sheet = m_sheets.back().sheet;
    bool timed = false;
    m_height = LXW_DEF_ROW_HEIGHT;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        auto& column = m_columns[i];
        const Cell& cell = cells[column.source];
        const auto at = lxw_col_t(i);
        if (column.part != SheetPart::Value) {
            if (const auto* time = std::get_if<Instant>(&cell)) {
                writeTime(row, at, column, *time);
                if (!timed && m_firstTimes.size() < 2)
                    m_firstTimes.push_back(*time);
                timed = true;
            } else if (const auto* words = std::get_if<QString>(&cell); words && isFirstOfTime(i)) {
                writeText(row, at, column, *words); // "lasts"
            }
        } else if (const auto* value = std::get_if<double>(&cell)) {
            if (!std::isfinite(*value))
                continue;
            const double scaled = *value * column.scale;
            if (column.sum)
                column.sum->add(*value);
            column.least = std::min(column.least, scaled);
            column.largest = std::max(column.largest, scaled);
            const bool whole = column.isPlain && std::trunc(scaled) == scaled;
            worksheet_write_number(sheet, row, at, scaled, whole ? m_formats.wholeNumber() : column.format);
        } else if (const auto* text = std::get_if<QString>(&cell)) {
            writeText(row, at, column, *text);
        }
    }
    if (m_height > LXW_DEF_ROW_HEIGHT) // programs do not all find out themselves
        worksheet_set_row(sheet, row, m_height, nullptr);
}

bool SheetTable::isFirstOfTime(std::size_t column) const
{
    const auto& part = m_columns[column];
    return part.part != SheetPart::AxisLabel && (column == 0 || m_columns[column - 1].source != part.source);
}

void SheetTable::writeTime(std::uint32_t row, std::uint16_t at, const SheetColumn& column, Instant time)
{
    auto* sheet = m_sheets.back().sheet;
    const auto offset = column.part == SheetPart::UtcTime ? std::chrono::seconds(0) : m_clock.offsetAt(time);
    switch (column.part) {
    case SheetPart::Offset:
        worksheet_write_string(sheet, row, at, offsetText(offset).c_str(), column.format);
        break;
    case SheetPart::AxisLabel: {
        constexpr std::size_t year = 5, toTheDay = 10, toTheMinute = 16;
        const bool midnight = (time + offset).time_since_epoch() % std::chrono::days(1) == std::chrono::seconds(0);
        m_text.clear();
        appendDateTime(m_text, time + offset, ' ');
        m_text.resize(midnight ? toTheDay : toTheMinute);
        worksheet_write_string(sheet, row, at, m_text.c_str() + (midnight ? 0 : year), nullptr);
        break;
    }
    default:
        worksheet_write_number(sheet, row, at, serialDate(time + offset), column.format);
    }
}

void SheetTable::writeText(std::uint32_t row, std::uint16_t at, SheetColumn& column, const QString& text)
{
    if (column.width<widest&& double(text.size()) * 2> column.width)
        column.width = std::max(column.width, widthOf(text) + 1);
    auto* sheet = m_sheets.back().sheet;
    // Of the short ones, most, nobody asks how wide they are.
    const bool mayBeLong = double(text.size()) * 3 > widest || text.contains(u'\n');
    const double height = mayBeLong ? rowHeight(text, widest) : LXW_DEF_ROW_HEIGHT;
    m_height = std::max(m_height, height);
    auto* format = m_formats.text(at == 0, height > LXW_DEF_ROW_HEIGHT);
    m_text.clear();
    // Always a string, whatever it begins with.
    if (text.size() <= longestText && !text.contains(QLatin1StringView("_x")) && appendAscii(m_text, text))
        worksheet_write_string(sheet, row, at, m_text.c_str(), format);
    else
        worksheet_write_string(sheet, row, at, cellText(text, m_counts).constData(), format);
}

void SheetTable::writeTotals()
{
    const auto& filled = m_sheets.back();
    const lxw_row_t row = filled.rows + rowsOfTotals;
    bool named = false;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const auto& column = m_columns[i];
        const auto& source = m_head.columns[column.source];
        const auto at = lxw_col_t(i);
        if (column.part != SheetPart::Value || !source.total) {
            const QString name = named ? QString() : m_isPart ? Text::tr("Total of the rows shown") : Text::tr("Total");
            if (column.part == SheetPart::AxisLabel)
                continue;
            if (name.isEmpty())
                worksheet_write_blank(filled.sheet, row, at, m_formats.totalName());
            else
                worksheet_write_string(filled.sheet, row, at, name.toUtf8().constData(), m_formats.totalName());
            named = true;
            continue;
        }
        const double value = totalOf(column) * column.scale;
        const bool whole = column.isPlain && std::trunc(value) == value;
        auto* format = m_formats.number(source.kind, whole ? Unit::Count : source.unit, true);
        const auto formula = totalFormula(column, *source.total);
        if (!std::isfinite(value))
            worksheet_write_string(filled.sheet, row, at, "\u2014", m_formats.totalName());
        else if (formula.empty())
            worksheet_write_number(filled.sheet, row, at, value, format);
        else
            worksheet_write_formula_num(filled.sheet, row, at, ("=" + formula).c_str(), format, value);
    }
}

double SheetTable::totalOf(const SheetColumn& column) const
{
    const auto& total = m_head.columns[column.source].total;
    return column.sum ? column.sum->value() : total ? total->value : unknown;
}

std::string SheetTable::totalFormula(const SheetColumn& column, const ColumnTotal& total) const
{
    if (total.per.isEmpty())
        return sumOf(column.id);
    const auto of = sumOf(total.of), per = sumOf(total.per);
    if (of.empty() || per.empty())
        return {}; // the columns that it is made of were left out
    const auto scaleOf = [this](const QString& id) {
        return std::find_if(m_columns.begin(), m_columns.end(), [&](const auto& c) { return c.id == id; })->scale;
    };
    constexpr double percent = 100;
    const double factor = (total.percent ? percent : 1) * column.scale * scaleOf(total.per) / scaleOf(total.of);
    const std::string ratio = of + "/" + per;
    return factor == 1 ? ratio : number(factor) + "*" + ratio;
}

std::string SheetTable::sumOf(const QString& id) const
{
    const auto column = std::find_if(
        m_columns.begin(), m_columns.end(), [&](const auto& c) { return c.id == id && c.part == SheetPart::Value; });
    if (column == m_columns.end() || m_sheets.front().rows == 0)
        return {};
    const auto at = lxw_col_t(column - m_columns.begin());
    std::string cells;
    for (const auto& filled : m_sheets) {
        char range[LXW_MAX_CELL_RANGE_LENGTH];
        lxw_rowcol_to_range(range, 1, at, filled.rows, at);
        if (!cells.empty())
            cells += ',';
        if (m_sheets.size() > 1)
            cells += "'" + QByteArray(filled.name).replace('\'', "''").toStdString() + "'!";
        cells += range;
    }
    return "SUM(" + cells + ")";
}

double SheetTable::hoursApart() const
{
    constexpr double hour = 3600;
    return m_firstTimes.size() < 2 ? 0 : double((m_firstTimes[1] - m_firstTimes[0]).count()) / hour;
}

} // namespace atlas
