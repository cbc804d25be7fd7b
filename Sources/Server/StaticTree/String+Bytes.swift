/// Paths are compared and cut by bytes, as the file system has them: to Swift a slash and a combining
/// mark behind it are one character, and no slash.
extension StringProtocol {
    func hasBytePrefix(_ prefix: String) -> Bool {
        utf8.starts(with: prefix.utf8)
    }

    func hasByteSuffix(_ suffix: String) -> Bool {
        utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    /// Returns the text without its last `count` bytes, which must be whole scalars.
    func droppingLastBytes(_ count: Int) -> String {
        String(decoding: utf8.dropLast(count), as: UTF8.self)
    }
}
