// Signs records with RSA keys, PKCS #1 v1.5 over SHA-256, on two threads.
//
//     cc -O2 signer.c -o signer -lcrypto -lpthread; ./signer KEY.pem... <records >signatures
//
// The first byte of a record is the number of its key, the rest is what is signed.

#include "records.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <pthread.h>
#include <stdatomic.h>

static Records records;
static Record *signatures;
static EVP_PKEY *keys[256];
static int key_count;
static atomic_size_t next;

static void sign(const Record *record, Record *signature) {
    if (record->size < 1 || record->bytes[0] >= key_count) fail("a record names no key");
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t size = EVP_PKEY_get_size(keys[record->bytes[0]]);
    signature->bytes = malloc(size);
    if (EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, keys[record->bytes[0]]) != 1 ||
        EVP_DigestSign(context, signature->bytes, &size, record->bytes + 1, record->size - 1) != 1)
        fail("cannot sign");
    signature->size = size;
    EVP_MD_CTX_free(context);
}

static void *work(void *unused) {
    for (size_t i; (i = atomic_fetch_add(&next, 1)) < records.count;) sign(&records.items[i], &signatures[i]);
    return unused;
}

int main(int count, char **arguments) {
    for (int i = 1; i < count && i <= 256; i++) {
        FILE *file = fopen(arguments[i], "rb");
        if (!file || !(keys[key_count++] = PEM_read_PrivateKey(file, NULL, NULL, NULL))) fail("cannot read a key");
        fclose(file);
    }
    records = read_records(stdin);
    signatures = calloc(records.count + 1, sizeof(Record));
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, work, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    for (size_t i = 0; i < records.count; i++) write_record(stdout, signatures[i].bytes, signatures[i].size);
    return fflush(stdout) ? 1 : 0;
}
