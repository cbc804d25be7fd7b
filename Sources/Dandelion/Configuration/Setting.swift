/// A key of `dandelion.toml`: its kind, its default, its purpose, and the place that its value goes
/// to.
struct Setting: Sendable {
    /// The key with dots: `settings.pod_name`.
    let path: String
    let kind: SettingValue.Kind
    let defaultValue: SettingValue
    /// A sentence that `config/dandelion.example.toml` repeats.
    let purpose: String
    /// Checks a value of the right kind and puts it in its place.
    let store: Store

    typealias Store =
        @Sendable (
            SettingValue, inout Configuration, SettingChecks
        ) throws(SettingComplaint) -> Void

    /// The environment variable that overrides the file: `DANDELION_SETTINGS_POD_NAME`.
    var variable: String {
        ConfigurationVariables.prefix + path.uppercased().replacing(".", with: "_")
    }

    /// The tables that hold the key: `settings` and `settings.terms` for `settings.terms.enable`.
    var sections: [String] {
        let parts = path.split(separator: ".")
        return (1..<parts.count).map { parts.prefix($0).joined(separator: ".") }
    }
}
