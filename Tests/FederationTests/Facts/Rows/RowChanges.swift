import Foundation
import GRDB

/// The rows that came (`+`), went (`-`) or became others (`~`) between two snapshots, a line a row.
struct RowChanges {
    let names: RowNames
    /// The time of the later snapshot.
    let now: Date

    func lines(from before: DatabaseSnapshot, to after: DatabaseSnapshot) -> [String] {
        zip(before.tables, after.tables).flatMap { old, new in
            Set(old.rows.keys).union(new.rows.keys)
                .compactMap { line(from: old.rows[$0], to: new.rows[$0], in: new) }
                .map(names.replacingGUIDs)
                .sorted { ($0.dropFirst(), $0) < ($1.dropFirst(), $1) }
        }
    }

    private func line(
        from old: TableSnapshot.Columns?, to new: TableSnapshot.Columns?, in table: TableSnapshot
    ) -> String? {
        switch (old, new) {
        case (nil, let new?): "+ \(head(of: new, in: table)): \(values(new, in: table))"
        case (let old?, nil): "- \(head(of: old, in: table)): \(values(old, in: table))"
        case (let old?, let new?): changed(from: old, to: new, in: table)
        case (nil, nil): nil
        }
    }

    private func changed(
        from old: TableSnapshot.Columns, to new: TableSnapshot.Columns, in table: TableSnapshot
    ) -> String? {
        let changes = zip(old, new).filter { $0.value != $1.value }.map { old, new in
            "\(new.name) \(text(old, in: table)) → \(text(new, in: table))"
        }
        guard !changes.isEmpty else { return nil }
        var head = head(of: new, in: table)
        if !table.hasID {
            let keys = new.filter { table.keys.contains($0.name) }
            head += " " + keys.map { "\($0.name)=\(text($0, in: table))" }.joined(separator: " ")
        }
        return "~ \(head): \(changes.joined(separator: ", "))"
    }

    /// Names the row, or the table if its rows have no names.
    private func head(of row: TableSnapshot.Columns, in table: TableSnapshot) -> String {
        guard table.hasID, let id = row.first(where: { $0.name == "id" })?.value,
            let name = names.name(of: id, in: table.name)
        else { return table.name }
        return name.hasPrefix("{") ? name : "\(table.name) \(name)"
    }

    /// Lists the columns that hold something, but for those that the head tells.
    private func values(_ row: TableSnapshot.Columns, in table: TableSnapshot) -> String {
        row.filter { !$0.value.isNull && !(table.hasID && ["id", "guid"].contains($0.name)) }
            .map { "\($0.name)=\(text($0, in: table))" }.joined(separator: " ")
    }

    private func text(
        _ column: (name: String, value: DatabaseValue), in table: TableSnapshot
    ) -> String {
        if let other = table.references[column.name],
            let name = names.name(of: column.value, in: other)
        {
            return name
        }
        return ColumnText(column.value, now: now).description
    }
}
