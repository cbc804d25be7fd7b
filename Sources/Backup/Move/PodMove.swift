public import Composing
internal import Diaspora
internal import Foundation
internal import Markdown
public import Store

/// The move of a pod, not yet known to other pods, to another address.
///
/// Everything that names the old one is changed in one transaction: the IDs of the people here, their sealed keys, whom
/// and what their texts lead to, what they signed. No post counts as edited.
public struct PodMove: Sendable {
    /// The pod's address, with a slash at the end, and the right side of its IDs.
    public struct Address: Sendable, Equatable {
        /// The absolute URL, with a slash at the end.
        public let url: String
        /// The host, and the port if it is not the default one: the right side of the pod's
        /// diaspora* IDs.
        public let authority: String

        public init(url: String, authority: String) {
            self.url = url
            self.authority = authority
        }
    }

    private static let batchSize = 200

    private let database: PodDatabase
    private let keys: KeyRing
    private let old: Address
    private let new: Address

    public init(database: PodDatabase, keys: KeyRing, from old: Address, to new: Address) {
        self.database = database
        self.keys = keys
        self.old = old
        self.new = new
    }

    /// - Parameter isDryRun: Whether everything stays as it is.
    /// - Throws: ``PodMoveError``, ``KeyRingError``, ``StoreError``.
    public func run(isDryRun: Bool = false) throws -> PodMoveReport {
        do {
            return try database.write { transaction in
                if let exposure = try transaction.reading.exposure() {
                    throw PodMoveError.known(old.url, exposure)
                }
                let report = try move(in: transaction)
                if isDryRun { throw DryRunEnd(report: report) }
                return report
            }
        } catch let end as DryRunEnd {
            return end.report
        }
    }

    /// The error that rolls back a dry run.
    private struct DryRunEnd: Error {
        let report: PodMoveReport
    }

    private func move(in transaction: WriteTransaction) throws -> PodMoveReport {
        var report = PodMoveReport()
        // While they are known by the IDs that they were sealed for.
        let people = try transaction.reading.localPeople()
        let withKeys = try people.filter {
            try transaction.reading.privateKey(personID: $0.id) != nil
        }
        let privateKeys = try withKeys.map {
            try keys.privateKey(of: $0, in: transaction.reading)
        }
        try transaction.setPodURL(new.url)
        try transaction.moveIDs(from: old.authority, to: new.authority)
        report.people = people.count
        for (person, key) in zip(withKeys, privateKeys) {
            guard let moved = try transaction.reading.person(id: person.id) else { continue }
            try transaction.setPrivateKey(
                try keys.sealed(key, of: moved.diasporaID), personID: person.id)
        }
        try moveTexts(in: transaction, &report)
        try RenderingState.reset(in: transaction)
        try OwnAnswers(keys: keys, transaction: transaction).signAnew()
        report.messages = try transaction.discardOutgoing()
        return report
    }

    private func moveTexts(
        in transaction: WriteTransaction, _ report: inout PodMoveReport
    ) throws {
        let change = AddressChange(
            oldURL: old.url, newURL: new.url, oldAuthority: old.authority,
            newAuthority: new.authority)
        for place in OwnText.Place.allCases {
            var last: Int64 = 0
            while true {
                let texts = try transaction.reading.ownTexts(
                    place, holding: old.authority, after: last, limit: Self.batchSize)
                for own in texts {
                    last = own.row
                    let (text, places) = change.text(own.text)
                    guard places > 0 else { continue }
                    try transaction.setText(text, of: own)
                    report.texts += 1
                    report.places += places
                }
                if texts.count < Self.batchSize { break }
            }
        }
    }
}
