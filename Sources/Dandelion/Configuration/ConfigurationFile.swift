internal import Foundation
internal import SystemPackage
internal import Theming

/// The file that a pod's configuration is read from, or its absence.
struct ConfigurationFile: Sendable, Equatable {
    /// The path of the file; `nil` if there is none, and only defaults and the environment count.
    let path: FilePath?

    /// Far more than every key explained at length.
    static let maximumBytes = 1 << 20

    /// Finds the file: the one named with `--config`, else `dandelion.toml` in the data folder.
    ///
    /// - Throws: ``ConfigurationError/notFound(file:)`` if the named file is not there. A data folder
    ///   without one is no error.
    static func locate(
        explicit: FilePath?, dataFolder: FilePath
    ) throws(ConfigurationError) -> ConfigurationFile {
        if let explicit {
            guard FileManager.default.fileExists(atPath: explicit.string) else {
                throw .notFound(file: explicit.string)
            }
            return ConfigurationFile(path: explicit)
        }
        let path = dataFolder.appending("dandelion.toml")
        let exists = FileManager.default.fileExists(atPath: path.string)
        return ConfigurationFile(path: exists ? path : nil)
    }

    /// Reads the file, then the environment, which overrides it.
    ///
    /// - Parameter variables: The process's environment; only `DANDELION_…` is looked at.
    /// - Parameter languageProblem: Says why there is no interface in a language, or `nil`.
    func load(
        variables: [String: String],
        languageProblem: @escaping @Sendable (String) -> String? = Self.languageProblem
    ) throws(ConfigurationError) -> Configuration {
        let name = path?.string ?? "dandelion.toml"
        var reader = ConfigurationReader(
            file: name, checks: SettingChecks(languageProblem: languageProblem))
        let text = try path.map { path throws(ConfigurationError) in try Self.text(of: path) }
        return try reader.read(text ?? "", variables: variables)
    }

    /// Asks the catalogues that the program carries.
    static func languageProblem(_ tag: String) -> String? {
        do throws(WordsError) {
            _ = try Words.load(language: tag)
            return nil
        } catch {
            return error.description
        }
    }

    private static func text(of path: FilePath) throws(ConfigurationError) -> String {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path.string))
            defer { try? handle.close() }  // Nothing was written.
            data = try handle.read(upToCount: maximumBytes + 1) ?? Data()
        } catch {
            throw .unreadable(file: path.string, reason: error.localizedDescription)
        }
        guard data.count <= maximumBytes else {
            throw .tooLarge(file: path.string, maximumBytes: maximumBytes)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
            let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            throw .notUTF8(file: path.string, line: index + 1)
        }
        return text
    }
}
