internal import Composing
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// The reader's own profile.
///
///     GET, POST /profile/edit     fields first_name, last_name, bio, location, tags, public_details, searchable, nsfw
struct ProfileController: Sendable {
    let parts: AppParts

    /// Bytes of a form: each character of the longest biography as twelve.
    private static let maximumBytes = 12 * 65_535 + (16 << 10)
    private static let texts = ["first_name", "last_name", "bio", "location", "tags"]

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("profile/edit", use: show)
            .post("profile/edit", use: save)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let id = visit.readerID ?? 0
            let profile = try parts.database.read { try $0.profile(personID: id) } ?? Profile()
            return try page(
                visit,
                [
                    "first_name": profile.firstName, "last_name": profile.lastName,
                    "bio": profile.bio, "location": profile.location,
                    "tags": profile.tags.split(separator: " ").map { "#" + $0 }
                        .joined(separator: " "),
                    "public_details": profile.hasPublicDetails,
                    "searchable": profile.isSearchable, "nsfw": profile.isNSFW,
                ])
        }
    }

    @Sendable private func save(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let (visit, fields) = (form.visit.at(AppPath.profile), form.fields)
            var edit = ProfileEdit(
                firstName: fields["first_name"], lastName: fields["last_name"],
                bio: fields["bio"], location: fields["location"], tags: fields["tags"],
                hasPublicDetails: fields["public_details"] != nil)
            edit.isSearchable = fields["searchable"] != nil
            edit.isNSFW = fields["nsfw"] != nil
            do {
                _ = try visit.composer.edit(edit, photo: nil, of: form.author)
                return visit.redirect(to: AppPath.profile, saying: .profileSaved)
            } catch let error as ComposeError {
                var typed = TemplateRecord()
                for name in Self.texts { typed[name] = fields[name] ?? "" }
                for name in ["public_details", "searchable", "nsfw"] {
                    typed[name] = fields[name] != nil
                }
                return try page(
                    visit, typed, FormProblem(error, visit.frame.words, on: Set(Self.texts)))
            }
        }
    }

    private func page(
        _ visit: Visit, _ profile: TemplateRecord, _ problem: FormProblem? = nil
    ) throws -> Response {
        var values: TemplateRecord = ["profile": profile]
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .profile, title: visit.frame.words.text(.appProfileTitle),
            status: problem?.status ?? .ok, values)
    }
}
