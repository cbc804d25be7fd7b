/// A day of the Gregorian calendar, `1988-07-15`, in no time zone.
///
/// The arithmetic counts years from 1 March, so that a leap day is the last of its year, in eras of 400 years.
public struct CalendarDate: Hashable, Sendable, CustomStringConvertible {
    public let year: Int
    /// 1 to 12.
    public let month: Int
    public let day: Int

    /// - Returns: `nil` if there is no such day, or its year has not four digits.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9_999).contains(year), (1...12).contains(month),
            (1...Self.length(month: month, year: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `yyyy-mm-dd` and nothing else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes.enumerated().allSatisfy({ $0 == 4 || $0 == 7 || (0x30...0x39).contains($1) }),
            let year = Int(text.prefix(4)), let month = Int(text.dropFirst(5).prefix(2)),
            let day = Int(text.suffix(2))
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// - Parameter days: Days since 1 January 1970; the year may be any.
    public init(daysSince1970 days: Int) {
        let (era, dayOfEra) = (days + 719_468).dividedFlooring(by: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days from 1 January 1970 to this one.
    public var daysSince1970: Int { Self.daysSince1970(year: year, month: month, day: day) }

    /// Days from 1 January 1970 to a day of any year.
    ///
    /// - Parameters:
    ///   - month: 1 to 12.
    ///   - day: One beyond the month's end counts on in the next month.
    public static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let (era, yearOfEra) = (month <= 2 ? year - 1 : year).dividedFlooring(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(10)
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    func append(to text: inout [UInt8]) {
        if (0...9_999).contains(year) {
            text.append(pair: year / 100)
            text.append(pair: year % 100)
        } else {
            text += String(year).utf8
        }
        text.append(UInt8(ascii: "-"))
        text.append(pair: month)
        text.append(UInt8(ascii: "-"))
        text.append(pair: day)
    }

    private static func length(month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
