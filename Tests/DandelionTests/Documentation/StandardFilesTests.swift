import Foundation
import TestSupport
import Testing
import Theming

/// The program has the themes and the texts of the sources inside. `UPDATE_GOLDEN=1` writes the list of
/// them anew; the tests then pass with the next build.
@Suite struct StandardFilesTests {
    private static let list = Repository.root.appending(path: "Sources/CStandardFiles/files.c")

    @Test func theListNamesEveryFile() throws {
        let source = Self.source(try Self.names())
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try source.write(to: Self.list, atomically: true, encoding: .utf8)
        }

        #expect(try String(contentsOf: Self.list, encoding: .utf8) == source)
    }

    @Test func theBytesAreThoseOfTheFiles() throws {
        for name in try Self.names() {
            let bytes = try Data(contentsOf: Repository.root.appending(path: name))
            #expect(StandardFiles.bytes(name).map { Data($0) } == bytes, "\(name)")
        }
    }

    /// Themes whole, and the texts of `site/`; no notes about them.
    private static func names() throws -> [String] {
        let root = Repository.root
        var names = try FileManager.default.contentsOfDirectory(
            atPath: root.appending(path: "site").path
        ).filter { $0.hasSuffix(".md") && $0 != "README.md" }.map { "site/" + $0 }
        for name in try FileManager.default.subpathsOfDirectory(
            atPath: root.appending(path: "themes").path)
        {
            let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
            var isFolder: ObjCBool = false
            let path = root.appending(path: "themes/" + name).path
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                !isFolder.boolValue, !isHidden, !name.hasSuffix(".md")
            else { continue }
            names.append("themes/" + name)
        }
        return names.sorted()
    }

    private static func source(_ names: [String]) -> String {
        var lines = [
            "// The files that come inside the program. A test compares this list with the folders, and writes it anew with",
            "// UPDATE_GOLDEN=1 (Tests/DandelionTests/Documentation/StandardFilesTests).",
            "#include \"CStandardFiles.h\"", "",
        ]
        for (number, name) in names.enumerated() {
            lines += [
                "static const unsigned char file_\(number)[] = {", "#embed \"../../\(name)\"", "};",
            ]
        }
        lines += ["", "static const struct standard_file files[] = {"]
        for (number, name) in names.enumerated() {
            lines.append("    {\"\(name)\", file_\(number), sizeof file_\(number)},")
        }
        lines += [
            "};", "", "const struct standard_file *standard_files(size_t *count) {",
            "    *count = sizeof files / sizeof files[0];", "    return files;", "}", "",
        ]
        return lines.joined(separator: "\n")
    }
}
