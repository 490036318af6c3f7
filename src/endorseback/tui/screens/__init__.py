"""The screens and the dialogs, each with its own style sheet; imported when first shown."""
