public import Foundation
internal import Markdown

/// Templates and assets, each from the first theme of the chain that has it: the one asked for, those
/// it extends, then `default`, which the program has inside. The contract is docs/themes.md.
public struct Theme: Sendable {
    /// The asset with the colours and the type of a theme as custom properties.
    static let tokensName = "tokens.css"

    public let name: String
    public let assets: [ThemeAsset]
    /// The digest of the templates, by which a change is noticed.
    public let digest: String
    let templates: [ThemeTemplate]

    /// - Parameters:
    ///   - folders: The folders searched for themes, in order of precedence.
    ///   - digest: Hexadecimal digest of an asset, for its published name.
    public static func load(
        _ name: String, from folders: [URL], digest: ([UInt8]) -> String
    ) throws(ThemeError) -> Theme {
        let chain = try chain(name, in: folders)
        let templates = try Self.templates(chain)
        let text = templates.map { "\($0.name)\n\($0.text)" }.joined(separator: "\n")
        return Theme(
            name: name, assets: try assets(chain, digest: digest), digest: digest(Array(text.utf8)),
            templates: templates)
    }

    /// Reads the tokens of a theme: the rules of `tokens.css`, which give its colours and type to other pages than the
    /// theme's own.
    public static func tokens(_ name: String, from folders: [URL]) throws(ThemeError) -> [UInt8] {
        for files in try chain(name, in: folders) {
            if let bytes = try files.asset(tokensName) { return bytes }
        }
        throw .notFound(name: tokensName, folders: folders.map(\.path))
    }

    /// Finds the files of a theme and of those it extends, the first that counts first.
    private static func chain(
        _ name: String, in folders: [URL]
    ) throws(ThemeError) -> [ThemeFiles] {
        var chain: [ThemeFiles] = []
        var names: [String] = []
        var next: String? = name
        while let wanted = next {
            guard !names.contains(wanted) else { throw .circular(name: wanted) }
            guard let files = try ThemeFiles(named: wanted, in: folders) else {
                throw .notFound(name: wanted, folders: folders.map(\.path))
            }
            chain.append(files)
            names.append(wanted)
            next = files.manifest.extends ?? (wanted == "default" ? nil : "default")
        }
        return chain
    }

    /// The values `assets.NAME` of templates.
    var assetAddresses: [String: String] {
        Dictionary(assets.map { ($0.key, "/" + $0.path) }) { first, _ in first }
    }

    /// Returns one template of each name, from the first theme of the chain that has it, sorted by
    /// name.
    private static func templates(_ chain: [ThemeFiles]) throws(ThemeError) -> [ThemeTemplate] {
        var templates: [String: ThemeTemplate] = [:]
        for files in chain.reversed() {
            for template in try files.templates() { templates[template.name] = template }
        }
        return templates.values.sorted { $0.name < $1.name }
    }

    private static func assets(
        _ chain: [ThemeFiles], digest: ([UInt8]) -> String
    ) throws(ThemeError) -> [ThemeAsset] {
        var found: [String: [UInt8]] = [:]
        for files in chain.reversed() {
            for asset in try files.assets() { found[asset.name] = asset.bytes }
        }
        // Pages load one stylesheet, which begins with the tokens.
        if let tokens = found.removeValue(forKey: tokensName) {
            found["style.css"] = tokens + [UInt8(ascii: "\n")] + (found["style.css"] ?? [])
        }
        var assets = found.filter { !$0.key.hasSuffix(".css") }.map {
            ThemeAsset(name: $0.key, bytes: $0.value, digest: digest)
        }
        // Stylesheets name other assets, so their hash covers the hashes of those.
        for (name, bytes) in found where name.hasSuffix(".css") {
            var text = String(decoding: bytes, as: UTF8.self)
            for asset in assets {
                let address = "url(\"\(asset.name)\")"
                // Names beyond ASCII may be spelt in another way, which only characters show.
                guard text.holds(address) || !address.utf8.allSatisfy({ $0 < 0x80 }) else {
                    continue
                }
                text = text.replacing(address, with: "url(\"/\(asset.path)\")")
            }
            assets.append(ThemeAsset(name: name, bytes: Array(text.utf8), digest: digest))
        }
        return assets.sorted { $0.name < $1.name }
    }
}
