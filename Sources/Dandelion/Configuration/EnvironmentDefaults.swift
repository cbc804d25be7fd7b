import Foundation

/// Values of the environment in place of options that are not given.
enum EnvironmentDefaults {
    static let dataVariable = "DANDELION_DATA"
    static let writerVariable = "DANDELION_AS"

    /// The data folder, in place of `--data`.
    static var data: String? { value(dataVariable) }
    /// The user who acts, in place of `--as`.
    static var writer: String? { value(writerVariable) }

    /// Returns a variable's value; an empty variable counts as not set, as is usual.
    private static func value(_ name: String) -> String? {
        let value = ProcessInfo.processInfo.environment[name]
        return value?.isEmpty == false ? value : nil
    }
}
