/// The most that the templates of one page may come to.
package struct TemplateLimits: Sendable {
    /// Sections, blocks and templates within one another.
    var depth = 200
    /// Bodies of sections, blocks and templates.
    var bodies = 4_000_000
    var bytes = 64 << 20

    package static let usual = TemplateLimits()
}
