# Copies the icons named in breezeicons.txt from an installed Breeze theme, following its links, and lists them as
# a theme of their own in the resources: a fallback for where no icon theme is installed. Nothing of Breeze is kept
# in the repository.
#
# chatsync_breeze_resources(target)

function(chatsync_breeze_resources target)
    find_path(CHATSYNC_BREEZE_DIR breeze/index.theme
        PATHS ${XDG_DATA_DIRS} /usr/share /usr/local/share
        PATH_SUFFIXES icons
        DOC "The folder of icon themes that holds breeze")
    if(NOT CHATSYNC_BREEZE_DIR)
        message(FATAL_ERROR "The Breeze icon theme was not found. Install breeze-icon-theme, or set CHATSYNC_BREEZE_DIR to the folder that holds breeze/.")
    endif()
    set(copies "${CMAKE_CURRENT_BINARY_DIR}/breeze")
    file(STRINGS "${CMAKE_CURRENT_SOURCE_DIR}/breezeicons.txt" names)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/breezeicons.txt")
    set(files)
    foreach(name IN LISTS names)
        foreach(size 16 22)
            set(found FALSE)
            foreach(context actions status places)
                set(source "${CHATSYNC_BREEZE_DIR}/breeze/${context}/${size}/${name}.svg")
                if(NOT found AND EXISTS "${source}")
                    file(REAL_PATH "${source}" real)
                    configure_file("${real}" "${copies}/${size}/${name}.svg" COPYONLY)
                    list(APPEND files "${copies}/${size}/${name}.svg")
                    set(found TRUE)
                endif()
            endforeach()
            if(NOT found)
                message(FATAL_ERROR "Breeze in ${CHATSYNC_BREEZE_DIR} has no ${size} px icon ${name}.")
            endif()
        endforeach()
    endforeach()
    file(CONFIGURE OUTPUT "${copies}/index.theme" CONTENT
"[Icon Theme]
Name=Breeze
Comment=The icons this program needs
Directories=16,22

[16]
Size=16
Type=Fixed

[22]
Size=22
MinSize=17
MaxSize=256
Type=Scalable
")
    qt_add_resources(${target} breeze PREFIX /icons/breeze BASE "${copies}"
        FILES "${copies}/index.theme" ${files})
endfunction()
