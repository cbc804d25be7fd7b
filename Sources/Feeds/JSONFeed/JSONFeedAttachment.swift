internal import Escaping

/// A file that belongs to an item. Spec: JSON Feed 1.1, "attachments".
public struct JSONFeedAttachment: Sendable, Hashable {
    public var url: String
    public var mimeType: String
    public var title: String?
    public var sizeInBytes: Int?

    public init(url: String, mimeType: String, title: String? = nil, sizeInBytes: Int? = nil) {
        self.url = url
        self.mimeType = mimeType
        self.title = title
        self.sizeInBytes = sizeInBytes
    }

    func write(to json: inout JSONWriter) {
        json.object { object in
            object.string("url", url)
            object.string("mime_type", mimeType)
            object.string("title", title)
            object.number("size_in_bytes", sizeInBytes)
        }
    }
}
