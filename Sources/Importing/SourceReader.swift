internal import Composing
internal import Cryptography
internal import Foundation
internal import Markdown
internal import Store
internal import Theming

/// The reader of an import's files: once for their heads, and later for their texts.
struct SourceReader: Sendable {
    let site: SourceSite
    let timeZone: TimeZone
    let dates: DateWords
    let renderer: PostRenderer
    let now: Date
    let fileTime: FileTime
    /// The names of the importing author, in lower case.
    let ownNames: Set<String>

    enum Reading: Sendable {
        case head(SourceHead)
        case skipped(ImportSkip)
        case problem(ImportProblem)
    }

    func head(of file: SourceFile) -> Reading {
        func problem(_ reason: String, line: Int? = nil) -> Reading {
            .problem(ImportProblem(path: file.path, line: line, reason: reason))
        }
        guard file.bytes <= FrontMatter.maximumFileBytes else {
            return problem("\(FrontMatterError.tooLarge(bytes: file.bytes))")
        }
        guard let data = try? Data(contentsOf: file.url) else {
            return problem("the file cannot be read; check its permissions")
        }
        let name = SourceFileName(path: site.fullPath(file.path))
        if name.isSection {
            return .skipped(
                ImportSkip(path: file.path, reason: "it is the page of a section, not a post"))
        }
        do {
            let frontMatter = try FrontMatter.parse(data, timeZone: timeZone)
            if SourceFolder.isHTML(file.path), frontMatter.notation == nil {
                return .skipped(
                    ImportSkip(path: file.path, reason: "it is HTML without front matter"))
            }
            guard
                frontMatter.body.contains(where: { !$0.isWhitespace })
                    || !frontMatter.photos.isEmpty
            else { return .skipped(ImportSkip(path: file.path, reason: "it holds no text")) }
            if let end = frontMatter.expiresAt, end <= now {
                return .skipped(
                    ImportSkip(path: file.path, reason: "it expired on \(dates.date(end))"))
            }
            let head = head(of: file, data, name, frontMatter)
            try PostContent(text: frontMatter.body, poll: head.poll, location: head.location)
                .check(isPublic: true, hasPhotos: !head.photos.isEmpty)
            return .head(head)
        } catch let error as FrontMatterError {
            return problem(error.reason, line: error.line)
        } catch {
            return .problem(ImportProblem(path: file.path, error: error))
        }
    }

    /// Reads the text of a file whose head was read before.
    ///
    /// - Returns: `nil` if the file is another one by now.
    func body(of head: SourceHead) -> String? {
        guard let data = try? Data(contentsOf: head.file.url),
            SHA256Digest(of: data).hexadecimal == head.digest
        else { return nil }
        var text = String(decoding: data, as: UTF8.self)
        if text.holds(0x0D) {
            text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        }
        return String(decoding: text.utf8.suffix(head.bodyBytes), as: UTF8.self)
    }

    /// Converts a file's text to Markdown, with a map of its lines to those of the file.
    ///
    /// - Parameter reference: The address that a template's reference stands for.
    func text(
        _ body: String, of head: SourceHead, reference: (String) throws -> String?
    ) rethrows -> (text: ImportedText, source: ShortcodeText) {
        guard !head.isHTML else { return (.convert(html: body), ShortcodeText(body)) }
        let source = try Shortcodes.replaced(in: body, reference: reference)
        let filled = try TemplateReferences.replaced(in: source.text, post: reference)
        return (.convert(filled), source)
    }

    // MARK: - What a head says

