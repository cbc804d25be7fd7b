import Store

extension DatabaseFinding {
    var sentence: String {
        switch kind {
        case .damage: text + "\nrestore the newest backup with `dandelion restore`"
        case .noRendering: text.dropLast() + "; `dandelion build` leaves it out."
        case .orphans, .rule: text
        }
    }
}
