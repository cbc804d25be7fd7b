/// An element of a piece of HTML that was looked for by its class.
package struct FoundElement: Sendable {
    let element: HTMLElement

    /// All text below the element, entities resolved.
    package var text: String { element.text }

    package func attribute(_ name: String) -> String? { element.attributes[name] }

    /// The first element below this one that has a class.
    package func first(ofClass name: String) -> FoundElement? {
        element.children.firstElement(ofClass: name).map(FoundElement.init)
    }
}

extension HTMLFragment {
    /// The first element that has a class, in the order of the document. Spec: Selectors, `.name`.
    package func first(ofClass name: String) -> FoundElement? {
        children.firstElement(ofClass: name).map(FoundElement.init)
    }
}

extension [HTMLNode] {
    /// Goes down as far as the reader does, which sets the limit.
    fileprivate func firstElement(ofClass name: String) -> HTMLElement? {
        for case .element(let element) in self {
            if element.hasClass(name) { return element }
            if let found = element.children.firstElement(ofClass: name) { return found }
        }
        return nil
    }
}

extension HTMLElement {
    fileprivate func hasClass(_ name: String) -> Bool {
        attributes["class"]?.utf8.split(whereSeparator: \.isHTMLSpace)
            .contains { $0.elementsEqual(name.utf8) } ?? false
    }
}
