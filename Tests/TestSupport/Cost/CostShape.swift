/// Something that a stranger may send, in any size: a line in a table of costs.
///
///     CostShape("attributes", before: "<a ", bytes: 1 << 20, after: "/>") { "a\($0)='' " }
public struct CostShape: Sendable, CustomStringConvertible {
    public let description: String
    /// The larger of both sizes, in bytes; the smaller one is a quarter of it.
    let bytes: Int
    private let before: String
    private let after: String
    private let piece: @Sendable (Int) -> String

    /// A letter with as many marks upon it as are read, in an order that has to be sorted.
    public static let markedLetter = "e" + String(repeating: "\u{301}\u{316}", count: 128)

    /// - Parameters:
    ///   - before: What stands there once, such as the opening of a document.
    ///   - piece: What is repeated, from 0; it is made as often as `bytes` ask for.
    public init(
        _ name: String, before: String = "", bytes: Int, after: String = "",
        piece: @escaping @Sendable (Int) -> String
    ) {
        description = name
        self.bytes = bytes
        self.before = before
        self.after = after
        self.piece = piece
    }

    public init(
        _ name: String, before: String = "", _ piece: String, bytes: Int, after: String = ""
    ) {
        self.init(name, before: before, bytes: bytes, after: after) { _ in piece }
    }

    func document(bytes: Int) -> [UInt8] {
        var document = Array(before.utf8)
        let end = bytes - after.utf8.count
        var index = 0
        while document.count < end {
            document += piece(index).utf8
            index += 1
        }
        return document + after.utf8
    }
}
