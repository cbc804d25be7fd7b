@testable import Server

extension AddressTable {
    /// The types that a web server compresses itself while a file has no twin, each once.
    var compressedTypes: [String] {
        let types =
            endings.filter(\.isCompressed).map(\.type)
            + documents.filter(\.isCompressed).map(\.type)
        return types.enumerated().filter { !types.prefix($0.offset).contains($0.element) }
            .map(\.element)
    }

    /// The same without their parameters.
    var compressedMediaTypes: [String] {
        compressedTypes.map { String($0.prefix { $0 != ";" }) }
    }
}
