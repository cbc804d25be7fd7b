extension Typesetter {
    /// The kind of a character beside a mark.
    enum Neighbour {
        case space
        case letter
        case digit
        /// A letter of a script that has quotation marks of its own, or none.
        case foreign
        /// A mark that a quotation may follow at once.
        case opening
        case other

        var mayStandBeforeQuotation: Bool { self == .space || self == .opening }

        /// Classifies the character that starts at a position; `nil` behind the end.
        init?(startingAt index: Int, of text: UnsafeBufferPointer<UInt8>) {
            guard let (scalar, _) = text.scalar(at: index) else { return nil }
            self.init(scalar)
        }

        /// Classifies the character that ends before a position; `nil` before the beginning.
        init?(endingAt end: Int, of text: UnsafeBufferPointer<UInt8>) {
            var start = end - 1
            while let byte = text.byte(at: start), byte.isContinuation { start -= 1 }
            self.init(startingAt: start, of: text)
        }

        private init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x09...0x0D, 0x20, 0xA0, 0x202F: self = .space
            case 0x30...0x39: self = .digit
            case 0x41...0x5A, 0x61...0x7A: self = .letter
            // What stands for a mention, and for syntax: see StandIn.
            case 0xFDD0...0xFDEF: self = .letter
            default:
                if "([{-–—“„‚‘«‹".unicodeScalars.contains(scalar) {
                    self = .opening
                } else if scalar.properties.isAlphabetic {
                    self = Self.isForeign(scalar) ? .foreign : .letter
                } else {
                    self = .other
                }
            }
        }

        /// Whether a letter is neither Latin nor Greek nor Cyrillic.
        private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value >= 0x530 && !(0x1E00...0x1FFF).contains(scalar.value)
        }
    }
}
