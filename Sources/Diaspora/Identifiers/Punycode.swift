/// Labels of host names written in ASCII alone, without the `xn--` in front.
///
/// Spec: RFC 3492, sections 5 and 6.
enum Punycode {
    /// Encodes a label. Spec: RFC 3492.
    ///
    /// - Returns: `nil` if the numbers of the algorithm grow too large.
    static func encode(_ label: String) -> String? {
        let scalars = label.unicodeScalars.map(\.value)
        var output = scalars.filter { $0 < 0x80 }.compactMap(Unicode.Scalar.init)
        let basicCount = output.count
        if basicCount > 0 { output.append("-") }
        var (code, delta, bias, handled) = (initialCode, 0, initialBias, basicCount)
        while handled < scalars.count {
            guard let next = scalars.filter({ $0 >= code }).min() else { return nil }
            let step = Int(next - code).multipliedReportingOverflow(by: handled + 1)
            guard !step.overflow, delta < limit - step.partialValue else { return nil }
            delta += step.partialValue
            code = next
            for scalar in scalars {
                if scalar < code { delta += 1 }
                guard scalar == code else { continue }
                output.append(contentsOf: digits(of: delta, bias: bias))
                bias = adapted(delta, count: handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            code += 1
        }
        return String(String.UnicodeScalarView(output))
    }

    /// Decodes a label. Spec: RFC 3492.
    ///
    /// - Returns: `nil` if the text does not encode a label.
    static func decode(_ text: some StringProtocol) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        let hyphen = bytes.lastIndex(of: UInt8(ascii: "-"))
        var output = bytes.prefix(hyphen ?? 0).map { Unicode.Scalar($0) }
        var rest = bytes.dropFirst(hyphen.map { $0 + 1 } ?? 0)
        var (code, index, bias) = (Int(initialCode), 0, initialBias)
        while !rest.isEmpty {
            let first = index
            var weight = 1
            var position = base
            while true {
                guard let digit = rest.popFirst().flatMap(value), weight < limit,
                    digit < (limit - index) / weight
                else { return nil }
                index += digit * weight
                let threshold = threshold(position, bias)
                if digit < threshold { break }
                weight *= base - threshold
                position += base
            }
            let count = output.count + 1
            bias = adapted(index - first, count: count, isFirst: first == 0)
            code += index / count
            index %= count
            guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                return nil
            }
            output.insert(scalar, at: index)
            index += 1
        }
        return String(String.UnicodeScalarView(output))
    }

    // MARK: - Parameters and digits, RFC 3492, section 5

    private static let base = 36
    private static let initialCode: UInt32 = 0x80
    private static let initialBias = 72
    private static let limit = Int(Int32.max)

    private static func threshold(_ position: Int, _ bias: Int) -> Int {
        min(max(position - bias, 1), 26)
    }

    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var steps = 0
        while delta > (base - 1) * 26 / 2 {
            delta /= base - 1
            steps += base
        }
        return steps + base * delta / (delta + 38)
    }

    private static func digits(of number: Int, bias: Int) -> [Unicode.Scalar] {
        var digits: [Unicode.Scalar] = []
        var rest = number
        var position = base
        while true {
            let threshold = threshold(position, bias)
            if rest < threshold { break }
            digits.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            position += base
        }
        return digits + [digit(rest)]
    }

    private static func digit(_ value: Int) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26))
    }

    private static func value(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x61...0x7A: Int(byte) - 0x61
        case 0x30...0x39: Int(byte) - 0x30 + 26
        default: nil
        }
    }
}
