// Declares nothing: the functions it defines are those of <curl/curl.h>, which the module CCurl
// imports.