    private func head(
        of file: SourceFile, _ data: Data, _ name: SourceFileName, _ frontMatter: FrontMatter
    ) -> SourceHead {
        var warnings: [ImportWarning] = []
        func warn(_ kind: ImportWarning.Kind, _ message: String) {
            warnings.append(ImportWarning(path: file.path, kind: kind, message: message))
        }
        let isDraft = frontMatter.isDraft || name.isDraft
        let known =
            frontMatter.date ?? name.day?.date(in: timeZone)
            ?? frontMatter.address.flatMap(SourceFileName.day(inAddress:))?.date(in: timeZone)
        // Where both are told, Hugo shows a post from the one on, whatever the other is.
        let shown = frontMatter.publishAt ?? known
        let publishAt = shown.flatMap { $0 > now && !isDraft ? $0 : nil }
        let told = known.map { $0 > now ? shown ?? $0 : $0 }
        let date =
            publishAt ?? told ?? min(fileTime(file.url) ?? file.modified ?? now, now)
        if known == nil, !isDraft {
            warn(
                .date,
                "no date in its front matter or file name; using the file's time, "
                    + dates.date(date))
        }
        if let end = frontMatter.expiresAt {
            warn(.date, "it was to expire on \(dates.date(end)); here it stays")
        }
        var slug = frontMatter.slug
        if let chosen = slug, Slug.make(chosen) == nil {
            warn(.address, "the slug \"\(chosen)\" cannot be part of an address; the title is used")
            slug = nil
        }
        let all = OldAddress.all(
            of: name, frontMatter, date: known, timeZone: timeZone, blog: site.blog)
        let stated = (frontMatter.address.map { [$0] } ?? []) + frontMatter.aliases
        for address in stated where OldAddress.normalised(address) == nil {
            warn(.address, "the old address \(address) cannot be kept: it is no path of a site")
        }
        for message in unkept(frontMatter, date: date) { warn(.frontMatter, message) }
        let others = frontMatter.authors.filter { !ownNames.contains($0.lowercased()) }
        if !others.isEmpty { warn(.author, "written by \(others.joined(separator: ", "))") }
        let tags = (frontMatter.tags + frontMatter.categories).map { tag in
            let spelled = Hashtags.spelled(tag)
            if spelled != tag { warn(.tag, "the tag \(tag) is #\(spelled.lowercased()) here") }
            if Hashtags.normalised(spelled) == nil { warn(.tag, "\(tag) cannot be a tag") }
            return spelled
        }
        let named = Set(stated.compactMap(OldAddress.normalised))
        let base = site.blog?.basePath ?? ""
        return SourceHead(
            file: file, digest: SHA256Digest(of: data).hexadecimal,
            bodyBytes: frontMatter.body.utf8.count, bodyLine: frontMatter.bodyLine,
            title: frontMatter.title ?? "",
            slug: slug ?? frontMatter.title ?? title(of: frontMatter.body), date: date,
            isDateGuessed: known == nil, isDraft: isDraft, publishAt: publishAt,
            tags: tags,
            poll: frontMatter.poll.map {
                PostContent.Poll(question: $0.question, answers: $0.answers)
            },
            location: Self.location(frontMatter.location), photos: frontMatter.photos,
            addresses: site.root == nil
                ? all.filter { OldAddress.normalised($0).map(named.contains) ?? false } : all,
            allAddresses: all
                + all.filter { !base.isEmpty && $0.hasPrefix(base + "/") }
                .map { String($0.dropFirst(base.count)) }, warnings: warnings)
    }

    /// Returns a message for each value of the front matter that a post cannot hold.
    private func unkept(_ frontMatter: FrontMatter, date: Date) -> [String] {
        var messages: [String] = []
        if let summary = frontMatter.summary, !summary.isEmpty, !frontMatter.body.contains(summary)
        {
            messages.append("the description “\(summary)” is left out")
        }
        if let updated = frontMatter.updated, dates.date(updated) != dates.date(date) {
            messages.append("it was last changed on \(dates.date(updated))")
        }
        // Every post of Jekyll names its layout.
        let keys = frontMatter.unused.map(\.key).filter { $0 != "layout" }
        if !keys.isEmpty {
            messages.append("without meaning here: \(keys.joined(separator: ", "))")
        }
        return messages
    }

    /// Returns the heading that starts a text without a title in its front matter.
    private func title(of body: String) -> String? {
        // Headings start within the first lines; the rest need not be read for it.
        renderer.render(String(body.prefix(2_000)), guid: "x").rendering.title
    }

    private static func location(_ location: FrontMatter.Location?) -> PostContent.Location? {
        guard let location else { return nil }
        var coordinates: PostContent.Coordinates?
        if let latitude = location.latitude, let longitude = location.longitude {
            coordinates = PostContent.Coordinates(latitude: latitude, longitude: longitude)
        }
        let address =
            location.address ?? coordinates.map { "\($0.latitude), \($0.longitude)" } ?? ""
        return address.isEmpty
            ? nil : PostContent.Location(address: address, coordinates: coordinates)
    }
}
