#pragma once

/// Forgets what this thread has allocated so far.
void allocation_meter_begin(void);

/// The most bytes that this thread held at once since it began, or -1 where nothing is metered.
long allocation_meter_peak(void);

/// How often this thread has allocated since it began, or -1 where nothing is metered.
long allocation_meter_taken(void);
