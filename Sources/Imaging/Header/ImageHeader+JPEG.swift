// A JPEG is a row of segments: FF, marker, length (which counts itself), content. The first frame
// header (SOFn) before the first scan (SOS) has the size. Spec: ITU-T T.81, annex B; for profiles
// ICC.1:2022, annex B.4.
extension ImageHeader {
    static func jpeg(_ reader: inout ByteReader) throws(ImagingError) -> ImageHeader {
        try reader.skip(2)
        var size: (width: Int, height: Int)?
        var orientation = 1
        var hasColorProfile = false
        while true {
            let marker = try reader.jpegMarker()
            guard !JPEGMarker.isBare(marker) else { continue }
            if marker == JPEGMarker.endOfImage || marker == JPEGMarker.startOfScan {
                guard let size else { throw .damaged(reason: "it has no frame") }
                return ImageHeader(
                    format: .jpeg, width: size.width, height: size.height,
                    orientation: orientation, hasColorProfile: hasColorProfile)
            }
            var segment = ByteReader(try reader.take(max(0, try reader.bigEndian(2) - 2)))
            if JPEGMarker.isFrame(marker), size == nil {
                try segment.skip(1)
                let height = try segment.bigEndian(2)
                size = (try segment.bigEndian(2), height)
            } else if marker == JPEGMarker.app1, segment.bytes.starts(with: "Exif\0\0".utf8) {
                orientation = ExifOrientation.read(segment.bytes)
            } else if marker == JPEGMarker.app2, segment.bytes.starts(with: "ICC_PROFILE\0".utf8) {
                hasColorProfile = true
            }
        }
    }
}
