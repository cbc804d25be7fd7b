import Pipeline

/// Says beside the result what front matter asked for in vain.
struct NotTaken {
    let console: Console
    let source: PostSource

    func sayOfNewPosts() {
        say(source.unused, "`import markdown` keeps dates and old addresses")
    }

    func sayOfEdits() {
        let draft = source.draftLine == nil ? [] : ["draft"]
        say(draft + source.usedByNewPosts + source.unused, "an edit changes the text alone")
    }

    private func say(_ keys: [String], _ reason: String) {
        guard !keys.isEmpty else { return }
        console.complain(
            "warning: not taken from the front matter: "
                + keys.joined(separator: ", ") + "; " + reason)
    }
}
