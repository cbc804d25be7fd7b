internal import Cryptography
internal import Diaspora
internal import Foundation

/// The GUIDs of a post and of the poll in it, all made of the same 16 random bytes: published again with
/// the same text, it is the same entity for every other pod.
public struct PostGUIDs {
    /// Six of them stand behind the slug of a public post; a limited one has all.
    private let bytes: [UInt8]

    /// - Parameter bytes: 16 random bytes.
    init(bytes: [UInt8]) {
        precondition(bytes.count == 16, "a GUID has 16 bytes")
        self.bytes = bytes
    }

    var limitedPost: GUID {
        GUID(hexadecimal: (Self.integer(bytes[..<8]), Self.integer(bytes[8...])))
    }

    /// - Parameter slug: As its writer chose it; else it is made of the title.
    func publicPost(slug: String?, title: String?) throws -> GUID {
        let slug = try slug.map { try Slug.chosen($0) } ?? title.flatMap(Slug.make)
        return slug.map { GUID(slug: $0, random: Self.integer(bytes[..<8])) } ?? limitedPost
    }

    var poll: GUID { derived("poll") }

    func answer(_ number: Int) -> GUID { derived("answer \(number)") }

    /// Derives a GUID from a name and the secret bytes; without them no such GUID can be predicted
    /// from another.
    private func derived(_ name: String) -> GUID {
        let digest = SHA256Digest(of: bytes + Array(name.utf8)).bytes
        return GUID(hexadecimal: (Self.integer(digest[..<8]), Self.integer(digest[8..<16])))
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
