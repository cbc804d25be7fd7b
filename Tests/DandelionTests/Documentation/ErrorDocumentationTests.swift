import DomainErrors
import Foundation
import TestSupport
import Testing

@testable import Dandelion

/// docs/errors.md cannot fall behind the program. `UPDATE_GOLDEN=1` writes its tables anew; what stands above the first
/// one is left as it is.
struct ErrorDocumentationTests {
    private static let file = Repository.root.appending(path: "docs/errors.md")

    @Test func theTablesAreThoseOfTheProgram() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let start = try #require(text.range(of: "\n## "))
        let expected = text[...start.lowerBound] + ErrorReference.text
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(expected.utf8).write(to: Self.file)
        }

        #expect(try String(contentsOf: Self.file, encoding: .utf8) == expected)
    }
}
