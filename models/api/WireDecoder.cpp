// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/WireDecoder.h"

#include "models/api/RowReader.h"
#include "models/api/ServerError.h"
#include "models/api/SnapshotReader.h"
#include "models/api/SummaryReader.h"

#include <algorithm>

namespace atlas {

using namespace json;

namespace {

constexpr QLatin1StringView cutOff("cut off at byte ");

/// What an envelope says beside its data.
struct Stated
{
    std::optional<int> code;
    bool codeUnreadable = false;
    std::string message, traceId;
    bool meta = false, flat = false;
    bool dataMet = false, dataNull = false, dataOfOtherType = false;
    bool pageMet = false; ///< a page object, or a page's figures beside the data
    std::optional<std::int64_t> total, totalPages, page;

    Envelope envelope() const { return meta ? Envelope::Canonical : flat ? Envelope::Flat : Envelope::Bare; }
    bool isFailure() const { return code && *code != 2000 && *code != 200 && *code != 0; }
    bool isNoData() const { return code && *code == 4004; }
};

error_code readCode(ReadContext& context, Value& value, Stated& stated)
{
    std::int64_t code = 0;
    Reading reading;
    if (const auto error = readInteger(context, value, code, reading))
        return error;
    if (reading.used && code >= 0 && code <= 99999)
        stated.code = int(code);
    else
        stated.codeUnreadable = reading.problem != FieldProblem::Null || reading.used;
    return simdjson::SUCCESS;
}

error_code readInto(ReadContext& context, Value& value, std::string& out)
{
    std::string_view text;
    Reading reading;
    const auto error = readText(context, value, text, reading, true);
    if (!error && reading.used)
        out.assign(text);
    return error;
}

error_code readOptional(ReadContext& context, Value& value, std::optional<std::int64_t>& out)
{
    std::int64_t number = 0;
    Reading reading;
    const auto error = readInteger(context, value, number, reading);
    if (!error && reading.used && number >= 0)
        out = number;
    return error;
}

error_code readMeta(ReadContext& context, Value& value, Stated& stated)
{
    const auto token = value.raw_json_token();
    if (token.empty() || token.front() != '{')
        return meetUnknown(context, token);
    Object object;
    if (const auto error = value.get_object().get(object))
        return error;
    return forEachField(object, [&](std::string_view key, Value& member) -> error_code {
        if (key == "code")
            return readCode(context, member, stated);
        if (key == "message")
            return readInto(context, member, stated.message);
        if (sameKey(key, "trace_id"))
            return readInto(context, member, stated.traceId);
        return meetUnknown(context, member.raw_json_token());
    });
}

/// Reads a page's own figures; false in `known` where the key is none of them.
error_code readPageField(ReadContext& context, std::string_view key, Value& value, Stated& stated, bool& known)
{
    known = true;
    if (key == "total")
        return readOptional(context, value, stated.total);
    if (key == "page")
        return readOptional(context, value, stated.page);
    if (sameKey(key, "total_pages"))
        return readOptional(context, value, stated.totalPages);
    known = sameKey(key, "page_size"); // never trusted, so never read
    return simdjson::SUCCESS;
}

Error payload(QString message, QString detail = {})
{
    return {ErrorClass::Payload, std::move(message), std::move(detail), 0, {}};
}

} // namespace

void DecodeStats::merge(const DecodeStats& other)
{
    rowsSeen += other.rowsSeen;
    rejectedRows += other.rejectedRows;
    zoneMissing += other.zoneMissing;
    future += other.future;
    for (const auto& theirs : other.fields) {
        const auto mine = std::find_if(fields.begin(), fields.end(), [&](const FieldCount& f) {
            return f.field == theirs.field && f.problem == theirs.problem && f.cluster == theirs.cluster;
        });
        if (mine != fields.end())
            mine->count += theirs.count;
        else
            fields.push_back(theirs);
    }
    const auto room = rejectedRowsKept - std::min(rejectedRowsKept, rejected.size());
    const auto taken = std::min(room, other.rejected.size());
    rejected.insert(rejected.end(), other.rejected.begin(), other.rejected.begin() + std::ptrdiff_t(taken));
}

std::int64_t DecodeStats::count(std::string_view field, FieldProblem problem) const
{
    std::int64_t sum = 0;
    for (const auto& counted : fields) {
        if (counted.field == field && counted.problem == problem)
            sum += counted.count;
    }
    return sum;
}

std::optional<Error> schemaChange(const DecodeStats& stats)
{
    if (stats.rejectedRows * 2 <= stats.rowsSeen)
        return std::nullopt;
    const RejectedRow first = stats.rejected.empty() ? RejectedRow() : stats.rejected.front();
    return payload(ServerText::tr("The schema changed: more than half of the rows are unusable. Nothing was stored; "
                                  "check whether this product needs an update."),
        plainText(first.reason, 80) % QStringLiteral(": ") % plainText(first.raw, 400));
}

std::vector<FieldFault> fieldFaults(const DecodeStats& stats, const std::string& cluster, const std::string& endpoint)
{
    static constexpr const char* problems[] = {
        "missing", "null", "wrong-type", "too-large", "out-of-range", "no-zone", "off-boundary"};
    static_assert(std::size(problems) == fieldProblemCount);
    std::vector<FieldFault> faults;
    for (const auto& counted : stats.fields)
        faults.push_back({counted.cluster.empty() ? cluster : counted.cluster, endpoint, counted.field,
            problems[std::size_t(counted.problem)], counted.count});
    if (stats.future > 0)
        faults.push_back({cluster, endpoint, "stat_hour", "future", stats.future});
    return faults;
}

struct WireDecoder::Impl
{
    DecodeOptions options;
    simdjson::ondemand::parser parser;
    std::string buffer; ///< the document and the parser's padding
    simdjson::ondemand::document document;
    RowReader<ClusterHour> clusterReader;
    RowReader<NamespaceHour> namespaceReader;
    RowReader<DimensionHour> dimensionReader;
    RowReader<WorkloadHour> workloadReader;
    SnapshotReader snapshotReader;
    SummaryReader summaryReader;
    ReplyForm form; ///< of the last document

