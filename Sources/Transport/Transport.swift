// Outgoing HTTP through libcurl. Nothing calls out yet: federation, WebSub and feeds do so first.
internal import CCurl
