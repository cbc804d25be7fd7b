// Debian's libxml2 is built with ICU, whose C types would meet those of Foundation's own ICU in one
// program. Only pointers to them stand in libxml2's headers, so they are left out here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/parserInternals.h>
