// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// QCustomPlot speaks Qt's keywords, which this project has switched off. Only sources of this room include this.
#include <QtGlobal>
#pragma push_macro("foreach")
#pragma push_macro("signals")
#undef foreach
#undef signals
#define foreach(variable, container) for (variable : container)
#define signals Q_SIGNALS
#include <qcustomplot.h>
#pragma pop_macro("signals")
#pragma pop_macro("foreach")
