internal import Hummingbird
internal import Server
internal import Theming

/// The list of the reader's settings.
///
///     GET /user/edit
struct SettingsController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self).get("user/edit", use: show)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            try visit.page(.settings, title: visit.frame.words.text(.appSettingsTitle), [:])
        }
    }
}
