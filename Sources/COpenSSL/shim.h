// OpenSSL 3: the EVP interface alone, which needs no variadics and hides no function behind a macro
// that Swift cannot see.
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

// Which parts of a key EVP_PKEY_fromdata is given: the macro joins two others.
static const int dandelion_public_key_selection = EVP_PKEY_PUBLIC_KEY;
