internal import Escaping

extension HCard {
    /// The document as pods write it, down to its classes and the order of its entries.
    public var html: [UInt8] {
        let name = HTMLEscaping.attribute.escaped(fullName)
        return Array(
            """
            <!DOCTYPE html>
            <html>
              <head>
                <meta charset="UTF-8"/>
                <title>\(name)</title>
              </head>
              <body>
                <div id="content">
                  <h1>\(name)</h1>
                  <div id="content_inner" class="entity_profile vcard author">
                    <h2>User profile</h2>
            \(entries.joined(separator: "\n"))
                  </div>
                </div>
              </body>
            </html>

            """.utf8)
    }

    private var entries: [String] {
        [
            entry("uid", "uid", guid.string),
            entry("nickname", "nickname", nickname ?? ""),
            entry("full_name", "fn", fullName),
            entry("searchable", "searchable", isSearchable ? "true" : "false"),
            entry(
                "key", html: "<pre class=\"key\">\(HTMLEscaping.attribute.escaped(publicKey))</pre>"
            ),
            entry("first_name", "given_name", firstName),
            entry("family_name", "family_name", lastName),
            photo("photo", pixels: 300, photos.large),
            photo("photo_medium", pixels: 100, photos.medium),
            photo("photo_small", pixels: 50, photos.small),
        ]
    }

    private func entry(_ name: String, _ property: String, _ text: String) -> String {
        entry(
            name, html: "<span class=\"\(property)\">\(HTMLEscaping.attribute.escaped(text))</span>"
        )
    }

    private func photo(_ name: String, pixels: Int, _ url: String) -> String {
        entry(
            name,
            html: "<img class=\"photo avatar\" width=\"\(pixels)\" height=\"\(pixels)\" "
                + "src=\"\(HTMLEscaping.attribute.escaped(url))\"/>")
    }

    private func entry(_ name: String, html: String) -> String {
        let title = name.prefix(1).uppercased() + name.dropFirst()
        return """
                    <dl class="entity_\(name)">
                      <dt>\(title)</dt>
                      <dd>\(html)</dd>
                    </dl>
            """
    }
}
