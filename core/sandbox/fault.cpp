#include "core/sandbox/fault.h"
