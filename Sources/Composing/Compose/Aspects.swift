internal import Foundation
internal import Store

extension Composer {
    private static let maximumAspectNameCharacters = 20
    /// The most aspects of one user.
    private static let maximumAspects = 100

    public func addAspect(_ name: String, of author: Author) throws {
        try database.write { transaction in
            let name = try checkedAspectName(name, of: author, in: transaction.reading)
            let limit = Self.maximumAspects
            guard try transaction.reading.aspects(userID: author.user.id).count < limit else {
                throw ComposeError.tooManyAspects(limit: limit)
            }
            _ = try transaction.insertAspect(name: name, userID: author.user.id)
        }
    }

    /// Gives an aspect another name, which nobody but its user learns.
    public func renameAspect(_ id: Int64, to name: String, of author: Author) throws {
        try database.write { transaction in
            let aspect = try find(aspect: id, of: author, in: transaction.reading)
            let name = try checkedAspectName(
                name, of: author, replacing: aspect, in: transaction.reading)
            try transaction.renameAspect(id: aspect.id, to: name)
        }
    }

    /// Moves an aspect one place up or down in its user's order; the first does not go up, the last not down.
    public func moveAspect(_ id: Int64, isUp: Bool, of author: Author) throws {
        try database.write { transaction in
            var ids = try transaction.reading.aspects(userID: author.user.id).map(\.id)
            let aspect = try find(aspect: id, of: author, in: transaction.reading)
            guard let index = ids.firstIndex(of: aspect.id) else { return }
            let other = isUp ? index - 1 : index + 1
            guard ids.indices.contains(other) else { return }
            ids.swapAt(index, other)
            try transaction.setAspectOrder(ids)
        }
    }

    /// Deletes an aspect; the sharing ends with people who are in no other, of which they are notified. Posts written for
    /// it stay with those who got them.
    public func deleteAspect(_ name: String, of author: Author) throws {
        try context.record { facts in
            for id in try author.aspects([name], in: facts.database) {
                try delete(aspect: id, of: author, recording: facts)
            }
        }
    }

    /// Deletes an aspect by its row, in the same way.
    public func deleteAspect(id: Int64, of author: Author) throws {
        try context.record { facts in
            let aspect = try find(aspect: id, of: author, in: facts.database)
            try delete(aspect: aspect.id, of: author, recording: facts)
        }
    }

    private func delete(aspect id: Int64, of author: Author, recording facts: Facts) throws {
        for personID in try facts.database.members(aspectIDs: [id]) {
            guard let person = try facts.database.person(id: personID) else { continue }
            try facts.removeContact(person, aspectID: id, of: author)
        }
        try facts.transaction.deleteAspect(id: id)
    }

    private func find(
        aspect id: Int64, of author: Author, in database: ReadTransaction
    ) throws -> Aspect {
        let known = try database.aspects(userID: author.user.id)
        guard let aspect = known.first(where: { $0.id == id }) else {
            throw ComposeError.unknownAspect("\(id)", known: known.map(\.name))
        }
        return aspect
    }

    /// - Parameter replaced: The aspect whose name changes.
    private func checkedAspectName(
        _ name: String, of author: Author, replacing replaced: Aspect? = nil,
        in database: ReadTransaction
    ) throws -> String {
        let name = name.storable.trimmingCharacters(in: .whitespacesAndNewlines)
        let limit = Self.maximumAspectNameCharacters
        guard (1...limit).contains(name.unicodeScalars.count) else {
            throw ComposeError.aspectNameLength(limit: limit)
        }
        let known = try database.aspects(userID: author.user.id).filter { $0.id != replaced?.id }
        if known.contains(where: { $0.name.lowercased() == name.lowercased() }) {
            throw ComposeError.aspectExists(name)
        }
        return name
    }
}
