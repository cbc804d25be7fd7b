/// The pod's own options may stand before the command, as people write them: they are moved behind
/// it, where the command's parser looks for them.
enum OptionOrder {
    private static let globals: Set<String> = ["--data", "--config"]

    static func globalsLast(_ arguments: [String]) -> [String] {
        var rest = arguments[...]
        var moved: [String] = []
        while let first = rest.first {
            if globals.contains(first), rest.count > 1 {
                moved += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if globals.contains(where: { first.hasPrefix($0 + "=") }) {
                moved.append(first)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        // Without a command there is nothing to move them behind.
        guard let command = rest.first, !command.hasPrefix("-") else { return Array(rest) }
        guard let end = rest.firstIndex(of: "--") else { return rest + moved }
        return rest[..<end] + moved + rest[end...]
    }
}
