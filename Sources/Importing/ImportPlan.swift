internal import Composing
internal import Diaspora
internal import Store

/// The plan of an import: the action for each file, and the GUIDs, drawn beforehand so that links
/// can lead to later posts.
struct ImportPlan {
    private(set) var tasks: [ImportTask] = []
    /// The current and future addresses of the folder's posts.
    private(set) var addresses = ImportAddresses()
    private(set) var report: ImportReport

    private let context: PodContext
    private let isUpdating: Bool

    /// - Parameter heads: In the order of their paths, which is the order GUIDs are drawn in.
    init(
        _ heads: [SourceHead], known: [ImportedPost], context: PodContext, isUpdating: Bool,
        report: ImportReport
    ) throws {
        self.context = context
        self.isUpdating = isUpdating
        self.report = report
        var identity = ImportIdentity(known: known, present: heads.lazy.map(\.identity))
        for head in heads {
            switch identity.verdict(head.identity, digest: head.digest) {
            case .new: try add(head)
            case .retitled(let title):
                warn(
                    head,
                    "came in before under the title \"\(title)\"; this one is a new post beside it")
                try add(head)
            case .unchanged(let guid):
                self.report.unchanged += 1
                place(head, guid)
            case .moved(let guid):
                self.report.unchanged += 1
                place(head, guid)
                if let guid = GUID(guid) { append(head, guid, .move) }
            case .differs(let guid): try revise(head, guid)
            }
        }
        sort()
    }

    private mutating func add(_ head: SourceHead) throws {
        report.warnings += head.warnings
        if head.isDraft || head.publishAt != nil {
            let guid = context.newGUID()
            addresses.add(head, Self.target(head, guid.string))
            append(head, guid, .draft)
        } else {
            let guid = try newGUID(head)
            addresses.add(head, .post(guid.string))
            append(head, guid, .publish)
        }
    }

    private mutating func revise(_ head: SourceHead, _ string: String) throws {
        guard isUpdating, let guid = GUID(string) else {
            report.differing.append(head.path)
            place(head, string)
            return
        }
        let (draft, post) = try context.database.read {
            (try $0.draft(guid), try $0.post(guid))
        }
        if draft != nil {
            guard !head.isDraft, head.publishAt == nil else {
                addresses.add(head, Self.target(head, string))
                return append(head, guid, .updateDraft)
            }
            let published = try newGUID(head)
            addresses.add(head, .post(published.string))
            append(head, published, .publishDraft(guid))
        } else if post == nil {
            warn(head, "the post made from it was deleted here; left alone")
        } else if post?.isPublic == false {
            warn(head, "it was published here for some people alone; left alone")
            place(head, string)
        } else if head.publishAt != nil {
            warn(head, "its date is still to come now, and it is published here; left alone")
            place(head, string)
        } else if head.isDraft {
            warn(head, "it is a draft now, and published here; left alone")
            place(head, string)
        } else {
            place(head, string)
            append(head, guid, .updatePost)
        }
    }

    private mutating func place(_ head: SourceHead, _ guid: String) {
        addresses.add(head, .known(guid))
    }

    private static func target(_ head: SourceHead, _ guid: String) -> ImportAddresses.Target {
        head.publishAt == nil ? .draft(guid) : .scheduled(guid)
    }

    private mutating func append(_ head: SourceHead, _ guid: GUID, _ action: ImportTask.Action) {
        tasks.append(ImportTask(head: head, guid: guid, action: action))
    }

    private mutating func warn(_ head: SourceHead, _ message: String) {
        report.warnings.append(ImportWarning(path: head.path, kind: .leftAlone, message: message))
    }

    private func newGUID(_ head: SourceHead) throws -> GUID {
        try context.publicGUID(slug: nil, title: head.slug)
    }

    /// Sorts the tasks: new posts first, in the order of the lists, so that their ranks are
    /// appended.
    private mutating func sort() {
        func order(_ task: ImportTask) -> Int {
            switch task.action {
            case .publish, .publishDraft: 0
            case .updatePost: 1
            case .draft, .updateDraft: 2
            case .move: 3
            }
        }
        tasks.sort { left, right in
            let (first, second) = (order(left), order(right))
            guard first == second else { return first < second }
            guard first == 0 else { return left.head.path < right.head.path }
            return (left.head.date.seconds, left.guid) < (right.head.date.seconds, right.guid)
        }
    }
}