    error_code open(ReadContext& context, QByteArrayView body);
    Error describe(error_code error, const ReadContext& context);

    template <typename ReadElement, typename ReadOther>
    error_code readDocument(ReadContext& context, Stated& stated, ReadElement element, ReadOther other);
    template <typename ReadElement, typename ReadOther>
    error_code readData(ReadContext& context, Stated& stated, Value& value, ReadElement& element, ReadOther& other);
    template <typename ReadElement>
    error_code readElements(ReadContext& context, Array array, ReadElement& element);

    template <typename Row, typename Reader>
    Result<DecodedPage<Row>> decodeRows(QByteArrayView body, Reader& reader);
    template <typename Row>
    std::optional<Error> judge(const Stated& stated, const DecodedPage<Row>& page) const;
};

/// Makes the body parseable: without a byte-order mark, padded, without lone surrogates, and valid UTF-8.
error_code WireDecoder::Impl::open(ReadContext& context, QByteArrayView body)
{
    form = {};
    std::string_view text(body.data(), std::size_t(body.size()));
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const auto parse = [&](std::string_view source) {
        buffer.resize(source.size() + simdjson::SIMDJSON_PADDING);
        std::copy(source.begin(), source.end(), buffer.begin()); // an empty body has no address to copy from
        std::memset(buffer.data() + source.size(), 0, simdjson::SIMDJSON_PADDING);
        replaceLoneSurrogates(buffer.data(), source.size());
        context.text = std::string_view(buffer.data(), source.size());
        return parser.iterate(buffer.data(), source.size(), buffer.size()).get(document);
    };
    const auto error = parse(text);
    return error == simdjson::UTF8_ERROR ? parse(withValidUtf8(text)) : error;
}

Error WireDecoder::Impl::describe(error_code error, const ReadContext& context)
{
    if (context.text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return payload(ServerText::tr("The reply is empty. Nothing was stored."), cutOff % QString::number(0));
    if (error == simdjson::DEPTH_ERROR)
        return payload(ServerText::tr("The reply nests deeper than 64 levels and was not read. Nothing was stored."));
    if (error == simdjson::CAPACITY || error == simdjson::MEMALLOC)
        return payload(ServerText::tr("The reply is too large. Nothing was stored."));
    const char first = context.text[context.text.find_first_not_of(" \t\r\n")];
    if (first != '{' && first != '[')
        return payload(ServerText::tr("The reply is no JSON. Nothing was stored; check the address of the server."),
            plainText(context.text.substr(0, 480), 120));
    if (endsTooEarly(context.text))
        return payload(ServerText::tr("The reply ends too early. Nothing of it was stored."),
            cutOff % QString::number(qulonglong(context.text.size())));
    const char* location = nullptr;
    QString where;
    if (!document.current_location().get(location))
        where = QStringLiteral(" at byte ") % QString::number(qlonglong(location - context.text.data()));
    return payload(ServerText::tr("The reply is not valid JSON. Nothing of it was stored."),
        QString::fromUtf8(simdjson::error_message(error)) % where);
}

template <typename ReadElement>
error_code WireDecoder::Impl::readElements(ReadContext& context, Array array, ReadElement& element)
{
    for (auto item : array) {
        Value value;
        if (const auto error = item.get(value))
            return error;
        if (const auto error = element(context, value))
            return error;
    }
    return simdjson::SUCCESS;
}

/// The value under "data": an array of rows, a page object with another "data" in it, or what `other` makes of it.
/// `other(context, value, handled)` gets a first look at objects.
template <typename ReadElement, typename ReadOther>
error_code WireDecoder::Impl::readData(
    ReadContext& context, Stated& stated, Value& value, ReadElement& element, ReadOther& other)
{
    const auto token = tokenText(value);
    stated.dataMet = true;
    stated.dataNull = stated.dataOfOtherType = false;
    if (!token.empty() && token.front() == '[') {
        Array array;
        if (const auto error = value.get_array().get(array))
            return error;
        return readElements(context, array, element);
    }
    if (!token.empty() && token.front() == '{') {
        bool handled = false;
        if (const auto error = other(context, value, handled); error || handled)
            return error;
        Object object;
        if (const auto error = value.get_object().get(object))
            return error;
        stated.dataOfOtherType = true; // until its own "data" is met
        bool inner = false;
        const auto error = forEachField(object, [&](std::string_view key, Value& member) -> error_code {
            if (key == "data" && !inner) {
                inner = true;
                const auto text = tokenText(member);
                if (!text.empty() && text.front() == '{')
                    return meetUnknown(context, text);
                stated.pageMet = true;
                return readData(context, stated, member, element, other);
            }
            bool known = false;
            const auto failed = readPageField(context, key, member, stated, known);
            return failed || known ? failed : meetUnknown(context, member.raw_json_token());
        });
        return error;
    }
    Reading reading;
    double unused = 0;
    const auto error = readNumber(context, value, unused, reading);
    stated.dataNull = !reading.used && reading.problem == FieldProblem::Null;
    stated.dataOfOtherType = !stated.dataNull;
    return error;
}

template <typename ReadElement, typename ReadOther>
error_code WireDecoder::Impl::readDocument(ReadContext& context, Stated& stated, ReadElement element, ReadOther other)
{
    simdjson::ondemand::json_type type{};
    if (const auto error = document.type().get(type))
        return error;
    error_code error = simdjson::SUCCESS;
    if (type == simdjson::ondemand::json_type::array) {
        Array array;
        stated.dataMet = true;
        error = document.get_array().get(array);
        if (!error)
            error = readElements(context, array, element);
    } else if (type == simdjson::ondemand::json_type::object) {
        Object object;
        error = document.get_object().get(object);
        if (!error) {
            error = forEachField(object, [&](std::string_view key, Value& value) -> error_code {
                if (key == "data")
                    return readData(context, stated, value, element, other);
                if (key == "meta") {
                    stated.meta = true;
                    return readMeta(context, value, stated);
                }
                if (key == "tracing")
                    return readMeta(context, value, stated);
                if (key == "code") {
                    stated.flat = true;
                    return readCode(context, value, stated);
                }
                if (key == "message" || (key == "error" && stated.message.empty()))
                    return readInto(context, value, stated.message);
                if (sameKey(key, "trace_id"))
                    return readInto(context, value, stated.traceId);
                bool known = false;
                const auto failed = readPageField(context, key, value, stated, known);
                stated.pageMet = stated.pageMet || known;
                return failed || known ? failed : meetUnknown(context, value.raw_json_token());
            });
        }
    } else {
        return simdjson::INCORRECT_TYPE;
    }
    form = {stated.envelope(), stated.code, stated.traceId};
    const char* rest = nullptr; // there is a location only where something follows
    if (!error && !document.current_location().get(rest))
        return simdjson::TAPE_ERROR;
    return error;
}

/// What is wrong with a reply whose JSON is right.
template <typename Row>
std::optional<Error> WireDecoder::Impl::judge(const Stated& stated, const DecodedPage<Row>& page) const
{
    if (stated.isNoData())
        return std::nullopt;
    if (stated.isFailure())
        return serverError(*stated.code, stated.message, stated.traceId);
    if (stated.codeUnreadable && !stated.code)
        return payload(ServerText::tr("The reply's status code is unreadable. Nothing was stored."));
    const bool emptyPage = stated.pageMet && stated.dataNull && stated.total.value_or(-1) == 0;
    if (stated.dataNull && !emptyPage)
        return payload(ServerText::tr("The server reports success but sends no data (null). Nothing was stored."));
    if (!stated.dataMet || stated.dataOfOtherType)
        return payload(
            ServerText::tr("The reply does not hold the rows that were asked for. Nothing was stored; check the "
                           "address of the server."));
    return options.judgeRejects ? schemaChange(page.stats) : std::nullopt;
}

template <typename Row, typename Reader>
Result<DecodedPage<Row>> WireDecoder::Impl::decodeRows(QByteArrayView body, Reader& reader)
{
    ReadContext context;
    context.options = options;
    Stated stated;
    DecodedPage<Row> page;
    page.rows.reserve(std::size_t(std::min<qsizetype>(body.size() / 256, 1000)));
    auto error = open(context, body);
    if (!error) {
        error = readDocument(
            context, stated, [&](ReadContext& c, Value& value) { return reader.read(c, value, page); },
            [](ReadContext&, Value&, bool&) { return simdjson::SUCCESS; });
    }
    reader.finish(page.stats);
    if (error)
        return tl::unexpected(describe(error, context));
    if (auto wrong = judge(stated, page))
        return tl::unexpected(std::move(*wrong));
    page.total = stated.total;
    page.totalPages = stated.totalPages;
    page.page = stated.page;
    page.wrapped = stated.pageMet;
    page.noData = stated.isNoData();
    page.envelope = stated.envelope();
    page.stats.zoneMissing = context.zoneMissing;
    if (page.noData)
        page.rows.clear();
    return page;
}

WireDecoder::WireDecoder(DecodeOptions options)
    : m_impl(std::make_unique<Impl>())
{
    m_impl->options = options;
}

WireDecoder::~WireDecoder() = default;
WireDecoder::WireDecoder(WireDecoder&&) noexcept = default;
WireDecoder& WireDecoder::operator=(WireDecoder&&) noexcept = default;

Result<DecodedPage<ClusterHour>> WireDecoder::decodeClusterHours(QByteArrayView body)
{
    return m_impl->decodeRows<ClusterHour>(body, m_impl->clusterReader);
}
Result<DecodedPage<NamespaceHour>> WireDecoder::decodeNamespaceHours(QByteArrayView body)
{
    return m_impl->decodeRows<NamespaceHour>(body, m_impl->namespaceReader);
}
Result<DecodedPage<DimensionHour>> WireDecoder::decodeDimensionHours(QByteArrayView body)
{
    return m_impl->decodeRows<DimensionHour>(body, m_impl->dimensionReader);
}
Result<DecodedPage<WorkloadHour>> WireDecoder::decodeWorkloadHours(QByteArrayView body)
{
    return m_impl->decodeRows<WorkloadHour>(body, m_impl->workloadReader);
}
Result<DecodedPage<AllocationSnapshot>> WireDecoder::decodeSnapshots(QByteArrayView body)
{
    return m_impl->decodeRows<AllocationSnapshot>(body, m_impl->snapshotReader);
}

Result<DecodedPage<PeriodSummary>> WireDecoder::decodeSummaries(QByteArrayView body)
{
    return m_impl->decodeRows<PeriodSummary>(body, m_impl->summaryReader);
}

const ReplyForm& WireDecoder::lastForm() const
{
    return m_impl->form;
}

Result<std::optional<AllocationSnapshot>> WireDecoder::decodeSnapshot(QByteArrayView body, DecodeStats* stats)
{
    auto& impl = *m_impl;
    ReadContext context;
    context.options = impl.options;
    Stated stated;
    DecodedPage<AllocationSnapshot> page;
    const auto readOne = [&](ReadContext& c, Value& value) { return impl.snapshotReader.read(c, value, page); };
    auto error = impl.open(context, body);
    if (!error) {
        error = impl.readDocument(context, stated, readOne, [&](ReadContext& c, Value& value, bool& handled) {
            handled = true;
            return readOne(c, value);
        });
    }
    if (!error && !stated.dataMet && stated.envelope() == Envelope::Bare) {
        // No envelope at all: the document itself is the snapshot.
        Object object;
        stated.dataMet = true;
        impl.document.rewind();
        error = impl.document.get_object().get(object);
        if (!error)
            error = impl.snapshotReader.readObject(context, object, context.text, page);
    }
    impl.snapshotReader.finish(page.stats);
    if (error)
        return tl::unexpected(impl.describe(error, context));
    if (auto wrong = impl.judge(stated, page))
        return tl::unexpected(std::move(*wrong));
    if (auto changed = schemaChange(page.stats)) // there are no other pages
        return tl::unexpected(std::move(*changed));
    if (stats)
        *stats = std::move(page.stats);
    if (stated.isNoData() || page.rows.empty())
        return std::optional<AllocationSnapshot>();
    return std::optional(std::move(page.rows.back()));
}

Result<std::vector<std::string>> WireDecoder::decodeNames(QByteArrayView body)
{
    auto& impl = *m_impl;
    ReadContext context;
    Stated stated;
    DecodedPage<std::string> page;
    auto error = impl.open(context, body);
    if (!error) {
        error = impl.readDocument(
            context, stated,
            [&](ReadContext& c, Value& value) -> error_code {
                std::string_view name;
                Reading reading;
                const auto failed = readText(c, value, name, reading);
                ++page.stats.rowsSeen;
                if (!failed && reading.used) {
                    page.rows.emplace_back(name);
                } else if (!failed) {
                    ++page.stats.rejectedRows;
                    page.stats.rejected.push_back({"not a name", {}, {}});
                }
                return failed;
            },
            [](ReadContext&, Value&, bool&) { return simdjson::SUCCESS; });
    }
    if (error)
        return tl::unexpected(impl.describe(error, context));
    if (auto wrong = impl.judge(stated, page))
        return tl::unexpected(std::move(*wrong));
    if (auto changed = schemaChange(page.stats)) // there are no other pages
        return tl::unexpected(std::move(*changed));
    return std::move(page.rows);
}

std::optional<Error> WireDecoder::statedError(QByteArrayView body)
{
    ReadContext context;
    Stated stated;
    const auto skip = [](ReadContext& c, Value& value) { return meetUnknown(c, value.raw_json_token()); };
    auto error = m_impl->open(context, body);
    if (!error) {
        error = m_impl->readDocument(context, stated, skip, [&](ReadContext& c, Value& value, bool& handled) {
            handled = true;
            return skip(c, value);
        });
    }
    if (error || !stated.isFailure())
        return std::nullopt;
    return serverError(*stated.code, stated.message, stated.traceId);
}

bool isTruncated(const Error& error)
{
    return error.cls == ErrorClass::Payload && error.detail.startsWith(cutOff);
}

} // namespace atlas
