# Two programs at the same time, each disturbing the other, give the same pictures to the pixel.
file(REMOVE_RECURSE "${FOLDER}/first" "${FOLDER}/second")
# Commands of one execute_process run side by side.
execute_process(
    COMMAND "${PROGRAM}" --out "${FOLDER}/first"
    COMMAND "${PROGRAM}" --out "${FOLDER}/second"
    RESULTS_VARIABLE codes OUTPUT_QUIET)
if(NOT codes STREQUAL "0;0")
    message(FATAL_ERROR "The pictures could not be made: ${codes}")
endif()
file(GLOB pictures RELATIVE "${FOLDER}/first" "${FOLDER}/first/*.png")
list(LENGTH pictures count)
if(count LESS 20)
    message(FATAL_ERROR "Only ${count} pictures were made")
endif()
foreach(picture ${pictures})
    execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${FOLDER}/first/${picture}" "${FOLDER}/second/${picture}"
        RESULT_VARIABLE differs)
    if(differs)
        message(SEND_ERROR "${picture} differs between two runs")
    endif()
endforeach()
message(STATUS "${count} pictures are the same")
