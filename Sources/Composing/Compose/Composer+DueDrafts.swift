public import Diaspora
internal import DomainErrors
internal import Foundation
internal import Store

/// Publishing by the pod itself, of drafts whose owners have scheduled them.
extension Composer {
    /// Publishes the drafts whose time has come, each in a transaction of its own; one that cannot be
    /// published keeps the reason, and holds up no other.
    ///
    /// - Returns: The GUIDs of the new posts.
    /// - Throws: ``StoreError`` if the database itself fails; the next call tries again.
    public func publishDueDrafts() throws -> [GUID] {
        let due = try database.read { try $0.dueSchedules(at: clock.now()) }
        return try due.compactMap { schedule in
            do {
                return try publish(schedule)
            } catch  where !Self.concernsAll(error) {
                try database.write {
                    try $0.setScheduleFailure(
                        ErrorRecord.reason(of: error), draftID: schedule.draftID)
                }
                return nil
            }
        }
    }

    private func publish(_ schedule: Schedule) throws -> GUID? {
        try context.record { facts in
            guard let draft = try facts.database.draft(id: schedule.draftID) else { return nil }
            let names = try facts.database.aspectNames(ids: schedule.aspectIDs)
            return try publish(
                draft, for: schedule.isPublic ? .everyone : .aspects(names),
                createdAt: schedule.publishAt,
                isSilent: draft.isSilent && schedule.isPublic, recording: facts)
        }
    }

    /// Whether an error is the database's own: then no other draft can be published now, and this
    /// one will be later.
    private static func concernsAll(_ error: any Error) -> Bool {
        switch error {
        case StoreError.diskFull, StoreError.readOnly, StoreError.busy: true
        default: false
        }
    }
}
