extension UnsafeBufferPointer<UInt8> {
    /// The line of a position, counted from 1.
    func line(of position: Int) -> Int {
        var line = 1
        for index in 0..<position where self[index] == 0x0A { line += 1 }
        return line
    }
}
