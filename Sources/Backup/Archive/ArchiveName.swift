/// The names of the files an archive holds, relative to the pod's folder.
enum ArchiveName {
    static let manifest = "manifest.json"
    static let database = "dandelion.sqlite"
    static let configuration = "dandelion.toml"
    static let secret = "secret"
    static let uploads = "uploads"

    /// Whether a pod's backup may hold a file of this name: one of the four, or one below
    /// `uploads/` whose folders and name are letters, digits, `_`, `-` and inner dots.
    static func isAllowed(_ name: String) -> Bool {
        if [manifest, database, configuration, secret].contains(name) { return true }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count >= 2 && parts.count <= 8 && parts[0] == uploads
            && parts.dropFirst().allSatisfy(isPlain)
    }

    /// Whether a file or folder below `uploads/` is part of a backup; what is being written is not.
    static func isPlain(_ part: some StringProtocol) -> Bool {
        guard let first = part.utf8.first, first != UInt8(ascii: "."), part.utf8.count <= 255,
            !part.hasSuffix(".tmp")
        else { return false }
        return part.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}
