import Foundation

/// A file of `Fixtures/`, as text.
func fixture(_ name: String) throws -> String {
    let folder = Bundle.module.bundleURL.appending(path: "Fixtures")
    return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
}

/// Bytes from hexadecimal digits; white space between them is skipped.
func hexadecimal(_ text: String) -> [UInt8] {
    let digits = text.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue).map(UInt8.init)
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
