import COpenSSL

/// The key derivation function of RFC 7914.
enum Scrypt {
    static func derive(
        password: [UInt8], salt: [UInt8], cost: ScryptCost, length: Int
    ) throws(CryptographyError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: length)
        let status = password.withUnsafeBytes { password in
            EVP_PBE_scrypt(
                password.bindMemory(to: CChar.self).baseAddress, password.count, salt, salt.count,
                1 << UInt64(cost.logarithm), UInt64(cost.blockSize), UInt64(cost.parallelism),
                maximumMemory, &output, length)
        }
        try status.checkOk(elseThrow: .libraryFailure(operation: "EVP_PBE_scrypt"))
        return output
    }

    /// The most memory, in bytes: more than any ``ScryptCost`` needs.
    private static let maximumMemory: UInt64 = 512 << 20
}
