internal import Store
internal import Theming

/// A text that nobody has published yet, as the template `preview` shows it.
struct PreviewValues {
    private let rendering: Rendering

    init(_ rendering: Rendering) { self.rendering = rendering }

    var values: TemplateRecord {
        [
            "title": rendering.title ?? "",
            "body": ["html": rendering.html, "whole": ""] as TemplateRecord,
        ]
    }
}
