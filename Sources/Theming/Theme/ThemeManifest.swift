internal import TOMLKit

/// `theme.toml`.
struct ThemeManifest: Equatable {
    static let contract = 1

    let name: String
    let extends: String?

    init(_ text: String, path: String) throws(ThemeError) {
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch {
            throw .manifest(path: path, reason: "not TOML: \(error)")
        }
        let known = ["name", "contract", "extends"]
        if let unknown = table.keys.first(where: { !known.contains($0) }) {
            throw .manifest(
                path: path,
                reason: "unknown key \"\(unknown)\"; a theme has \(known.joined(separator: ", "))")
        }
        guard let contract = table["contract"]?.int else {
            throw .manifest(path: path, reason: "contract = \(Self.contract) is missing")
        }
        guard contract == Self.contract else {
            throw .contract(path: path, found: contract, known: Self.contract)
        }
        guard let name = table["name"]?.string, !name.isEmpty else {
            throw .manifest(path: path, reason: "name is missing")
        }
        self.name = name
        extends = table["extends"]?.string
    }
}
