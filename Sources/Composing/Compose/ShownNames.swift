internal import Diaspora
public import Foundation
public import Store

/// The throttle for changed names of people of other pods: their pages are rewritten at once, and
/// then once an hour at most. Attack 70.
enum ShownNames {
    /// The interval in seconds.
    static let interval: Int64 = 3_600
    fileprivate static let batchSize = 100
}

extension WriteTransaction {
    /// Enqueues the pages that show the name of somebody of another pod.
    public func showName(of person: Person, at date: Date) throws {
        try showName(try SiteChange.name(ofAnswerer: person.id, in: reading), of: person, at: date)
    }

    /// Enqueues the pages that show a person's name, delayed to the end of the hour if they were
    /// enqueued within the last one.
    func showNameInTime(of person: Person, at date: Date) throws {
        let change = try SiteChange.name(ofAnswerer: person.id, in: reading)
        guard change.people != nil,
            try noteName(personID: person.id, at: date, interval: ShownNames.interval)
        else { return }
        try showName(change, of: person, at: date)
    }

    private func showName(_ change: SiteChange, of person: Person, at date: Date) throws {
        guard change.people != nil else { return }
        try insertEvent(
            kind: "answererRenamed", guid: person.guid.string, before: try change.json(),
            createdAt: date)
    }
}

extension Composer {
    /// Enqueues the pages of names whose interval has ended.
    ///
    /// - Parameter isForAll: Whether no name waits any longer.
    public func showDueNames(isForAll: Bool = false) throws {
        let now = clock.now()
        let interval = isForAll ? 0 : ShownNames.interval
        while try database.read({ try $0.hasDueNames(at: now, interval: interval) }) {
            try database.write { transaction in
                let people = try transaction.takeDueNames(
                    at: now, interval: interval, limit: ShownNames.batchSize)
                for id in people {
                    guard let person = try transaction.reading.person(id: id) else { continue }
                    try transaction.showName(of: person, at: now)
                }
            }
        }
    }
}
