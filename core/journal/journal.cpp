#include "core/journal/journal.h"
