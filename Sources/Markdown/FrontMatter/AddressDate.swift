internal import Foundation

/// A day and time as addresses write them.
struct AddressDate {
    private let parts: DateComponents
    private let week: DateComponents
    private let dayOfYear: Int

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    private static let days = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    init(_ date: Date, timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
        dayOfYear = calendar.ordinality(of: .day, in: .year, for: date) ?? 1
        var weeks = Calendar(identifier: .iso8601)
        weeks.timeZone = timeZone
        week = weeks.dateComponents([.weekOfYear, .yearForWeekOfYear], from: date)
    }

    var year: String { padded(parts.year, 4) }
    var month: String { padded(parts.month) }
    var day: String { padded(parts.day) }
    var monthName: String { Self.months[(parts.month ?? 1) - 1] }
    var weekday: Int { (parts.weekday ?? 1) - 1 }
    var weekdayName: String { Self.days[weekday] }

    /// Returns the value of a placeholder of Jekyll's permalinks; `nil` if the name is unknown.
    ///
    /// Spec: Jekyll, "Permalinks", placeholders.
    func jekyll(_ name: String) -> String? {
        switch name {
        case "year": year
        case "short_year": String(year.suffix(2))
        case "month": month
        case "i_month": "\(parts.month ?? 0)"
        case "short_month": String(monthName.prefix(3))
        case "long_month": monthName
        case "day": day
        case "i_day": "\(parts.day ?? 0)"
        case "y_day": padded(dayOfYear, 3)
        case "w_year": padded(week.yearForWeekOfYear, 4)
        case "week": padded(week.weekOfYear)
        case "w_day": "\(weekday == 0 ? 7 : weekday)"
        case "short_day": String(weekdayName.prefix(3))
        case "long_day": weekdayName
        case "hour": padded(parts.hour)
        case "minute": padded(parts.minute)
        case "second": padded(parts.second)
        default: nil
        }
    }

    /// Returns the value of a token of Hugo's permalinks; `nil` if the name is unknown.
    ///
    /// Spec: Hugo, "URL management", tokens.
    func hugo(_ name: String) -> String? {
        switch name {
        case "year": year
        case "month": month
        case "monthname": monthName.lowercased()
        case "day": day
        case "weekday": "\(weekday)"
        case "weekdayname": weekdayName.lowercased()
        case "yearday": "\(dayOfYear)"
        case _ where name.first?.isNumber == true: layout(name)
        default: nil
        }
    }

    /// Formats the moment by a layout of Go: `2006-01-02`.
    private func layout(_ text: String) -> String {
        let forms = [
            ("2006", year), ("January", monthName), ("Monday", weekdayName),
            ("Jan", String(monthName.prefix(3))), ("Mon", String(weekdayName.prefix(3))),
            ("01", month), ("02", day), ("06", String(year.suffix(2))), ("15", padded(parts.hour)),
            ("04", padded(parts.minute)), ("05", padded(parts.second)),
        ]
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            if let (form, value) = forms.first(where: { rest.hasPrefix($0.0) }) {
                result += value
                rest = rest.dropFirst(form.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private func padded(_ number: Int?, _ width: Int = 2) -> String {
        let digits = "\(number ?? 0)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
