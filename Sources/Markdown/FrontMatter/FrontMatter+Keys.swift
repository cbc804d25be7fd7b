internal import Foundation

extension FrontMatter {
    /// Reads the known keys into their properties.
    mutating func take(
        _ entries: [FrontMatterEntry], timeZone: TimeZone
    ) throws(FrontMatterError) {
        for entry in entries where entry.value != .none {
            if try !takeText(entry), try !takeDate(entry, timeZone), try !takeList(entry),
                try !takeTable(entry)
            {
                unused.append(entry)
            }
        }
        date = date ?? publishAt
    }

    private mutating func takeText(_ entry: FrontMatterEntry) throws(FrontMatterError) -> Bool {
        switch entry.key {
        case "title": title = try entry.lineText()
        case "slug": slug = try entry.lineText()
        case "path", "url", "permalink":
            let path = try entry.lineText()
            // Jekyll's `/:categories/:title/` is a pattern, not an address, and `pretty` names one.
            guard !PermalinkPattern.isPattern(path) else {
                permalinkPattern = path
                return true
            }
            address = address ?? path
        case "description", "summary", "excerpt":
            let text = try entry.lineText()
            summary = summary ?? text
        case "draft": isDraft = try entry.flag() || isDraft
        case "published":
            guard case .boolean = entry.value else { return false }
            isDraft = try !entry.flag() || isDraft
        default: return false
        }
        return true
    }

    private mutating func takeDate(
        _ entry: FrontMatterEntry, _ timeZone: TimeZone
    ) throws(FrontMatterError) -> Bool {
        switch entry.key {
        case "date": date = try entry.date(timeZone)
        case "published", "publishDate", "publishdate", "pubdate":
            let published = try entry.date(timeZone)
            publishAt = publishAt ?? published
        case "expiryDate", "expirydate", "unpublishdate": expiresAt = try entry.date(timeZone)
        case "updated", "lastmod", "last_modified_at", "modified":
            updated = try entry.date(timeZone)
        default: return false
        }
        return true
    }

    private mutating func takeList(_ entry: FrontMatterEntry) throws(FrontMatterError) -> Bool {
        switch entry.key {
        case "tags", "tag": tags.append(new: try entry.words())
        case "categories", "category": categories.append(new: try entry.words())
        case "aliases", "alias", "redirect_from": aliases.append(new: try entry.texts())
        case "authors", "author": authors.append(new: try entry.names())
        default: return false
        }
        return true
    }

    private mutating func takeTable(_ entry: FrontMatterEntry) throws(FrontMatterError) -> Bool {
        switch entry.key {
        case "taxonomies":
            for inner in try entry.table() where try !takeList(inner) {
                unused.append(inner)
            }
        case "poll": poll = try entry.poll()
        case "photos": photos = try entry.photos()
        case "location": location = try entry.location()
        default: return false
        }
        return true
    }
}

extension [String] {
    fileprivate mutating func append(new items: [String]) {
        for item in items where !contains(item) { append(item) }
    }
}
