extension ImageCleaner {
    /// Keeps JFIF (APP0), Adobe's colour transform (APP14), tables, frames and scans.
    static func jpeg(_ bytes: [UInt8]) throws(ImagingError) -> [UInt8] {
        var reader = ByteReader(bytes)
        try reader.skip(2)
        var output: [UInt8] = [0xFF, JPEGMarker.startOfImage]
        while true {
            let marker = try reader.jpegMarker()
            if marker == JPEGMarker.endOfImage { return output + [0xFF, marker] }
            guard !JPEGMarker.isBare(marker) else { continue }
            let length = try reader.bigEndian(2)
            guard length >= 2 else { throw .damaged(reason: "a segment has no length") }
            let content = try reader.take(length - 2)
            guard isKept(marker, content) else { continue }
            output += [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)]
            output += content
            if marker == JPEGMarker.startOfScan { output += try reader.jpegScan() }
        }
    }

    private static func isKept(_ marker: UInt8, _ content: ArraySlice<UInt8>) -> Bool {
        switch marker {
        case JPEGMarker.app0: content.starts(with: "JFIF\0".utf8)
        case JPEGMarker.app14: content.starts(with: "Adobe".utf8)
        default: !JPEGMarker.isApplication(marker) && marker != JPEGMarker.comment
        }
    }
}

extension ByteReader {
    /// The coded data of a scan, up to the next marker that is not part of it.
    fileprivate mutating func jpegScan() throws(ImagingError) -> ArraySlice<UInt8> {
        var end = bytes.startIndex
        while true {
            guard let mark = bytes[end...].firstIndex(of: 0xFF), mark + 1 < bytes.endIndex else {
                throw .damaged(reason: "it ends early")
            }
            let next = bytes[mark + 1]
            guard next == 0 || JPEGMarker.isRestart(next) else {
                return try take(mark - bytes.startIndex)
            }
            end = mark + 2
        }
    }
}
