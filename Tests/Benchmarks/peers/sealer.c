// Encrypts records for one person: AES-256-CBC under a key of its own, which goes by RSA (PKCS #1 v1.5).
// Spec: diaspora* federation protocol, "Encrypted Magic Envelope".
//
//     cc -O2 sealer.c -o sealer -lcrypto; ./sealer PUBLIC.pem <envelopes >bodies

#include "records.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

static char *base64(const unsigned char *bytes, size_t size) {
    char *text = malloc(4 * (size / 3 + 1) + 1);
    EVP_EncodeBlock((unsigned char *)text, bytes, (int)size);
    return text;
}

static char *sealed_key(EVP_PKEY *recipient, const unsigned char *key, const unsigned char *vector) {
    char plain[128];
    char *key_text = base64(key, 32), *vector_text = base64(vector, 16);
    int length = snprintf(plain, sizeof plain, "{\"key\":\"%s\",\"iv\":\"%s\"}", key_text, vector_text);
    unsigned char sealed[1024];
    size_t size = sizeof sealed;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(recipient, NULL);
    if (EVP_PKEY_encrypt_init(context) != 1 || EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_encrypt(context, sealed, &size, (unsigned char *)plain, length) != 1)
        fail("cannot encrypt a key");
    EVP_PKEY_CTX_free(context);
    free(key_text);
    free(vector_text);
    return base64(sealed, size);
}

static void seal(EVP_PKEY *recipient, const Record *record) {
    unsigned char key[32], vector[16];
    if (RAND_bytes(key, sizeof key) != 1 || RAND_bytes(vector, sizeof vector) != 1) fail("no randomness");
    unsigned char *sealed = malloc(record->size + 32);
    int size = 0, rest = 0;
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    if (EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), NULL, key, vector) != 1 ||
        EVP_EncryptUpdate(cipher, sealed, &size, record->bytes, (int)record->size) != 1 ||
        EVP_EncryptFinal_ex(cipher, sealed + size, &rest) != 1)
        fail("cannot encrypt");
    EVP_CIPHER_CTX_free(cipher);
    char *key_text = sealed_key(recipient, key, vector), *text = base64(sealed, size + rest);
    size_t room = strlen(key_text) + strlen(text) + 64;
    char *body = malloc(room);
    int length = snprintf(body, room, "{\"aes_key\":\"%s\",\"encrypted_magic_envelope\":\"%s\"}", key_text, text);
    write_record(stdout, body, length);
    free(sealed);
    free(key_text);
    free(text);
    free(body);
}

int main(int count, char **arguments) {
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    EVP_PKEY *recipient = file ? PEM_read_PUBKEY(file, NULL, NULL, NULL) : NULL;
    if (!recipient) fail("cannot read the key");
    Record record;
    while (read_record(stdin, &record)) {
        seal(recipient, &record);
        free(record.bytes);
    }
    return fflush(stdout) ? 1 : 0;
}
