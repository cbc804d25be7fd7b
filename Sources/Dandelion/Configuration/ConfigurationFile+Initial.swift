internal import Foundation

extension ConfigurationFile {
    /// Returns the `dandelion.toml` that `init` writes into a new pod's data folder.
    static func initialText(
        url: PodURL, podName: String, timeZone: TimeZone = .gmt
    ) -> String {
        func line(_ path: String, _ value: String) -> String {
            let key = path.split(separator: ".").last ?? ""
            let purpose = SettingTable.byPath[path]?.purpose ?? ""
            return "# \(purpose)\n\(key) = \(SettingValue.text(value).toml)\n"
        }
        // The default needs no line.
        let isDefault =
            timeZone.secondsFromGMT() == 0 && timeZone.nextDaylightSavingTimeTransition == nil
        let zone = isDefault ? "" : "\n" + line("settings.time_zone", timeZone.identifier)
        return """
            # The configuration of this pod. config/dandelion.example.toml explains every key;
            # keys that are left out have their defaults.

            [environment]
            \(line("environment.url", "\(url)"))
            [settings]
            \(line("settings.pod_name", podName))\(zone)
            """
    }
}
