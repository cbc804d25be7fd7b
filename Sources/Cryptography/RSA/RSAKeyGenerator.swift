/// Makes keys on a thread of its own, one at a time.
public actor RSAKeyGenerator {
    private let executor = QueueExecutor(label: "dandelion.rsa-keys")

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    public init() {}

    public func generate(bits: Int = RSAPrivateKey.usualBits) throws(CryptographyError)
        -> RSAPrivateKey
    {
        try RSAPrivateKey(generatingBits: bits)
    }
}
