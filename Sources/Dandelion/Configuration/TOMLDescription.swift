internal import TOMLKit

/// Conversion of TOMLKit's values to settings, and their names in messages.
enum TOMLDescription {
    /// Converts a value to a kind.
    ///
    /// - Returns: `nil` if the value is not of this kind.
    static func value(_ value: TOMLValue, of kind: SettingValue.Kind) -> SettingValue? {
        switch kind {
        case .text: value.string.map(SettingValue.text)
        case .flag: value.bool.map(SettingValue.flag)
        case .number: value.int.map(SettingValue.number)
        case .list: value.array.flatMap(strings).map(SettingValue.list)
        }
    }

    /// Names a value's kind for messages, as in “expected true or false, found a string”.
    static func of(_ value: TOMLValue) -> String {
        switch value.type {
        case .string: "a string"
        case .bool: value.bool == true ? "true" : "false"
        case .int: "a whole number"
        case .double: "a decimal number"
        case .date: "a date"
        case .time: "a time"
        case .dateTime: "a date and time"
        case .table: "a table"
        case .array: value.array.flatMap(strings) == nil ? "a list of other things" : "a list"
        }
    }

    /// Returns the line to write instead, where it can be guessed.
    static func remedy(_ value: TOMLValue, for setting: Setting) -> String? {
        let key = setting.path.split(separator: ".").last ?? ""
        switch (setting.kind, value.type) {
        case (.flag, .string), (.number, .string):
            guard let text = value.string,
                let meant = try? SettingValue(variable: text.lowercased(), kind: setting.kind)
            else { return nil }  // Not what the setting takes, even without the quotes.
            return "write \(key) = \(meant.toml), without quotes"
        case (.list, .string):
            guard let text = value.string else { return nil }
            return "write \(key) = \(SettingValue.list([text]).toml)"
        case (.text, .int), (.text, .bool), (.text, .double):
            return "write \(key) = \"\(value.debugDescription)\", in quotes"
        default: return nil
        }
    }

    private static func strings(_ array: TOMLArray) -> [String]? {
        var strings: [String] = []
        for index in 0..<array.count {
            guard let string = array[index].string else { return nil }
            strings.append(string)
        }
        return strings
    }
}
