import Foundation

@testable import Server

/// `Tests/EndToEndTests/serving/addresses.json`: the table as the test of the web servers reads it.
struct AddressesFile: Encodable {
    let headers: [String: String]
    let retryAfter: Int
    let files: [File]
    let redirects: [String: String]
    let hidden: [String]
    let errorPages: [String]
    let dynamic: [String]
    let secretFolders: [String]

    struct File: Encodable {
        let address: String
        let file: String
        let type: String
        let cacheControl: String
        let securityPolicy: String
        let isCompressed: Bool
        let isShared: Bool
    }

    init(samples: AddressSamples) {
        let table = samples.table
        headers = Dictionary(uniqueKeysWithValues: table.securityHeaders)
        retryAfter = table.retryAfter
        files = samples.files.map { sample in
            let row = table.description(of: sample.file, at: sample.file)
            return File(
                address: sample.address, file: sample.file, type: row.type,
                cacheControl: row.cacheControl, securityPolicy: row.securityPolicy,
                isCompressed: row.isCompressed, isShared: row.isShared)
        }
        redirects = Dictionary(
            uniqueKeysWithValues: samples.redirects.map { ($0.address, $0.location) })
        hidden = samples.hidden
        errorPages = samples.errorPages
        dynamic = samples.dynamic
        secretFolders = table.secretFolders
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}
