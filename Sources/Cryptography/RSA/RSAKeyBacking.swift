import COpenSSL

/// Owns one `EVP_PKEY` that holds an RSA key of an accepted size.
// Sendable: an EVP_PKEY that is never written to may be used by several threads at once, and
// OpenSSL counts its references atomically.
final class RSAKeyBacking: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes over a key, and frees it at once if it is not accepted.
    init(owning pointer: OpaquePointer?, bits: ClosedRange<Int>) throws(CryptographyError) {
        guard let pointer else {
            ERR_clear_error()
            throw .malformedKey
        }
        self.pointer = pointer
        guard EVP_PKEY_is_a(pointer, "RSA") == 1 else { throw .malformedKey }
        let found = Int(EVP_PKEY_get_bits(pointer))
        guard bits.contains(found) else { throw .unacceptableKeySize(bits: found) }
        guard hasAcceptableExponent else { throw .unacceptableExponent }
    }

    deinit { EVP_PKEY_free(pointer) }

    /// Returns the DER bytes that an `i2d_…` function writes for this key.
    func der(
        _ encode: (OpaquePointer, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) throws(CryptographyError) -> [UInt8] {
        let length = encode(pointer, nil)
        guard length > 0 else { throw .libraryFailure(operation: "i2d") }
        var bytes = [UInt8](repeating: 0, count: Int(length))
        let written = bytes.withUnsafeMutableBufferPointer { buffer in
            var position = buffer.baseAddress
            return encode(pointer, &position)
        }
        guard written == length else { throw .libraryFailure(operation: "i2d") }
        return bytes
    }

    private var hasAcceptableExponent: Bool {
        var exponent: OpaquePointer?
        defer { BN_free(exponent) }
        guard EVP_PKEY_get_bn_param(pointer, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1,
            let exponent
        else { return false }
        return BN_is_odd(exponent) == 1 && BN_is_one(exponent) == 0
            && BN_num_bits(exponent) <= 64
    }
}
