internal import Store

/// A list of contacts that an address names.
enum ContactList: Equatable {
    /// The people with whom the reader shares.
    case sharedWith
    /// These, and the people who share with the reader alone.
    case all
    case onlySharing
    case ignored
    /// An aspect by its row.
    case aspect(Int64)

    static let aspectField = "a_id"
    static let setField = "set"

    /// The list that the address of a visit names.
    init(_ visit: Visit) {
        if let id = visit.parameter(Self.aspectField).flatMap({ Int64($0) }) {
            self = .aspect(id)
            return
        }
        self =
            switch visit.parameter(Self.setField) {
            case "all": .all
            case "only_sharing": .onlySharing
            case "ignored": .ignored
            default: .sharedWith
            }
    }

    /// The part of an address's query that names the list; nil for the usual one.
    var field: (name: String, value: String)? {
        switch self {
        case .sharedWith: nil
        case .all: (Self.setField, "all")
        case .onlySharing: (Self.setField, "only_sharing")
        case .ignored: (Self.setField, "ignored")
        case .aspect(let id): (Self.aspectField, "\(id)")
        }
    }

    var address: String {
        field.map { "\(AppPath.contacts)?\($0.name)=\($0.value)" } ?? AppPath.contacts
    }

    func contains(_ contact: ReadableContact) -> Bool {
        switch self {
        case .sharedWith: !contact.aspectIDs.isEmpty
        case .all: !contact.isIgnored
        case .onlySharing: contact.isSharing && contact.aspectIDs.isEmpty
        case .ignored: contact.isIgnored
        case .aspect(let id): contact.aspectIDs.contains(id)
        }
    }
}
