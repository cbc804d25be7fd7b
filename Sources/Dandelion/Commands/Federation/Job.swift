import Store

/// A message that waits, or that could not be processed; a draft that waits for the podmin, or a page that
/// was set aside.
enum Job {
    case incoming(InboxEntry)
    case outgoing(Delivery)
    case draft(Draft)
    case page(PageTrial)

    /// - Throws: ``PodError/noJob(_:)``.
    init(_ number: JobNumber, in database: ReadTransaction) throws {
        switch number {
        case .incoming(let id):
            guard let entry = try database.inboxEntry(id: id) else {
                throw PodError.noJob("\(number)")
            }
            self = .incoming(entry)
        case .outgoing(let id):
            guard let delivery = try database.delivery(id: id) else {
                throw PodError.noJob("\(number)")
            }
            self = .outgoing(delivery)
        case .draft(let id):
            guard let draft = try database.draft(id: id), draft.isHeld else {
                throw PodError.noJob("\(number)")
            }
            self = .draft(draft)
        case .page(let id):
            guard let trial = try database.pageTrial(id: id), trial.isHeld else {
                throw PodError.noJob("\(number)")
            }
            self = .page(trial)
        }
    }

    /// Finds a job that can still be retried or dropped.
    ///
    /// - Throws: ``PodError/noJob(_:)``, also for a message that arrived or was given up.
    init(waiting number: JobNumber, in database: ReadTransaction) throws {
        self = try Job(number, in: database)
        if case .outgoing(let delivery) = self, !delivery.isUnfinished {
            throw PodError.noJob("\(number)")
        }
    }
}
