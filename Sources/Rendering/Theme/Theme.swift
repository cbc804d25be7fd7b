public import Foundation
internal import Mustache

/// Templates and assets, each from the first theme of the chain that has it: the one asked for, those
/// it extends, then `default`. The contract is docs/themes.md.
public struct Theme: Sendable {
    public let name: String
    public let assets: [ThemeAsset]
    /// Of the templates, so that a changed one can be noticed.
    public let digest: String
    private let library: MustacheLibrary

    /// - Parameters:
    ///   - folders: Where themes are looked for, first come first served.
    ///   - digest: Hexadecimal digest of an asset, for its published name.
    public static func load(
        _ name: String, from folders: [URL], digest: ([UInt8]) -> String
    ) throws(ThemeError) -> Theme {
        var chain: [ThemeFolder] = []
        var names: [String] = []
        var next: String? = name
        while let wanted = next {
            guard !names.contains(wanted) else { throw .circular(name: wanted) }
            guard let folder = try ThemeFolder(named: wanted, in: folders) else {
                throw .notFound(name: wanted, folders: folders.map(\.path))
            }
            chain.append(folder)
            names.append(wanted)
            next = folder.manifest.extends ?? (wanted == "default" ? nil : "default")
        }
        let sources = try Self.templates(chain)
        let text = sources.map { "\($0.name)\n\($0.text)" }.joined(separator: "\n")
        return Theme(
            name: name, assets: try assets(chain, digest: digest), digest: digest(Array(text.utf8)),
            library: try library(chain))
    }

    /// Renders a page.
    ///
    /// - Throws: ``ThemeError/missingTemplate(name:theme:)``.
    public func render(_ template: String, _ values: [String: Any]) throws(ThemeError) -> String {
        guard let text = library.render(values, withTemplate: template) else {
            throw .missingTemplate(name: template, theme: name)
        }
        return text
    }

    /// The values `assets.NAME` of templates.
    public var assetAddresses: [String: Any] {
        Dictionary(assets.map { ($0.key, "/" + $0.path) }) { first, _ in first }
    }

    private static func templates(
        _ chain: [ThemeFolder]
    ) throws(ThemeError) -> [(name: String, path: String, text: String)] {
        var templates: [(String, String, String)] = []
        for folder in chain { templates += try folder.templates() }
        return templates
    }

    private static func library(_ chain: [ThemeFolder]) throws(ThemeError) -> MustacheLibrary {
        var library = MustacheLibrary()
        for folder in chain.reversed() {
            for template in try folder.templates() {
                do {
                    try library.register(unindented(template.text), named: template.name)
                } catch let error as MustacheTemplate.ParserError {
                    throw .template(
                        path: template.path, line: error.context.lineNumber,
                        reason: "\(error.error)")
                } catch {
                    throw .template(path: template.path, line: 1, reason: "\(error)")
                }
            }
        }
        return library
    }

    private static func assets(
        _ chain: [ThemeFolder], digest: ([UInt8]) -> String
    ) throws(ThemeError) -> [ThemeAsset] {
        var found: [String: [UInt8]] = [:]
        for folder in chain.reversed() {
            for asset in try folder.assets() { found[asset.name] = asset.bytes }
        }
        var assets = found.filter { !$0.key.hasSuffix(".css") }.map {
            ThemeAsset(name: $0.key, bytes: $0.value, digest: digest)
        }
        // Stylesheets name other assets, so their hash covers the hashes of those.
        for (name, bytes) in found where name.hasSuffix(".css") {
            var text = String(decoding: bytes, as: UTF8.self)
            for asset in assets {
                text = text.replacing("url(\"\(asset.name)\")", with: "url(\"/\(asset.path)\")")
            }
            assets.append(ThemeAsset(name: name, bytes: Array(text.utf8), digest: digest))
        }
        return assets.sorted { $0.name < $1.name }
    }

    /// Takes the white space before tags that stand alone on their line: Mustache would indent every
    /// line of a partial by it, code blocks too.
    private static func unindented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            return trimmed.hasPrefix("{{>") || trimmed.hasPrefix("{{<") || trimmed.hasPrefix("{{$")
                || trimmed.hasPrefix("{{/") ? trimmed : line
        }.joined(separator: "\n")
    }
}
