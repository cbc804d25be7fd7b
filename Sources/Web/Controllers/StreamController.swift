internal import Composing
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// The streams, fifteen posts a page.
///
///     GET /stream?after=KEY.ROW       and activity, liked, commented, mentions, followed_tags, public, local_public, saved
///     GET /aspects?a_id=ASPECT
///     POST /followed_tags             field name
struct StreamController: Sendable {
    let parts: AppParts

    private static let maximumBytes = 8 << 10

    var endpoints: RouteCollection<PodRequestContext> {
        let routes = RouteCollection(context: PodRequestContext.self)
        for kind in StreamKind.allCases {
            routes.get("\(kind.address.dropFirst())") { request, context in
                let visit = try Visit(request, context, parts)
                return try visit.asReader { try page(visit, kind) }
            }
        }
        return routes.post("followed_tags", use: followTag)
    }

    @Sendable private func followTag(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let address = StreamKind.followedTags.address
            let (visit, name) = (form.visit.at(address), form.fields["name"] ?? "")
            do {
                try visit.composer.followTag(name, of: form.author)
                return visit.redirect(to: address, saying: .tagFollowed)
            } catch let error as ComposeError {
                let problem = FormProblem(
                    text: visit.frame.words.text(for: error), field: "name")
                return try page(visit, .followedTags, problem, name: name)
            }
        }
    }

    /// - Parameter name: The typed name of a tag that was not taken.
    private func page(
        _ visit: Visit, _ kind: StreamKind, _ problem: FormProblem? = nil, name: String = ""
    ) throws -> Response {
        let words = visit.frame.words
        var values: TemplateRecord = [
            "streams": StreamKind.allCases.map { other in
                [
                    "address": other.address, "name": words.text(other.title),
                    "isCurrent": other == kind,
                ] as TemplateRecord
            },
            "empty": words.text(kind.empty), "isFollowedTags": kind == .followedTags,
            "name": name,
        ]
        if let problem { values["error"] = problem.values }
        if kind == .aspects {
            guard let chosen = try aspects(visit, &values) else {
                return try visit.page(.stream, title: words.text(kind.title), values)
            }
            values["stream"] = try StreamPage(visit, .aspect(chosen)).values(visit)
        } else if let stream = kind.stream {
            values["stream"] = try StreamPage(visit, stream).values(visit)
        }
        if kind == .followedTags {
            values["tags"] = try visit.read { try $0.followedTags() }.map {
                ["name": $0, "address": AppPath.tag($0)] as TemplateRecord
            }
        }
        return try visit.page(
            .stream, title: words.text(kind.title), status: problem?.status ?? .ok, values)
    }

    /// Adds the aspects to choose from.
    ///
    /// - Returns: The chosen one, or the first; nil if there is none.
    private func aspects(_ visit: Visit, _ values: inout TemplateRecord) throws -> Int64? {
        let aspects = try visit.read { try $0.aspects() }
        let asked = visit.parameter(ContactList.aspectField).flatMap { Int64($0) }
        let chosen = aspects.first { $0.id == asked } ?? aspects.first
        values["hasAspects"] = !aspects.isEmpty
        values["aspects"] = aspects.map { aspect in
            [
                "address": "\(AppPath.aspects)?\(ContactList.aspectField)=\(aspect.id)",
                "name": aspect.name, "isCurrent": aspect.id == chosen?.id,
            ] as TemplateRecord
        }
        return chosen?.id
    }
}
