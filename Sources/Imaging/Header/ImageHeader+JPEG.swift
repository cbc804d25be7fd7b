// A JPEG is a row of segments: FF, marker, length (which counts itself), content. The first frame
// header (SOFn) before the first scan (SOS) has the size. Spec: ITU-T T.81, annex B.
extension ImageHeader {
    static func jpeg(_ reader: inout ByteReader) throws(ImagingError) -> ImageHeader {
        try reader.skip(2)
        var orientation = 1
        while true {
            let marker = try reader.jpegMarker()
            guard !JPEGMarker.isBare(marker) else { continue }
            guard marker != JPEGMarker.endOfImage, marker != JPEGMarker.startOfScan else {
                throw .damaged(reason: "it has no frame")
            }
            var segment = ByteReader(try reader.take(max(0, try reader.bigEndian(2) - 2)))
            if JPEGMarker.isFrame(marker) {
                try segment.skip(1)
                let height = try segment.bigEndian(2)
                let width = try segment.bigEndian(2)
                return ImageHeader(
                    format: .jpeg, width: width, height: height, orientation: orientation)
            }
            if marker == JPEGMarker.app1, segment.bytes.starts(with: "Exif\0\0".utf8) {
                orientation = ExifOrientation.read(segment.bytes)
            }
        }
    }
}
