import Foundation
import Testing

@testable import Dandelion

@Suite struct ErrorTextTests {
    @Test func theSystemsReasonIsSaidAndNotThatAnOperationCouldNotBeCompleted() throws {
        let error = try #require(throws: (any Error).self) {
            try FileManager.default.createDirectory(
                at: URL(filePath: "/proc/none/var"), withIntermediateDirectories: true)
        }

        let text = ErrorText.texts(for: error).joined()

        #expect(text.contains("/proc/none"))
        #expect(!text.contains("operation"), "\(text)")
    }
}
