# SPDX-License-Identifier: GPL-3.0-or-later
# The headers that most files read, compiled once for all targets of a kind: each of these costs as much as six files, so
# a target of its own for each library was a third of their gain. They hold headers of Qt and of the standard library
# alone: GCC takes a header of ours that changed since for another file, and reads it twice. ccache does not see that a
# list below changed: remove the .gch files of a kept build folder then.

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cpp CONTENT "")

# atlas_precompiled(NAME LINKS ... HEADERS ...): an empty library that owns a precompiled header.
function(atlas_precompiled name)
    cmake_parse_arguments(arg "" "" "LINKS;HEADERS" ${ARGN})
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${name} PRIVATE atlas_options ${arg_LINKS})
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

set(atlas_std_headers
    <algorithm> <array> <chrono> <cmath> <functional> <map> <memory> <optional> <set> <string> <string_view> <tuple>
    <utility> <vector>)
set(atlas_core_headers
    <QByteArray> <QCoreApplication> <QDateTime> <QDir> <QFile> <QFileInfo> <QFuture> <QJsonArray> <QJsonDocument>
    <QJsonObject> <QLocale> <QObject> <QString> <QStringList> <QTimer> <QTimeZone> <QUrl>)
set(atlas_widget_headers
    <QApplication> <QBoxLayout> <QComboBox> <QDialog> <QGridLayout> <QKeyEvent> <QLabel> <QLineEdit> <QMenu> <QMouseEvent>
    <QPainter> <QPushButton> <QScrollArea> <QToolButton> <QWidget>)
set(atlas_test_headers <QProcess> <QSignalSpy> <QTemporaryDir> <QTest> <random>)

atlas_precompiled(atlas_pch_core LINKS Qt6::Core HEADERS ${atlas_core_headers} ${atlas_std_headers})
if(ATLAS_GUI)
    atlas_precompiled(atlas_pch_widgets LINKS Qt6::Widgets
        HEADERS ${atlas_core_headers} ${atlas_widget_headers} ${atlas_std_headers})
endif()
if(ATLAS_TESTS)
    # Qt tells each test the names of its own folders, which nobody here asks for and which would make headers differ.
    get_target_property(test_definitions Qt6::Test INTERFACE_COMPILE_DEFINITIONS)
    list(FILTER test_definitions EXCLUDE REGEX "QT_TESTCASE_.*DIR")
    set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS "${test_definitions}")
    # QTest looks at which modules of Qt are linked: all tests of a kind link the same ones.
    atlas_precompiled(atlas_pch_tests LINKS Qt6::Test Qt6::Network
        HEADERS ${atlas_core_headers} ${atlas_test_headers} ${atlas_std_headers})
    if(ATLAS_GUI)
        atlas_precompiled(atlas_pch_gui_tests LINKS Qt6::Test Qt6::Network Qt6::Widgets
            HEADERS ${atlas_core_headers} ${atlas_test_headers} ${atlas_widget_headers} ${atlas_std_headers})
    endif()
endif()
