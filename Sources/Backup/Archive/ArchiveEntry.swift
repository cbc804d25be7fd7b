/// One line of what `tar --list --verbose --numeric-owner --full-time --quoting-style=escape` says.
struct ArchiveEntry: Equatable {
    /// `-` for a file, `d`, `l`, `h`, `c`, `b`, `p`, … for all that is none.
    let type: Character
    let bytes: Int
    /// Still escaped, which no name that is allowed ever is.
    let name: String

    /// Parses a line of the archive's listing.
    ///
    /// - Returns: `nil` for a line of another form; a device has no size, and so is refused.
    init?(line: String) {
        let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        guard fields.count == 6, let type = fields[0].first, let bytes = Int(fields[2]), bytes >= 0
        else { return nil }
        self.type = type
        self.bytes = bytes
        name = String(fields[5])
    }
}
