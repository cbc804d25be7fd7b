import TestSupport
import Testing

@testable import Markdown

/// Attack 34: what marks of templates cost, shape by shape.
@Suite(.serialized) struct ShortcodeCostTests {
    private static let size = 64_000

    static let shapes = [
        CostShape("marks without end", "{{< a", bytes: size),
        CostShape("marks", "{{< a >}}", bytes: size),
        CostShape("marks a line", "{{< a >}}\n", bytes: size),
        CostShape("different marks", bytes: size) { "{{< a\($0) >}}\n" },
        CostShape("marks within marks", bytes: size) { "{{< a >}}\n{{< b\($0) >}}\n{{< /a >}}\n" },
        CostShape("code without end", "{{< highlight go >}}\n", bytes: size),
        CostShape("code", "{{< highlight go >}}x{{< /highlight >}}\n", bytes: size),
        CostShape("pictures in a line", "{{< figure src=a >}}", bytes: size),
        CostShape("pictures", "{{< figure src=a >}}\n", bytes: size),
        CostShape("comments without end", "{{</* ", bytes: size),
        CostShape("comments", "{{</* a */>}}", bytes: size),
    ]

    @Test(arguments: shapes)
    func attack34ShortcodesCostWhatTheyAreLong(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            _ = Shortcodes.replaced(in: String(decoding: bytes, as: UTF8.self)) { _ in nil }
        }
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
    }
}
