/// The names from which Jekyll, Hugo and Zola make the address of a post.
struct AddressNames {
    let file: SourceFileName
    let frontMatter: FrontMatter
    let date: AddressDate?

    /// Returns the addresses that the post may have had, the likeliest first.
    func addresses(_ blog: BlogConfiguration?) -> [String] {
        let isJekyll = blog.map { $0.program == .jekyll } ?? file.isJekyll
        if isJekyll || file.isJekyll {
            let pattern = frontMatter.permalinkPattern ?? blog?.permalink(path: file.path)
            if let pattern { return jekyll(pattern).map { [$0] } ?? [] }
            return ["date", "pretty"].compactMap(jekyll)
        }
        switch blog?.program {
        case .hugo: return [hugo(blog)].compactMap(\.self)
        case .zola, .jekyll: return [zola]
        case nil: return [zola, hugo(nil)].compactMap(\.self)
        }
    }

    // MARK: - Jekyll

    private func jekyll(_ pattern: String) -> String? {
        PermalinkPattern(jekyll: pattern).expanded { name in
            switch name {
            case "title", "name", "basename": frontMatter.slug ?? file.slug
            case "slug": Self.slugified(frontMatter.slug ?? file.slug)
            case "categories": categories.joined(separator: "/")
            case "slugified_categories":
                categories.map(Self.slugified).joined(separator: "/")
            case "output_ext": ".html"
            case "collection": "posts"
            default: date?.jekyll(name)
            }
        }
    }

    private var categories: [String] {
        var known: Set<String> = []
        return (file.sections + frontMatter.categories).map { $0.lowercased() }
            .filter { known.insert($0).inserted }
    }

    private static func slugified(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }

    // MARK: - Hugo and Zola

    private func hugo(_ blog: BlogConfiguration?) -> String? {
        let section = file.folders.first ?? ""
        let name = blog?.datesFileNames == true ? file.slug : file.stem
        func path(_ text: String) -> String { urlized(text, keepsCase: blog?.keepsCase ?? false) }
        let patterns = blog?.sectionPermalinks ?? [:]
        let nested = "/" + file.folders.joined(separator: "/").lowercased()
        let key = [nested, "/" + section.lowercased()].first { patterns[$0] != nil }
        guard let pattern = key.flatMap({ patterns[$0] }) ?? (section.isEmpty ? patterns[""] : nil)
        else {
            let segments = file.folders.map(path) + [path(frontMatter.slug ?? name)]
            let address = segments.joined(separator: "/")
            return blog?.isUgly == true ? address + ".html" : address + "/"
        }
        let title = frontMatter.title.map(path) ?? path(name)
        let expanded = PermalinkPattern(text: pattern).expanded { token in
            switch token {
            case "title": title
            case "slug": frontMatter.slug.map(path) ?? title
            case "filename", "contentbasename": path(name)
            case "slugorfilename", "slugorcontentbasename": path(frontMatter.slug ?? name)
            case "section": path(section)
            case "sections": file.folders.map(path).joined(separator: "/")
            case _ where token.hasPrefix("sections["):
                Self.slice(token, file.folders).map(path).joined(separator: "/")
            default: date?.hugo(token)
            }
        }
        guard let expanded else { return nil }
        let isFile = expanded.hasSuffix("/") || expanded.hasSuffix(".html")
        return isFile ? expanded : expanded + (blog?.isUgly == true ? ".html" : "/")
    }

    /// Returns the folders that a slice of Hugo's `sections` selects: `sections[1:]`,
    /// `sections[:last]`, `sections[0]`.
    private static func slice(_ token: String, _ folders: [String]) -> [String] {
        let range = token.dropFirst("sections[".count).dropLast().split(
            separator: ":", omittingEmptySubsequences: false)
        func index(_ text: Substring, or other: Int) -> Int {
            text == "last" ? folders.count - 1 : Int(text) ?? other
        }
        let first = index(range.first ?? "", or: 0)
        let end = range.count > 1 ? index(range[1], or: folders.count) : first + 1
        return Array(folders.prefix(max(end, 0)).dropFirst(max(first, 0)))
    }

    /// `/posts/hello/`, its day not told.
    private var zola: String {
        let name = frontMatter.slug ?? urlized(file.slug, keepsCase: false)
        return (file.sections + [name]).joined(separator: "/") + "/"
    }

    /// Returns a name as these programs put it in an address: spaces as hyphens, most punctuation
    /// left out.
    private func urlized(_ name: String, keepsCase: Bool) -> String {
        var words: [String] = [""]
        for scalar in (keepsCase ? name : name.lowercased()).unicodeScalars {
            if scalar.properties.isWhitespace {
                if words.last?.isEmpty == false { words.append("") }
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
                || "._#+~-@".unicodeScalars.contains(scalar)
            {
                words[words.count - 1].unicodeScalars.append(scalar)
            }
        }
        // A word of hyphens stands for itself between two others.
        return words.filter { !$0.isEmpty }.reduce("") { text, word in
            text.isEmpty || text.hasSuffix("-") || word.hasPrefix("-")
                ? text + word : text + "-" + word
        }
    }
}
