internal import Composing
internal import Foundation
internal import Theming

/// The words, dates, style and templates that all signed-in pages share while the settings stay as they are.
struct AppFrame: Sendable {
    /// The person for whom a page is shown.
    struct Viewer {
        let name: String
        /// The token of the form that signs out.
        let token: String
        /// The address of their public page.
        let address: String
        /// The address of the page that is shown.
        let here: String
        /// Conversations with messages that were not read yet.
        let unreadCount: Int
    }

    let settings: SiteSettings
    let words: Words
    let style: AppStyle
    private let dates: DateWords
    private let library: TemplateLibrary

    /// - Throws: ``ThemeError`` if the theme cannot be read; ``WordsError``.
    init(settings: SiteSettings) throws {
        self.settings = settings
        words = try Words.load(language: settings.language)
        dates = DateWords(language: settings.language, timeZone: settings.timeZone)
        style = try AppStyle(settings: settings)
        library = try TemplateLibrary(
            AppTemplates.sources,
            constants: TemplateConstants(
                [
                    "site": [
                        "name": settings.podName, "language": words.language,
                        "direction": words.direction.rawValue, "style": style.path,
                    ] as TemplateRecord,
                    "words": TemplateRecord(words.texts),
                ], strictRoots: ["words", "site"]))
    }

    /// Renders a page.
    ///
    /// - Parameters:
    ///   - title: Its name, to which the pod's is added.
    ///   - viewer: nil if nobody is signed in.
    ///   - values: Those of its template.
    /// - Throws: ``TemplateError`` if the page gets too large.
    func render(
        _ page: AppTemplates.Page, title: String, for viewer: Viewer?, _ values: TemplateRecord
    ) throws -> [UInt8] {
        var values = values
        values["page"] =
            [
                "title": words.text(.pageTitle, ["page": title, "pod": settings.podName]),
                "heading": title,
            ] as TemplateRecord
        if let viewer {
            values["viewer"] =
                [
                    "name": viewer.name, "token": viewer.token, "address": viewer.address,
                    "here": viewer.here,
                    "unread": viewer.unreadCount > 0 ? words.number(viewer.unreadCount) : "",
                ] as TemplateRecord
        }
        guard let bytes = try library.render(page.rawValue, values) else {
            preconditionFailure("the page \(page) has no template")
        }
        return bytes
    }

    /// Formats a time for readers and for machines.
    ///
    /// - Parameter seconds: Since 1970.
    func moment(_ seconds: Int64) -> TemplateRecord {
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        return [
            "words": words.text(
                .appMoment, ["date": dates.date(date), "time": dates.time(date)]),
            "iso": dates.iso8601(date),
        ]
    }

    /// Joins names in a sentence: “Ada, Bo and Cem”. Each is set apart from the text around it, whatever its direction.
    func joined(_ names: [String]) -> String {
        // Unicode Standard Annex #9, section 2.3: first strong isolate, and its end.
        let names = names.map { "\u{2068}\($0)\u{2069}" }
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return words.text(
            .appNamesAnd, ["names": names.dropLast().joined(separator: ", "), "last": last])
    }
}
