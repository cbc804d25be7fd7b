import Foundation

/// The stored form of a password: `$scrypt$ln=15,r=8,p=1$SALT$HASH`, with salt and hash in base64
/// without padding.
///
/// Spec: the PHC string format; RFC 7914.
public struct PasswordHash: Sendable, CustomStringConvertible {
    public let cost: ScryptCost
    let salt: [UInt8]
    let hash: [UInt8]

    init(cost: ScryptCost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// - Returns: `nil` if the text is no such string, or asks for unreasonable work.
    public init?(_ text: String) {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 5, fields[0].isEmpty, fields[1] == "scrypt",
            let cost = Self.cost(fields[2]),
            let salt = Base64URL.decode(fields[3]), (8...64).contains(salt.count),
            let hash = Base64URL.decode(fields[4]), (16...64).contains(hash.count)
        else { return nil }
        self.init(cost: cost, salt: salt, hash: hash)
    }

    public var description: String {
        "$scrypt$ln=\(cost.logarithm),r=\(cost.blockSize),p=\(cost.parallelism)"
            + "$\(Self.base64(salt))$\(Self.base64(hash))"
    }

    private static func cost(_ text: Substring) -> ScryptCost? {
        var values: [Substring: Int] = [:]
        for parameter in text.split(separator: ",") {
            let parts = parameter.split(separator: "=")
            guard parts.count == 2, let value = Int(parts[1]),
                values.updateValue(value, forKey: parts[0]) == nil
            else { return nil }
        }
        guard values.count == 3, let logarithm = values["ln"], let blockSize = values["r"],
            let parallelism = values["p"]
        else { return nil }
        return ScryptCost(logarithm: logarithm, blockSize: blockSize, parallelism: parallelism)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }
}
