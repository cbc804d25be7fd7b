extension DocumentWriter {
    /// Writes text in which tags and held pieces are links.
    mutating func writeText(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "#") {
                let isAfterSpace = index == 0 ? self.isAfterSpace : text[index - 1].isWhitespace
                guard isAfterSpace, !isInHTML, openLinks.isEmpty,
                    let end = TagSyntax.end(in: text, from: index)
                else {
                    index += 1
                    continue
                }
                writeRun(text.rebased(start..<index))
                writeTag(text.rebased(index..<end))
                index = end
                start = end
            } else if byte.needsEscape {
                writeRun(text.rebased(start..<index))
                index = writeSpecial(at: index, in: text)
                start = index
            } else {
                index += 1
            }
        }
        writeRun(text.rebased(start..<index))
        if let last = text.last { isAfterSpace = last.isWhitespace }
    }

    /// Writes text as it is.
    mutating func writeLiteral(_ text: UnsafeBufferPointer<UInt8>) {
        if let restored = source.restored(text) {
            html.append(escaping: restored)
            plain.append(restored)
        } else {
            html.append(escaping: text)
            plain.append(filtering: text)
        }
        isAfterSpace = false
        typesetter?.passWord()
    }

    /// Writes words that are not of the text, or not at this place of it.
    mutating func writeWords(_ words: String) {
        html.append(escaping: words)
        plain.append(words)
    }

    mutating func writeLineBreak() {
        html.append("<br>\n")
        plain.append(0x20)
        isAfterSpace = true
        typesetter?.passBreak()
    }

    @inline(__always) private mutating func writeRun(_ run: UnsafeBufferPointer<UInt8>) {
        html.append(plain: run)
        plain.append(plain: run)
    }

    /// Writes the character, or its replacement.
    ///
    /// - Returns: The position at which the text continues.
    private mutating func writeSpecial(
        at index: Int, in text: UnsafeBufferPointer<UInt8>
    ) -> Int {
        if source.rewritten != nil, StandIn.starts(at: index, in: text) {
            if let character = StandIn.character(for: text[index + 2]) {
                if character == UInt8(ascii: ">") {
                    html.append("&gt;")
                } else {
                    html.append(byte: character)
                }
                plain.append(character)
                return index + 3
            }
            if text[index + 2] == StandIn.escapedHash {
                html.append("#")
                plain.append(UInt8(ascii: "#"))
                return index + 3
            }
            if let (number, end) = StandIn.reference(at: index, in: text),
                number < source.held.count
            {
                writeHeld(source.held[number])
                return end
            }
        }
        let length = html.appendEscaped(at: index, in: text)
        if length == 1, text[index] >= 0x20, text[index] < 0x7F {
            plain.append(text[index])
        } else {
            plain.appendCharacter(at: index, in: text)
        }
        return index + length
    }

    private mutating func writeTag(_ written: UnsafeBufferPointer<UInt8>) {
        let name = TagSyntax.name(of: written.rebased(1..<written.count))
        collected.addTag(name)
        if let path = context.tagPath(name) {
            html.append("<a href=\"")
            html.append(address: path)
            html.append("\" class=\"tag\" rel=\"tag\">")
            html.append(escaping: written)
            html.append("</a>")
        } else {
            html.append(escaping: written)
        }
        plain.append(plain: written)
    }

    private mutating func writeHeld(_ held: HeldText) {
        switch held.kind {
        case .mention(let id, let name):
            collected.addMention(Mention(diasporaID: id, name: name))
            let person = context.person(id, name)
            writeHeldLink(
                to: person?.href, class: "mention", showing: person?.name ?? name ?? id)
        case .entity(let id, let type, let guid):
            let text = String(decoding: held.original, as: UTF8.self)
            writeHeldLink(to: context.entityPath(id, type, guid), class: nil, showing: text)
        }
    }

    private mutating func writeHeldLink(
        to target: String?, class name: StaticString?, showing words: String
    ) {
        guard let target, openLinks.isEmpty, LinkTarget(target) != .refused else {
            writeWords(words)
            return
        }
        html.append("<a href=\"")
        html.append(address: target)
        if let name {
            html.append("\" class=\"")
            html.append(name)
        }
        html.append("\">")
        writeWords(words)
        html.append("</a>")
    }
}
