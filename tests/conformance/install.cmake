# SPDX-License-Identifier: MIT
# Installs the official client into the build folder, unless the very same is there already.
file(SHA256 "${FROM}/package-lock.json" wanted)
set(stamp "${TO}/node_modules/.installed")
if(EXISTS "${stamp}")
    file(READ "${stamp}" installed)
    if(installed STREQUAL wanted)
        return()
    endif()
endif()
file(COPY "${FROM}/package.json" "${FROM}/package-lock.json" DESTINATION "${TO}")
execute_process(
    COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund --prefer-offline
    WORKING_DIRECTORY "${TO}"
    RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "npm could not install stream-chat: is there a network, or a filled npm cache?")
endif()
file(WRITE "${stamp}" "${wanted}")
