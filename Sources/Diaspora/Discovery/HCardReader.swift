internal import Cryptography
internal import Foundation
internal import Markup

/// Finds the properties of an hCard by their class, and judges each.
struct HCardReader {
    private let html: HTMLFragment
    private let pod: PodAddress

    init(_ document: Data, maximumBytes: Int, pod: PodAddress) throws(DiscoveryError) {
        guard document.count <= maximumBytes else { throw .tooLarge(bytes: document.count) }
        guard let text = String(validating: document, as: UTF8.self) else { throw .unreadable }
        do {
            html = try HTMLFragment(text)
        } catch {
            throw .unreadable
        }
        self.pod = pod
    }

    /// Returns the text of the first element of a class, without white space around it.
    func text(_ property: String) -> String? {
        html.first(ofClass: property)?.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func required(_ property: String) throws(DiscoveryError) -> String {
        guard let text = text(property) else { throw .missingProperty(property) }
        return text
    }

    func guid() throws(DiscoveryError) -> GUID {
        let text = try required("uid")
        guard let guid = GUID(text) else { throw .invalidGUID(text) }
        return guid
    }

    /// Returns a person's name. A semicolon is an error, as it would break mentions.
    func name(_ property: String, maximumCharacters: Int) throws(DiscoveryError) -> String {
        let text = try required(property).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        guard text.unicodeScalars.count <= maximumCharacters, !text.contains(";"),
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw .invalidName(property: property) }
        return text
    }

    func key() throws(DiscoveryError) -> String {
        let text = try required("key")
        do {
            return try RSAPublicKey(pem: text).pem
        } catch {
            throw .invalidKey(error)
        }
    }

    /// Returns the absolute URL of the picture within the element of a class.
    func photo(_ property: String) throws(DiscoveryError) -> String {
        guard
            let source = html.first(ofClass: property)?.first(ofClass: "photo")?.attribute("src")?
                .trimmingCharacters(in: .whitespacesAndNewlines), !source.isEmpty
        else { throw .missingProperty(property) }
        guard let address = WebAddress(absolute(source)), address.hasPath else {
            throw .invalidPhoto(property: property)
        }
        return address.text
    }

    /// Makes a URL absolute; a relative path counts from the pod's root. Spec: RFC 3986, 4.2.
    private func absolute(_ source: String) -> String {
        if source.hasPrefix("//") { return (pod.isSecure ? "https:" : "http:") + source }
        if source.hasPrefix("/") { return pod.url + source.dropFirst() }
        let head = source.prefix { !"/?#".contains($0) }
        return head.contains(":") ? source : pod.url + source
    }
}
