import COpenSSL

/// Owns one `EVP_MD_CTX`.
struct DigestContext: ~Copyable {
    let pointer: OpaquePointer

    init() throws(CryptographyError) {
        guard let pointer = EVP_MD_CTX_new() else {
            throw .libraryFailure(operation: "EVP_MD_CTX_new")
        }
        self.pointer = pointer
    }

    deinit { EVP_MD_CTX_free(pointer) }
}
