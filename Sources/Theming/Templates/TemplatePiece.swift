/// A piece of a template's text, as the scanner finds them one after another.
enum TemplatePiece: Equatable {
    /// White space, maybe none, that begins a line.
    case space(Range<Int>)
    /// Text without tags, at most to the end of its line.
    case text(Range<Int>)
    case tag(TemplateTag)
}
