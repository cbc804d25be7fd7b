internal import CXML2

/// Builds the tree of one document out of what libxml2's parser reports.
///
/// No document of libxml2's is kept: its tables of names and IDs cost more than their contents.
final class XMLTree {
    /// Most namespaces that may be declared around one element: each prefix is looked for among them.
    static let maximumNamespaces = 64

    private let maximumDepth: Int
    private let maximumNodes: Int
    private(set) var root: XMLElement?
    /// Why nothing more is read.
    private(set) var failure: XMLReaderError?
    /// Where the parser is; unset before and after it runs.
    var parser: xmlParserCtxtPtr?

    private var open: [XMLElement] = []
    private var text: [UInt8] = []
    /// Goes on from text to text: whoever reads an element joins them.
    private var marks = MarkRuns()
    private var nodes = 0
    /// How many namespaces each open element declares, and all of them together.
    private var declared: [Int] = []
    private var namespaces = 0

    init(maximumDepth: Int, maximumNodes: Int) {
        self.maximumDepth = maximumDepth
        self.maximumNodes = maximumNodes
    }

    var line: Int { max(1, Int(parser?.pointee.input?.pointee.line ?? 1)) }

    func fail(_ error: XMLReaderError) {
        if failure == nil { failure = error }
    }

    func start(_ element: XMLElement, namespaces count: Int) {
        guard failure == nil else { return }
        endText()
        declared.append(count)
        namespaces += count
        open.append(element)
        nodes += 1
        if !element.hasBoundedMarks { fail(.tooManyMarks(line: line)) }
        if open.count > maximumDepth { fail(.tooDeep(line: line)) }
        if namespaces > Self.maximumNamespaces { fail(.tooManyNamespaces(line: line)) }
        if nodes > maximumNodes { fail(.tooManyNodes(line: line)) }
    }

    func end() {
        guard failure == nil else { return }
        endText()
        namespaces -= declared.popLast() ?? 0
        guard let element = open.popLast() else { return }
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(.element(element))
        }
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard failure == nil else { return }
        text.append(contentsOf: bytes)
    }

    private func endText() {
        guard !text.isEmpty else { return }
        if !text.withUnsafeBufferPointer({ marks.read($0) }) { fail(.tooManyMarks(line: line)) }
        if !open.isEmpty {
            nodes += 1
            open[open.count - 1].children.append(.text(String(decoding: text, as: UTF8.self)))
        }
        text.removeAll(keepingCapacity: true)
    }
}
