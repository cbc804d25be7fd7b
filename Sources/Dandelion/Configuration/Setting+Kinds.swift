/// The ways in which a row of the table can be written. Each takes its default from the place in
/// ``Configuration`` that the value goes to.
extension Setting {
    typealias Place<Value> = any WritableKeyPath<Configuration, Value> & Sendable
    /// A method of ``SettingChecks``.
    typealias Check<Value> =
        @Sendable (SettingChecks) -> @Sendable (String) throws(SettingComplaint) -> Value

    static func flag(_ path: String, _ place: Place<Bool>, _ purpose: String) -> Setting {
        let standard = SettingValue.flag(Configuration()[keyPath: place])
        return Setting(path: path, kind: .flag, defaultValue: standard, purpose: purpose) {
            value, configuration, _ throws(SettingComplaint) in
            if case .flag(let flag) = value { configuration[keyPath: place] = flag }
        }
    }

    /// Makes a setting that is a whole number, of which 0 stands for none.
    static func number(
        _ path: String, _ place: Place<Int?>, in range: ClosedRange<Int>, _ purpose: String
    ) -> Setting {
        let standard = SettingValue.number(Configuration()[keyPath: place] ?? 0)
        return Setting(path: path, kind: .number, defaultValue: standard, purpose: purpose) {
            value, configuration, _ throws(SettingComplaint) in
            guard case .number(let number) = value else { return }
            guard range.contains(number) else {
                throw SettingComplaint(
                    "\(number) is not a number from \(range.lowerBound) to \(range.upperBound)")
            }
            configuration[keyPath: place] = number == 0 ? nil : number
        }
    }

    static func list(
        _ path: String, _ place: Place<[String]>, _ purpose: String,
        check: @escaping Check<Void>
    ) -> Setting {
        let standard = SettingValue.list(Configuration()[keyPath: place])
        return Setting(path: path, kind: .list, defaultValue: standard, purpose: purpose) {
            value, configuration, checks throws(SettingComplaint) in
            guard case .list(let list) = value else { return }
            for item in list { try check(checks)(item) }
            configuration[keyPath: place] = list
        }
    }

    static func text(
        _ path: String, _ place: Place<String>, _ purpose: String,
        check: @escaping Check<Void>
    ) -> Setting {
        value(path, place, purpose, write: { $0 }) { checks in
            { text throws(SettingComplaint) in
                try check(checks)(text)
                return text
            }
        }
    }

    /// Makes a setting that is an optional text, of which the empty string stands for none.
    static func optional(
        _ path: String, _ place: Place<String?>, _ purpose: String,
        check: @escaping Check<Void>
    ) -> Setting {
        value(path, place, purpose, write: { $0 ?? "" }) { checks in
            { text throws(SettingComplaint) in
                guard !text.isEmpty else { return nil }
                try check(checks)(text)
                return text
            }
        }
    }

    /// Makes a setting whose text stands for something else, such as an address.
    static func value<Value>(
        _ path: String, _ place: Place<Value>, _ purpose: String,
        write: (Value) -> String,
        read: @escaping Check<Value>
    ) -> Setting {
        let standard = SettingValue.text(write(Configuration()[keyPath: place]))
        return Setting(path: path, kind: .text, defaultValue: standard, purpose: purpose) {
            value, configuration, checks throws(SettingComplaint) in
            guard case .text(let text) = value else { return }
            configuration[keyPath: place] = try read(checks)(text)
        }
    }
}
