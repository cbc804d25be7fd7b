internal import Glibc

/// One open file, closed with its owner.
struct FileDescriptorOwner: ~Copyable {
    let number: Int32

    init(_ number: Int32, path: String) throws(TreeError) {
        guard number >= 0 else { throw TreeError.last(path: path) }
        self.number = number
    }

    deinit { close(number) }

    /// Returns the open file, which the caller has to close.
    consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }

    func write(_ bytes: [UInt8], path: String) throws(TreeError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(number, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw TreeError.last(path: path)
            }
            offset += count
        }
    }

    /// Reads the whole file, if it has exactly `size` bytes.
    func read(size: Int) -> [UInt8]? {
        var status = stat()
        guard fstat(number, &status) == 0, Int(status.st_size) == size,
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let step = Glibc.read(
                    number, buffer.baseAddress.map { $0 + count }, size - count)
                if step <= 0 { break }
                count += step
            }
        }
        return bytes.count == size ? bytes : nil
    }
}
