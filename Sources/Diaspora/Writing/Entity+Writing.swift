extension Entity {
    /// The payload of an envelope: UTF-8 without declaration, nothing outside ASCII.
    public var xml: [UInt8] {
        let fields = relayable?.writtenFields(name) ?? declaredFields
        return EntityXMLWriter(fields).bytes
    }

    /// The form that archives have.
    public var json: String {
        let fields = relayable?.archivedFields(declaredFields) ?? declaredFields
        return EntityJSONWriter(fields).text
    }

    private var declaredFields: EntityFields {
        switch self {
        case .statusMessage(let entity): entity.fields
        case .photo(let entity): entity.fields
        case .event(let entity): entity.fields
        case .comment(let entity): entity.fields
        case .like(let entity): entity.fields
        case .pollParticipation(let entity): entity.fields
        case .eventParticipation(let entity): entity.fields
        case .participation(let entity): entity.fields
        case .reshare(let entity): entity.fields
        case .contact(let entity): entity.fields
        case .profile(let entity): entity.fields
        case .conversation(let entity): entity.fields
        case .message(let entity): entity.fields
        case .retraction(let entity): entity.fields
        case .accountDeletion(let entity): entity.fields
        case .accountMigration(let entity): entity.fields
        }
    }
}
