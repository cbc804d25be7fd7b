internal import CCmarkGFM

extension DocumentWriter {
    mutating func enterLink(_ node: OpaquePointer) -> Bool {
        isAfterSpace = false
        let url = restoredString(cmark_node_get_url(node))
        let isOpen = openAnchors == 0 && openLink(to: url, titled: cmark_node_get_title(node))
        openLinks.append(isOpen)
        if isOpen { openAnchors += 1 }
        if cmark_node_first_child(node) == nil {
            writeWords(url)
        }
        return true
    }

    mutating func exitLink() {
        guard openLinks.popLast() == true else { return }
        openAnchors -= 1
        html.append("</a>")
    }

    /// Returns a string of the parser with the held pieces put back.
    func restoredString(_ text: UnsafePointer<CChar>?) -> String {
        let bytes = UnsafeBufferPointer(cString: text)
        return source.restored(bytes).map { String(decoding: $0, as: UTF8.self) }
            ?? String(decoding: bytes, as: UTF8.self)
    }

    mutating func writeTitleAttribute(_ title: UnsafePointer<CChar>?) {
        guard let title, title.pointee != 0 else { return }
        html.append(" title=\"")
        html.append(escaping: restoredString(title))
        html.append("\"")
    }

    mutating func writeRelation() {
        html.append(" rel=\"")
        html.append(escaping: context.linkRelation)
        html.append("\"")
    }

    /// Opens a link.
    ///
    /// - Returns: Whether the address is one that may be linked.
    private mutating func openLink(to url: String, titled title: UnsafePointer<CChar>?) -> Bool {
        let isEntity = url.hasPrefix("diaspora:") || url.hasPrefix("web+diaspora:")
        guard let address = isEntity ? entityAddress(url) : context.link(url) else { return false }
        let target = LinkTarget(address)
        guard target != .refused else { return false }
        html.append("<a href=\"")
        if target == .fragment {
            let name = String(address.dropFirst())
            html.append("#")
            html.append(address: prefixed(anchors.identifier(named: name) ?? name))
        } else {
            html.append(address: address)
            if !isEntity { collected.addLink(address) }
        }
        html.append("\"")
        let isSelf = context.namesOtherSelves && target == .web && restoredString(title) == "me"
        if isSelf {
            html.append(" rel=\"me noopener\"")
        } else {
            if target == .web, !isEntity { writeRelation() }
            writeTitleAttribute(title)
        }
        html.append(">")
        return true
    }

    private func entityAddress(_ url: String) -> String? {
        var url = url
        let parts = url.withUTF8 { bytes in
            EntityLinkSyntax.read(bytes, from: 0).flatMap { $0.end == bytes.count ? $0.kind : nil }
        }
        guard case .entity(let id, let type, let guid) = parts else { return nil }
        return context.entityPath(id, type, guid)
    }

    func prefixed(_ identifier: String) -> String {
        context.idPrefix.isEmpty ? identifier : context.idPrefix + "-" + identifier
    }
}
