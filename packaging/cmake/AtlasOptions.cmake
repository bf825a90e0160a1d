# SPDX-License-Identifier: GPL-3.0-or-later
# All compiler policy in one INTERFACE target: every target of ours links atlas_options, and nothing else sets flags.

set(CMAKE_AUTOMOC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(atlas_options INTERFACE)
target_compile_options(atlas_options INTERFACE
    -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Wcast-align
    -Wunused -Wdouble-promotion -Wformat=2 -Wduplicated-cond -Wlogical-op)
# The optimiser of GCC from 13 on believes that an empty std::optional is read when a vector of structs with one is sorted.
target_compile_options(atlas_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
# GCC 12 invents copies beyond the ends of std::string's own buffer (its bug 105651), and forgets, where the header came
# precompiled, that the code is not ours. The sanitizers look for the real ones.
target_compile_options(atlas_options INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-array-bounds -Wno-stringop-overflow>)
if(ATLAS_WERROR)
    target_compile_options(atlas_options INTERFACE -Werror)
endif()
target_compile_definitions(atlas_options INTERFACE
    QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_CAST_TO_ASCII QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400
    $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
if(ATLAS_SANITIZE)
    # A finding of any kind fails the program, and with it the test: undefined behaviour is only printed by default.
    target_compile_options(atlas_options INTERFACE
        -fsanitize=${ATLAS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(atlas_options INTERFACE -fsanitize=${ATLAS_SANITIZE})
endif()
# What is given to people reads files from anywhere: hardened as Debian hardens its own packages.
target_compile_options(atlas_options INTERFACE
    $<$<CONFIG:Release>:-fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
target_link_options(atlas_options INTERFACE $<$<CONFIG:Release>:LINKER:-z,relro,-z,now>)
target_include_directories(atlas_options INTERFACE ${CMAKE_SOURCE_DIR})

# atlas_library(NAME [WIDGETS] SOURCES ... LINKS ...): one static library of the house. WIDGETS: it draws or has widgets.
function(atlas_library name)
    cmake_parse_arguments(arg "WIDGETS" "" "SOURCES;LINKS" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC atlas_options ${arg_LINKS})
    if(arg_WIDGETS)
        target_precompile_headers(${name} REUSE_FROM atlas_pch_widgets)
    else()
        target_precompile_headers(${name} REUSE_FROM atlas_pch_core)
    endif()
endfunction()

# atlas_tests(SUITE SOURCES tst_A.cpp ... LINKS ... [EXTRA helper.cpp ...]): one program a suite (linking is what costs),
# one ctest entry a test file. A test file registers its class with ATLAS_TEST; the class is named as the file.
function(atlas_tests suite)
    cmake_parse_arguments(arg "GUI" "" "SOURCES;EXTRA;LINKS" ${ARGN})
    set(target tests_${suite})
    add_executable(${target} ${arg_SOURCES} ${arg_EXTRA})
    target_link_libraries(${target} PRIVATE atlas_options atlas_testsupport Qt6::Test ${arg_LINKS})
    if(arg_GUI)
        target_compile_definitions(${target} PRIVATE ATLAS_TEST_GUI)
        target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/GuiTestMain.cpp)
        target_link_libraries(${target} PRIVATE Qt6::Widgets)
        target_precompile_headers(${target} REUSE_FROM atlas_pch_gui_tests)
    else()
        target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/CoreTestMain.cpp)
        target_precompile_headers(${target} REUSE_FROM atlas_pch_tests)
    endif()
    foreach(source ${arg_SOURCES})
        get_filename_component(class ${source} NAME_WE)
        add_test(NAME ${suite}.${class} COMMAND ${target} --class ${class})
        set_tests_properties(${suite}.${class} PROPERTIES
            TIMEOUT 240
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;LC_ALL=C.UTF-8;QT_LOGGING_RULES=qt.qpa.*=false")
    endforeach()
endfunction()
