# The flags every target shares, and the two ways a target is made here.

add_library(chatsync_options INTERFACE)
target_compile_features(chatsync_options INTERFACE cxx_std_20)
target_compile_options(chatsync_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Werror
    # A designated initializer that leaves a member to its default says what it means.
    -Wno-missing-field-initializers
    # What is packaged: hardened, and silent about where it was built.
    "$<$<CONFIG:Release>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2;-fstack-protector-strong>"
    "$<$<CONFIG:Release>:-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=>"
    # Debian's QCoro header and GCC 12's own coroutine frames trip these two without our doing.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-error=maybe-uninitialized>
    $<$<CXX_COMPILER_ID:Clang>:-Wno-unknown-warning-option>)
target_compile_definitions(chatsync_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(CHATSYNC_SANITIZE)
    target_compile_options(chatsync_options INTERFACE
        -fsanitize=${CHATSYNC_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(chatsync_options INTERFACE -fsanitize=${CHATSYNC_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        # Clang 14 takes Qt's virtual calls through plugins for wrong function types.
        target_compile_options(chatsync_options INTERFACE -fno-sanitize=function)
    endif()
endif()

# One precompiled header for everything: Qt Core, QCoro and expected are what every layer may include.
if(CHATSYNC_PRECOMPILED_HEADERS)
    file(WRITE "${CMAKE_BINARY_DIR}/precompiled.cpp.in" "")
    configure_file("${CMAKE_BINARY_DIR}/precompiled.cpp.in" "${CMAKE_BINARY_DIR}/precompiled.cpp" COPYONLY)
    add_library(chatsync_precompiled OBJECT "${CMAKE_BINARY_DIR}/precompiled.cpp")
    target_link_libraries(chatsync_precompiled PRIVATE
        chatsync_options Qt6::Core QCoro6::Core QCoro6::Coro tl::expected)
    set_target_properties(chatsync_precompiled PROPERTIES AUTOMOC OFF POSITION_INDEPENDENT_CODE ON)
    target_precompile_headers(chatsync_precompiled PRIVATE
        <QCoroTask>
        <QCoroTimer>
        <QDateTime>
        <QHash>
        <QJsonArray>
        <QJsonDocument>
        <QJsonObject>
        <QObject>
        <QPointer>
        <QString>
        <QStringList>
        <QTimer>
        <QUrl>
        <QUrlQuery>
        <QUuid>
        <chrono>
        <functional>
        <memory>
        <optional>
        <stop_token>
        <string>
        <tl/expected.hpp>
        <variant>
        <vector>)

    # What draws has one of its own, with the headers of Qt Widgets on top; core never sees it.
    configure_file("${CMAKE_BINARY_DIR}/precompiled.cpp.in" "${CMAKE_BINARY_DIR}/precompiled_ui.cpp" COPYONLY)
    add_library(chatsync_precompiled_ui OBJECT EXCLUDE_FROM_ALL "${CMAKE_BINARY_DIR}/precompiled_ui.cpp")
    target_link_libraries(chatsync_precompiled_ui PRIVATE
        chatsync_options Qt6::Widgets QCoro6::Core QCoro6::Coro tl::expected)
    set_target_properties(chatsync_precompiled_ui PROPERTIES AUTOMOC OFF POSITION_INDEPENDENT_CODE ON)
    target_precompile_headers(chatsync_precompiled_ui PRIVATE
        <QtWidgets>
        <QCoroTask>
        <chrono>
        <functional>
        <memory>
        <optional>
        <tl/expected.hpp>
        <variant>
        <vector>)
endif()

function(chatsync_common_setup target)
    cmake_parse_arguments(arg "UI" "" "" ${ARGN})
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}")
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    if(CHATSYNC_PRECOMPILED_HEADERS)
        if(arg_UI)
            target_precompile_headers(${target} REUSE_FROM chatsync_precompiled_ui)
        else()
            target_precompile_headers(${target} REUSE_FROM chatsync_precompiled)
        endif()
    endif()
endfunction()

# chatsync_library(NAME stream SOURCES a.h a.cpp LINK ChatSync::domain Qt6::Network [PRIVATE_LINK x])
# A folder of core or ui: a static library that links what its row in the architecture allows. UI takes the
# precompiled header of Qt Widgets.
function(chatsync_library)
    cmake_parse_arguments(arg "UI" "NAME" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    set(target chatsync_${arg_NAME})
    add_library(${target} STATIC ${arg_SOURCES})
    add_library(ChatSync::${arg_NAME} ALIAS ${target})
    target_link_libraries(${target}
        PUBLIC ${arg_LINK} Qt6::Core QCoro6::Core QCoro6::Coro tl::expected
        PRIVATE chatsync_options ${arg_PRIVATE_LINK})
    if(arg_UI)
        chatsync_common_setup(${target} UI)
    else()
        chatsync_common_setup(${target})
    endif()
endfunction()

# What the thread sanitizer is for; its preset builds nothing else.
add_custom_target(threaded_tests)

# chatsync_test(tst_token LINK ChatSync::stream [LABELS threads] [SOURCES more.cpp] [TIMEOUT seconds] [UI])
# A QtTest program of one source file named after it.
function(chatsync_test name)
    cmake_parse_arguments(arg "UI" "TIMEOUT" "LINK;LABELS;SOURCES" ${ARGN})
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE chatsync_options ${arg_LINK} Qt6::Test)
    target_compile_definitions(${name} PRIVATE
        CHATSYNC_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        CHATSYNC_BINARY_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    if(arg_UI)
        chatsync_common_setup(${name} UI)
    else()
        chatsync_common_setup(${name})
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        # Nobody's own environments and keychain.
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;CHATSYNC_KEYCHAIN=none;CHATSYNC_CONFIG=${CMAKE_BINARY_DIR}/tests/environments.json"
        LABELS "${arg_LABELS}")
    if("threads" IN_LIST arg_LABELS)
        add_dependencies(threaded_tests ${name})
    endif()
    if(arg_TIMEOUT)
        set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT})
    endif()
endfunction()
