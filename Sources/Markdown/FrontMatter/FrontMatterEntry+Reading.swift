internal import Foundation

extension FrontMatterEntry {
    /// Reads one line of text; line breaks in it become spaces.
    func lineText() throws(FrontMatterError) -> String {
        guard let text = value.text else { throw unexpected("text") }
        return text.split(whereSeparator: \.isNewline).map { $0.trimmed }
            .joined(separator: " ").trimmed
    }

    func flag() throws(FrontMatterError) -> Bool {
        switch value {
        case .boolean(let flag): return flag
        case .text("true"), .text("yes"), .text("on"): return true
        case .text("false"), .text("no"), .text("off"): return false
        default: throw unexpected("true or false")
        }
    }

    func date(_ timeZone: TimeZone) throws(FrontMatterError) -> Date {
        guard let text = value.text else { throw unexpected("a date") }
        guard let date = FrontMatterDate.parse(text.trimmed, timeZone: timeZone) else {
            throw .unreadableDate(line: line, key: key, value: text)
        }
        return date
    }

    /// Reads several texts, or a single one.
    func texts() throws(FrontMatterError) -> [String] {
        if let text = value.text { return [text.trimmed].filter { !$0.isEmpty } }
        guard case .list(let items) = value else { throw unexpected("text or a list of texts") }
        var texts: [String] = []
        for item in items where item != .none {
            guard let text = item.text else { throw unexpected("a list of texts", item) }
            texts.append(text.trimmed)
        }
        return texts.filter { !$0.isEmpty }
    }

    /// Reads tags: a list, or one text separated by commas or else, as in Jekyll, by spaces.
    func words() throws(FrontMatterError) -> [String] {
        guard let text = value.text else { return try texts() }
        let words =
            text.contains(",")
            ? text.split(separator: ",") : text.split(whereSeparator: \.isWhitespace)
        return words.map { $0.trimmed }.filter { !$0.isEmpty }
    }

    /// Reads people's names: texts, or tables with a name.
    func names() throws(FrontMatterError) -> [String] {
        switch value {
        case .table(let entries): return try [name(in: entries)]
        case .list(let items):
            var names: [String] = []
            for item in items where item != .none {
                if case .table(let entries) = item {
                    names.append(try name(in: entries))
                } else if let text = item.text {
                    names.append(text.trimmed)
                } else {
                    throw unexpected("a list of names", item)
                }
            }
            return names
        default: return try texts()
        }
    }

    func table() throws(FrontMatterError) -> [FrontMatterEntry] {
        guard case .table(let entries) = value else { throw unexpected("a table") }
        return entries
    }

    func poll() throws(FrontMatterError) -> FrontMatter.Poll {
        let entries = try table()
        guard let question = entries.first(where: { $0.key == "question" }),
            let answers = entries.first(where: { $0.key == "answers" })
        else { throw unexpected("a table with question and answers") }
        return FrontMatter.Poll(question: try question.lineText(), answers: try answers.texts())
    }

    func photos() throws(FrontMatterError) -> [FrontMatter.Photo] {
        guard case .list(let items) = value else { throw unexpected("a list of photos") }
        var photos: [FrontMatter.Photo] = []
        for item in items {
            if let file = item.text {
                photos.append(FrontMatter.Photo(file: file, alt: nil))
                continue
            }
            guard case .table(let entries) = item,
                let file = entries.first(where: { ["file", "src", "url"].contains($0.key) })
            else { throw unexpected("a list of photos, each with a file", item) }
            var photo = FrontMatter.Photo(file: try file.lineText())
            if let alt = entries.first(where: { $0.key == "alt" || $0.key == "title" }) {
                photo.alt = try alt.lineText()
            }
            photos.append(photo)
        }
        return photos
    }

    func location() throws(FrontMatterError) -> FrontMatter.Location {
        if let address = value.text { return FrontMatter.Location(address: address) }
        var location = FrontMatter.Location()
        for entry in try table() {
            switch entry.key {
            case "address", "name": location.address = try entry.lineText()
            case "lat", "latitude": location.latitude = try entry.degrees(90)
            case "lng", "lon", "long", "longitude": location.longitude = try entry.degrees(180)
            default: throw entry.unexpected("address, lat or lng")
            }
        }
        guard (location.latitude == nil) == (location.longitude == nil) else {
            throw unexpected("an address, or lat and lng together")
        }
        return location
    }

    private func name(in entries: [FrontMatterEntry]) throws(FrontMatterError) -> String {
        guard let name = entries.first(where: { $0.key == "name" }) else {
            throw unexpected("a table with a name")
        }
        return try name.lineText()
    }

    private func degrees(_ limit: Double) throws(FrontMatterError) -> Double {
        guard let text = value.text, let number = Double(text), abs(number) <= limit else {
            throw unexpected("a number of degrees up to \(Int(limit))")
        }
        return number
    }

    private func unexpected(
        _ expected: String, _ found: FrontMatterValue? = nil
    ) -> FrontMatterError {
        .unexpectedValue(line: line, key: key, expected: expected, found: (found ?? value).kind)
    }
}
