/// The search for templates that contain themselves for all values.
struct TemplateCycles {
    private let names: [String]
    /// The calls, by the number of the calling template.
    private var calls: [[TemplateProgram.Call]]

    init(_ calls: [TemplateProgram.Call], names: [String]) {
        self.names = names
        self.calls = Array(repeating: [], count: names.count)
        for call in calls where call.isCertain { self.calls[call.from].append(call) }
    }

    /// Searches for the first call cycle of templates.
    ///
    /// - Throws: ``TemplateError``, at the partial that leads back.
    func check() throws(TemplateError) {
        var isDone = Array(repeating: false, count: names.count)
        for start in names.indices where !isDone[start] {
            // The way down: templates, and how many of their calls were followed.
            var way = [(template: start, next: 0)]
            while let (template, next) = way.last {
                guard next < calls[template].count else {
                    isDone[template] = true
                    way.removeLast()
                    continue
                }
                way[way.count - 1].next += 1
                let call = calls[template][next]
                if let first = way.firstIndex(where: { $0.template == call.template }) {
                    let circle = way[first...].map { names[$0.template] } + [names[call.template]]
                    throw TemplateError(
                        path: call.path, line: call.line, problem: .endlessPartials(circle))
                }
                if !isDone[call.template] { way.append((call.template, 0)) }
            }
        }
    }
}
