internal import CCmarkGFM

extension DocumentWriter {
    mutating func writeImage(_ node: OpaquePointer) {
        let url = restoredString(cmark_node_get_url(node))
        let alt = visibleText.below(node)
        isAfterSpace = false
        typesetter?.passWord()
        let target = LinkTarget(url)
        guard target.allowsImage(at: url) else {
            html.append(escaping: alt)
            plain.append(alt)
            return
        }
        collected.addImage(RenderedImage(url: url, alt: String(decoding: alt, as: UTF8.self)))
        if context.imagesAsLinks {
            writeImageLink(to: url, target, alt: alt, titled: cmark_node_get_title(node))
        } else {
            writeImageTag(from: url, alt: alt, titled: cmark_node_get_title(node))
        }
    }

    /// Writes a paragraph that is nothing but an image with a title as a figure with a caption.
    ///
    /// - Returns: Whether the paragraph is one.
    mutating func writeFigure(_ paragraph: OpaquePointer) -> Bool {
        guard !context.imagesAsLinks, let image = cmark_node_first_child(paragraph),
            cmark_node_get_type(image) == CMARK_NODE_IMAGE, cmark_node_next(image) == nil,
            let title = cmark_node_get_title(image), title.pointee != 0
        else { return false }
        let url = restoredString(cmark_node_get_url(image))
        guard LinkTarget(url).allowsImage(at: url) else { return false }
        let alt = visibleText.below(image)
        collected.addImage(RenderedImage(url: url, alt: String(decoding: alt, as: UTF8.self)))
        html.startLine()
        html.append("<figure>")
        plain.startBlock()
        writeImageTag(from: url, alt: alt, titled: nil)
        html.append("<figcaption>")
        if !alt.isEmpty { plain.append(0x20) }
        let caption = typeset(restoredString(title))
        html.append(escaping: caption)
        plain.appendPicture(caption)
        html.append("</figcaption></figure>\n")
        return true
    }

    private mutating func writeImageTag(
        from url: String, alt: [UInt8], titled title: UnsafePointer<CChar>?
    ) {
        html.append("<img src=\"")
        html.append(address: url)
        html.append("\" alt=\"")
        html.append(escaping: alt)
        html.append("\"")
        writeTitleAttribute(title)
        if let known = context.image(url) { writeAttributes(known) }
        html.append(" loading=\"lazy\" decoding=\"async\">")
        plain.appendPicture(alt)
    }

    private mutating func writeAttributes(_ known: ImageAttributes) {
        html.append(" width=\"")
        html.append(known.width)
        html.append("\" height=\"")
        html.append(known.height)
        if let srcset = known.srcset {
            html.append("\" srcset=\"")
            html.append(escaping: srcset)
            if let sizes = known.sizes {
                html.append("\" sizes=\"")
                html.append(escaping: sizes)
            }
        }
        html.append("\"")
    }

    private mutating func writeImageLink(
        to url: String, _ target: LinkTarget, alt: [UInt8], titled title: UnsafePointer<CChar>?
    ) {
        let isLink = openLinks.isEmpty
        if isLink {
            html.append("<a href=\"")
            html.append(address: url)
            html.append("\"")
            if target == .web { writeRelation() }
            writeTitleAttribute(title)
            html.append(">")
        }
        writeWords(alt.isEmpty ? context.words.image : String(decoding: alt, as: UTF8.self))
        if isLink { html.append("</a>") }
    }
}
