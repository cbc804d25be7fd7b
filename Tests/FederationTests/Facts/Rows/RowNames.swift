import GRDB

/// Names of rows that stay the same whatever numbers and GUIDs were drawn: people by their user names, other
/// rows by the table and their place in it.
struct RowNames {
    private var names: [String: [DatabaseValue: String]] = [:]
    private var guids: [String: String] = [:]

    /// - Parameter snapshots: Of one database at several times.
    init(_ snapshots: DatabaseSnapshot...) {
        let tables = Dictionary(grouping: snapshots.flatMap(\.tables), by: \.name)
        for (name, tables) in tables.sorted(by: { $0.key < $1.key })
        where tables.allSatisfy(\.hasID) {
            let ids = Set(tables.flatMap(\.rows.keys)).sorted { number($0) < number($1) }
            for (place, id) in ids.enumerated() {
                let rows = tables.compactMap { $0.rows[id] }
                let user = rows.first.flatMap(Self.username)
                names[name, default: [:]][id[0]] = user ?? "{\(name) \(place + 1)}"
                for guid in rows.flatMap(Self.guids) {
                    guids[guid] = "{\(user ?? "\(name) \(place + 1)")}"
                }
            }
        }
    }

    /// Finds the name of a row, if the rows of the table have numbers.
    func name(of id: DatabaseValue, in table: String) -> String? { names[table]?[id] }

    /// Puts names in place of the GUIDs in a text.
    func replacingGUIDs(in text: String) -> String {
        guids.sorted { ($1.key.count, $0.key) < ($0.key.count, $1.key) }
            .reduce(text) { $0.replacing($1.key, with: $1.value) }
            .replacing(/\b[0-9a-f]{32}\b/, with: "{guid}")
    }

    private func number(_ id: [DatabaseValue]) -> Int64 {
        id.first.flatMap(Int64.fromDatabaseValue) ?? 0
    }

    private static func username(_ row: TableSnapshot.Columns) -> String? {
        row.first { ["diasporaID", "username"].contains($0.name) }
            .flatMap { String.fromDatabaseValue($0.value) }
            .map { String($0.prefix { $0 != "@" }) }
    }

    private static func guids(_ row: TableSnapshot.Columns) -> [String] {
        row.filter { ["guid", "deletedGUID"].contains($0.name) }
            .compactMap { String.fromDatabaseValue($0.value) }
    }
}
