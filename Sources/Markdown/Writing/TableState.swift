/// The position of the writer in a table.
struct TableState {
    enum Alignment { case none, left, center, right }

    var alignments: [Alignment] = []
    var isInHead = false
    var hasBody = false
    var column = 0
    /// Whether the current cell heads a column.
    var cellIsHeader = false

    var alignment: Alignment { column < alignments.count ? alignments[column] : .none }
}
