import Foundation
import Testing

@testable import Server

/// The web servers' files cannot drift from the table. `UPDATE_GOLDEN=1` writes them anew.
struct ProxyFilesTests {
    @Test func nginxKnowsTheTable() throws {
        try compare(NginxFile(table: AddressTable()).text, with: "config/nginx/dandelion.conf")
    }

    @Test func caddyKnowsTheTable() throws {
        try compare(CaddyFile(table: AddressTable()).text, with: "config/caddy/Caddyfile")
    }

    @Test func apacheKnowsTheTable() throws {
        try compare(ApacheFile(table: AddressTable()).text, with: "config/apache/dandelion.conf")
    }

    @Test func theTestOfTheWebServersKnowsTheTable() throws {
        try compare(
            AddressesFile(samples: AddressSamples()).text,
            with: "Tests/EndToEndTests/serving/addresses.json")
    }

    private func compare(_ text: String, with name: String) throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = package.appending(path: name)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(kept == text, "\(name)")
    }
}
