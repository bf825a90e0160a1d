// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Renderer.h"

#include "models/alerts/AlertCenter.h"
#include "ui/exports/ExportWork.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPixmap>

#include <cstdio>

namespace atlas {

namespace {
constexpr int settleDelay = 50, patience = 60'000; // ms
} // namespace

int printError(const Error& error)
{
    std::fprintf(stderr, "gpu-atlas: %s [%s]\n", qUtf8Printable(error.message),
        QByteArray(errorClassName(error.cls).data()).constData());
    if (!error.detail.isEmpty())
        std::fprintf(stderr, "  %s\n", qUtf8Printable(error.detail));
    return exitCode(error.cls);
}

Renderer::Renderer(MainWindow& window, SourceOpener& opener, const QString& path, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_path(path)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleDelay);
    m_limit.setSingleShot(true);
    connect(&window, &MainWindow::settled, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_soon, &QTimer::timeout, this, &Renderer::write);
    connect(&opener, &SourceOpener::failed, this, &Renderer::fail);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        // A server's whole history may take minutes more, and what is visible was asked for first.
        const auto* page = m_window.currentPage();
        if (page && page->isSettled()) {
            save();
            return;
        }
        fail({ErrorClass::Timeout, tr("The page was not complete after a minute; no picture was written."), {}, 0, {}});
    });
    m_limit.start(patience);
}

void Renderer::write()
{
    const bool waits = m_window.alerts() && !m_window.alerts()->isReady(); // the rail's badge
    if (m_window.session() && (waits || !m_window.isSettled()))
        return; // something came in between; settled() comes again
    save();
}

void Renderer::save()
{
    const auto picture = m_window.grab();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    picture.save(&buffer, "PNG");
    Progress progress;
    if (const auto written = writeBytes(bytes, m_path, progress))
        QCoreApplication::exit(0);
    else
        fail(written.error());
}

void Renderer::fail(const Error& error)
{
    QCoreApplication::exit(printError(error));
}

} // namespace atlas
