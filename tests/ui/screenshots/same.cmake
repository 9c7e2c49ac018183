# Two programs at the same time, each disturbing the other, give the same pictures to the pixel.
file(REMOVE_RECURSE "${FOLDER}/first" "${FOLDER}/second")
# Commands of one execute_process run side by side, each writing to the next: the first must not, for the second may have
# ended by then.
set(quietly sh -c "exec \"$0\" --out \"$1\" >/dev/null" "${PROGRAM}")
execute_process(
    COMMAND ${quietly} "${FOLDER}/first"
    COMMAND ${quietly} "${FOLDER}/second"
    RESULTS_VARIABLE codes)
if(NOT codes STREQUAL "0;0")
    message(FATAL_ERROR "The pictures could not be made: ${codes}")
endif()
file(GLOB pictures RELATIVE "${FOLDER}/first" "${FOLDER}/first/*.png")
list(LENGTH pictures count)
if(count LESS 20)
    message(FATAL_ERROR "Only ${count} pictures were made")
endif()
# What performs the checklist shows how long each part took, and its questions to the database do not take commanded time
# yet: two runs may differ in a figure.
list(FILTER pictures EXCLUDE REGEX "^checklist-(companies|failed|passed|reports)-")
list(LENGTH pictures count)
foreach(picture ${pictures})
    execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${FOLDER}/first/${picture}" "${FOLDER}/second/${picture}"
        RESULT_VARIABLE differs)
    if(differs)
        message(SEND_ERROR "${picture} differs between two runs")
    endif()
endforeach()
message(STATUS "${count} pictures are the same")
