import Foundation
import Store
import TestSupport
import Testing

/// Numbers in the documentation that the tree has too.
struct CountTests {
    @Test func migrationsAreCounted() throws {
        #expect(
            try Self.text("docs/architecture.md").contains("| \(Migration.all.count) migrations |"))
    }

    @Test func modulesAreCountedAndEachHasARow() throws {
        let modules = try FileManager.default
            .contentsOfDirectory(atPath: Repository.root.appending(path: "Sources").path)
        let map = try Self.text("docs/architecture.md")
        for module in modules {
            #expect(map.contains("`\(module)`"), "\(module)")
        }
        let own = ["CCurlOnDemand", "CStandardFiles"]
        let libraries = modules.filter {
            $0.wholeMatch(of: #/C[A-Z].*/#) != nil && !own.contains($0)
        }
        let swift = modules.filter { !libraries.contains($0) && !own.contains($0) }
        #expect(
            try Self.text("README.md").contains(
                "\(swift.count) Swift modules, and one for each of \(libraries.count) C libraries"))
    }

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: Repository.root.appending(path: name), encoding: .utf8)
    }
}
