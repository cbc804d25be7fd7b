/// The markers of JPEG that matter here. Spec: ITU-T T.81, table B.1.
enum JPEGMarker {
    static let startOfImage: UInt8 = 0xD8
    static let endOfImage: UInt8 = 0xD9
    static let startOfScan: UInt8 = 0xDA
    static let app0: UInt8 = 0xE0
    static let app1: UInt8 = 0xE1
    static let app2: UInt8 = 0xE2
    static let app14: UInt8 = 0xEE
    static let comment: UInt8 = 0xFE

    /// SOF0 to SOF15, without the tables and the extension between them.
    static func isFrame(_ marker: UInt8) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    /// Markers without a length: TEM and the restarts.
    static func isBare(_ marker: UInt8) -> Bool {
        marker == 0x01 || isRestart(marker)
    }

    static func isRestart(_ marker: UInt8) -> Bool {
        (0xD0...0xD7).contains(marker)
    }

    /// APP0 to APP15, where cameras and programs write what they like.
    static func isApplication(_ marker: UInt8) -> Bool {
        (0xE0...0xEF).contains(marker)
    }
}

extension ByteReader {
    /// The next marker. Any number of FF may stand before it.
    mutating func jpegMarker() throws(ImagingError) -> UInt8 {
        guard try byte() == 0xFF else { throw .damaged(reason: "a marker is missing") }
        var marker = try byte()
        while marker == 0xFF { marker = try byte() }
        return marker
    }
}
