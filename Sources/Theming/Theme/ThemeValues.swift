/// Values that a template can name: texts, flags, lists, and values of their own.
typealias ThemeValues = TemplateRecord
