/// The limits of the parser's input, beyond which parsing takes time that grows with the square of
/// the text. Syntax beyond them becomes text; no character is lost.
///
/// Seen with cmark-gfm 0.29.0.gfm.6, 64 KB: `>` and `a*` 26 s, pipes of one row 7 s, rows that
/// delimit nothing 6 s; `![[]()` and `*t _t*_`, 256 KB: 4 and 2 s; a heading row of 1,000 cells makes as many of every line below it.
enum SourceLimits {
    /// Containers within each other: quotes, lists, notes.
    static let containerDepth = 64
    /// Cells of one line.
    static let cellsPerLine = 1_000
    /// Lines of one paragraph that might delimit the head of a table.
    static let delimiterRowsPerBlock = 16
    /// Images that one paragraph may begin without being sure to end them: the parser goes through all open ones
    /// at every link.
    static let openImagesPerBlock = 100
    /// The number of `@` in one paragraph that can be part of a mail address: the parser copies all
    /// that follows each address.
    static let addressesPerBlock = 500
    /// Marks of emphasis in one paragraph.
    static let emphasisMarksPerBlock = 16_384
    /// Cells that a table may have beyond two for every byte below its head.
    static let spareCells = 100
}
