/// Neighbouring terms of a block with their postings, as the members of a JSON list.
struct SearchShard {
    /// The first term.
    let start: String
    var bytes: [UInt8]
}
