import COpenSSL

/// Owns one `EVP_PKEY_CTX`.
struct KeyContext: ~Copyable {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer?) throws(CryptographyError) {
        guard let pointer else { throw .libraryFailure(operation: "EVP_PKEY_CTX_new") }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_CTX_free(pointer) }
}
