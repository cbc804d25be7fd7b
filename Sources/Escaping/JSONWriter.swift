/// JSON being written, keys in the order in which they are appended. Spec: RFC 8259.
public struct JSONWriter: Sendable {
    public enum Layout: Sendable {
        case compact
        /// A value a line, two spaces a level.
        case lines
    }

    public private(set) var bytes: [UInt8] = []
    private let escaping: JSONEscaping
    private let layout: Layout
    private var depth = 0
    private var place = Place.beginning

    private enum Place { case beginning, behindName, behindValue }

    public init(escaping: JSONEscaping, layout: Layout = .compact, capacity: Int = 0) {
        self.escaping = escaping
        self.layout = layout
        bytes.reserveCapacity(capacity)
    }

    /// The bytes and a line end.
    public var document: [UInt8] { bytes + [UInt8(ascii: "\n")] }

    // MARK: - Values

    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        beginObject()
        body(&self)
        endObject()
    }

    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        begin("[")
        body(&self)
        end("]")
    }

    public mutating func value(_ value: String) {
        separate()
        escaping.append(value, to: &bytes)
    }

    /// Appends a value that a writer has made before.
    public mutating func value(written: [UInt8]) {
        separate()
        bytes.append(contentsOf: written)
    }

    /// Begins an object that ``endObject()`` ends.
    public mutating func beginObject() { begin("{") }

    public mutating func endObject() { end("}") }

    // MARK: - Members

    public mutating func object(_ key: String, _ body: (inout JSONWriter) -> Void) {
        name(key)
        object(body)
    }

    public mutating func array(_ key: String, _ body: (inout JSONWriter) -> Void) {
        name(key)
        array(body)
    }

    /// Appends a list, unless it is empty.
    public mutating func strings(_ key: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        array(key) { list in
            for value in values { list.value(value) }
        }
    }

    /// Appends a member, unless it is missing.
    public mutating func string(_ key: String, _ value: String?) {
        guard let value else { return }
        name(key)
        self.value(value)
    }

    /// Appends a member, unless it is missing.
    public mutating func number(_ key: String, _ value: Int?) {
        guard let value else { return }
        member(key, written: Array(String(value).utf8))
    }

    public mutating func boolean(_ key: String, _ value: Bool) {
        member(key, written: Array((value ? "true" : "false").utf8))
    }

    /// Appends a member whose value a writer has made before.
    public mutating func member(_ key: String, written: [UInt8]) {
        name(key)
        value(written: written)
    }

    // MARK: - Punctuation

    private mutating func name(_ key: String) {
        separate()
        escaping.append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if layout == .lines { bytes.append(UInt8(ascii: " ")) }
        place = .behindName
    }

    /// Appends what stands before the next name or value, and notes that a value came.
    private mutating func separate() {
        if place == .behindValue { bytes.append(UInt8(ascii: ",")) }
        if place != .behindName, depth > 0 { breakLine() }
        place = .behindValue
    }

    private mutating func begin(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        depth += 1
        place = .beginning
    }

    private mutating func end(_ bracket: Unicode.Scalar) {
        depth -= 1
        if place == .behindValue { breakLine() }
        bytes.append(UInt8(ascii: bracket))
        place = .behindValue
    }

    private mutating func breakLine() {
        guard layout == .lines else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }
}
