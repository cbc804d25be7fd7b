import Cryptography
import Foundation

@testable import Diaspora

/// What `manifest.json` of the federation vectors says. See the README beside it.
struct VectorManifest: Decodable {
    struct Person: Decodable {
        let id: String
        let publicPEM: String
        let privateKey: String

        enum CodingKeys: String, CodingKey {
            case id
            case publicPEM = "public_pem"
            case privateKey = "private_pkcs1_der_base64"
        }
    }

    struct Related: Decodable {
        let author: String
        let local: Bool
    }

    struct Case: Decodable {
        let file: String
        let kind: String
        let verdict: String
        let sender: String?
        let type: String?
        let error: String?
        let message: String?
    }

    let keys: [String: Person]
    let related: [String: Related]
    let cases: [Case]

    /// `FEDERATION_VECTORS`, or the ones kept here.
    static var folder: URL {
        if let path = ProcessInfo.processInfo.environment["FEDERATION_VECTORS"], !path.isEmpty {
            return URL(filePath: path)
        }
        return Fixture.folder.appending(path: "vectors")
    }

    static func load(from folder: URL = folder) throws -> VectorManifest {
        try JSONDecoder().decode(
            VectorManifest.self, from: Data(contentsOf: folder.appending(path: "manifest.json")))
    }

    /// The parsed entities of the accepted cases by file, as any JSON.
    static func entities(in folder: URL = folder) throws -> [String: NSDictionary] {
        let data = try Data(contentsOf: folder.appending(path: "manifest.json"))
        let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let cases = root?["cases"] as? [[String: Any]] ?? []
        var entities: [String: NSDictionary] = [:]
        for item in cases {
            if let file = item["file"] as? String {
                entities[file] = item["entity"] as? NSDictionary
            }
        }
        return entities
    }
}
