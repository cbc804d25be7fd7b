/// One line of the output of `tar --list --verbose --numeric-owner --full-time
/// --quoting-style=escape`.
struct ArchiveEntry: Equatable {
    /// `-` for a file, `d`, `l`, `h`, `c`, `b`, `p`, … for all that is none.
    let type: Character
    let bytes: Int
    /// The name as `tar` escapes it; an allowed name has nothing to escape.
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
