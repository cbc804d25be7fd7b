internal import Composing
internal import Diaspora
internal import DomainErrors
internal import Foundation
internal import Markdown
internal import Store

/// The conversion of a source file to the text of a post, in two steps with the intake of pictures
/// between.
struct SourceConverter: Sendable {
    let reader: SourceReader
    let links: ImportLinks
    let headings: HeadingCache
    let renderer: PostRenderer
    let imagesAddress: String

    enum Outcome<Value: Sendable>: Sendable {
        case value(Value)
        case problem(ImportProblem)
    }

    // MARK: - First step

    func convert(_ task: ImportTask) throws -> Outcome<SourceConversion> {
        let head = task.head
        guard let body = reader.body(of: head) else {
            return .problem(
                ImportProblem(
                    path: head.path, line: nil,
                    reason: "the file changed while it was read; import it again"))
        }
        let (text, source) = try reader.text(body, of: head) { try reference($0, from: head) }
        var conversion = SourceConversion(
            task: task, markdown: text.markdown, anchors: text.anchors,
            warnings: text.notes.map { note in
                ImportWarning(
                    path: head.path, line: source.sourceLine(of: note.line) + head.bodyLine - 1,
                    kind: ImportWarning.Kind(note.kind), message: note.message)
            })
        let lines = SourceLineFinder(body: body, firstLine: head.bodyLine)
        for occurrence in text.links + text.images {
            let destination = occurrence.destination
            guard conversion.links[destination] == nil else { continue }
            let resolution =
                occurrence.kind == .image
                ? links.image(destination, from: head) : try links.link(destination, from: head)
            conversion.links[destination] = resolution
            let reason: String? =
                switch resolution {
                case .nowhere(let reason): reason
                case .address: "leads to a post that is still to come"
                case .asIs, .post, .picture: nil
                }
            if let reason {
                conversion.warnings.append(
                    ImportWarning(
                        path: head.path, line: lines.line(of: destination),
                        kind: occurrence.kind == .image ? .picture : .link,
                        message: "\(destination) \(reason)"))
            }
        }
        conversion.links = conversion.links.filter { destination, resolution in
            switch resolution {
            case .post, .address, .picture: true
            case .asIs: destination.hasPrefix("#")
            case .nowhere: false
            }
        }
        takePhotos(of: head, into: &conversion)
        return .value(conversion)
    }

    /// Returns the address that a template's reference stands for, with the fragment of a heading
    /// if it names one.
    private func reference(_ name: String, from head: SourceHead) throws -> String? {
        switch try links.reference(name, from: head) {
        case .post(let guid, let fragment):
            return links.address(
                guid, try fragment.flatMap { try headings.names(of: guid)?.id(for: $0) })
        case .address(let address): return address
        case .asIs: return name
        case .picture, .nowhere, nil: return nil
        }
    }

    /// Adds the photos of the front matter to the conversion, and warnings for those that cannot be
    /// found.
    private func takePhotos(of head: SourceHead, into conversion: inout SourceConversion) {
        for photo in head.photos {
            switch links.image(photo.file, from: head) {
            case .picture(let file): conversion.photos.append((file, photo.alt ?? ""))
            case .nowhere, .post, .address:
                conversion.warnings.append(
                    ImportWarning(
                        path: head.path, kind: .picture,
                        message: "the photo \(photo.file) is not there"))
            case .asIs:
                conversion.warnings.append(
                    ImportWarning(
                        path: head.path, kind: .picture,
                        message: "the photo \(photo.file) is on another server; it was left out"))
            }
        }
    }

    // MARK: - Second step

    func finish(
        _ conversion: SourceConversion, pictures: [URL: ImportPictures.Taken]
    ) throws -> Outcome<PreparedPost> {
        let head = conversion.task.head
        let guid = conversion.task.guid.string
        var warnings = conversion.warnings
        func text(_ ownHeadings: HeadingNames?) throws -> String {
            var text = conversion.markdown
            if !conversion.links.isEmpty {
                var failure: (any Error)?
                text = MarkdownLinks.rewriting(in: text) { occurrence in
                    do {
                        return try destination(
                            of: occurrence, conversion, pictures, ownHeadings, &warnings)
                    } catch {
                        failure = error
                        return nil
                    }
                }
                if let failure { throw failure }
            }
            text = PostTitle.added(head.title, to: text)
            return head.tags.isEmpty ? text : Hashtags.appended(to: text, tags: head.tags)
        }
        var own: HeadingNames?
        if conversion.links.keys.contains(where: { $0.hasPrefix("#") }) {
            let plain = PostTitle.added(head.title, to: conversion.markdown)
            own = HeadingNames(
                html: renderer.render(plain, guid: guid).rendering.html, guid: guid,
                anchors: conversion.anchors)
        }
        var content = PostContent(
            text: try text(own), slug: head.slug, poll: head.poll, location: head.location)
        for picture in conversion.pictures {
            guard let taken = pictures[picture] else { continue }
            guard case .photo(var photo, _) = taken else {
                if case .failed(let error?) = taken {
                    warnings.append(
                        ImportWarning(
                            path: head.path, kind: .picture, cause: error.record,
                            message: "the text was kept as it is"))
                }
                continue
            }
            let shown = conversion.photos.first { $0.file == picture }
            photo.isInline = shown == nil
            photo.alt = shown?.alt ?? ""
            if !content.photos.contains(where: { $0.fileName == photo.fileName }) {
                content.photos.append(photo)
            }
        }
        do {
            try content.check(isPublic: true)
        } catch {
            return .problem(ImportProblem(path: head.path, error: error))
        }
        let result =
            conversion.task.isPublished || head.publishAt != nil
            ? renderer.render(content.text, guid: guid) : nil
        if result?.isAsWritten == true {
            warnings.append(
                ImportWarning(
                    path: head.path, kind: .html,
                    message: "shown as it was written, since its HTML would be out of proportion"))
        }
        let known = pictures.values.compactMap { taken -> String? in
            guard case .photo(let photo, isKnown: true) = taken else { return nil }
            return photo.fileName
        }
        return .value(
            PreparedPost(
                task: conversion.task, content: content,
                result: result.flatMap { $0.isSelfContained ? $0 : nil },
                knownPhotos: Set(known), warnings: warnings))
    }

    private func destination(
        of occurrence: LinkOccurrence, _ conversion: SourceConversion,
        _ pictures: [URL: ImportPictures.Taken], _ own: HeadingNames?,
        _ warnings: inout [ImportWarning]
    ) throws -> String? {
        func warn(_ message: String) {
            warnings.append(
                ImportWarning(
                    path: conversion.task.head.path, kind: .link, message: message))
        }
        let destination = occurrence.destination
        switch conversion.links[destination] {
        case .address(let address): return address
        case .post(let guid, let fragment):
            guard let fragment else { return links.address(guid) }
            if let id = try headings.names(of: guid)?.id(for: fragment) {
                return links.address(guid, id)
            }
            warn("\(destination): the post has no heading #\(fragment); the link leads to its top")
            return links.address(guid)
        case .picture(let file):
            guard case .photo(let photo, _) = pictures[file] else { return nil }
            return imagesAddress + photo.fileName
        case .asIs:
            let fragment = String(destination.dropFirst())
            guard !fragment.isEmpty, fragment != "top", let own else { return nil }
            guard let name = own.ownName(for: fragment) else {
                warn("\(destination) leads to no heading of the post")
                return nil
            }
            return name == fragment ? nil : "#" + name
        case .nowhere, nil: return nil
        }
    }
}
