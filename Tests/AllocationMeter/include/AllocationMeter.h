#pragma once

/// Forgets what this thread has allocated so far.
void allocation_meter_begin(void);

/// The most bytes that this thread held at once since it began, or -1 where nothing is metered.
long allocation_meter_peak(void);

/// How often this thread has allocated since it began, or -1 where nothing is metered.
long allocation_meter_taken(void);

/// Keeps what is given back for whoever allocates next, rather than return it to the system: its pages cost more to
/// get anew than many a text to read, and whether that happens depends on the size alone.
void allocation_meter_keep_pages(void);
