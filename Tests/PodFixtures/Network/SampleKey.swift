import Foundation
import Testing

/// The keys of the people in tests, in `Fixtures/keys`.
enum SampleKey {
    /// Reads a key in PEM.
    ///
    /// - Parameter file: A name such as `bob.pem`.
    static func text(_ file: String) throws -> String {
        let folder = try #require(Bundle.module.resourceURL)
        return try String(
            contentsOf: folder.appending(path: "Fixtures/keys/\(file)"), encoding: .utf8)
    }
}
