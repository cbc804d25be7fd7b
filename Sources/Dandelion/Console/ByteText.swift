/// Numbers of bytes as people read them: 0 B, 40 KB, 24 MB, 1.5 GB; a KB has 1,024 bytes.
enum ByteText {
    static func of(_ bytes: Int) -> String {
        var unit = 0
        var size = bytes
        while size >= 1_024, unit < units.count - 1 {
            // A decimal tells enough below ten, where there is one.
            if size < 10_240, !size.isMultiple(of: 1_024), unit > 0 {
                return "\(size / 1_024).\(size % 1_024 * 10 / 1_024) \(units[unit + 1])"
            }
            size /= 1_024
            unit += 1
        }
        return "\(size) \(units[unit])"
    }

    private static let units = ["B", "KB", "MB", "GB", "TB"]
}
