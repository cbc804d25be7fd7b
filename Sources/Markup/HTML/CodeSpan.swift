/// A code span of Markdown. Spec: GitHub Flavored Markdown, "Code spans".
enum CodeSpan {
    static func of(_ text: String) -> String {
        let code = InlineText.collapsed(text)
        guard code.contains(where: { $0 != " " }) else { return code }
        let mark =
            code.contains("`")
            ? String(repeating: "`", count: code.longestRun(of: "`") + 1) : "`"
        let needsSpace =
            code.hasPrefix("`") || code.hasSuffix("`")
            || (code.hasPrefix(" ") && code.hasSuffix(" "))
        let pad = needsSpace ? " " : ""
        return mark + pad + code + pad + mark
    }
}
