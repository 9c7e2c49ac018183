#include "core/directory/directory.h"
