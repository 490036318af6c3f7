"""The user's desktop: browser, clipboard, editor, and QR codes where there is none."""
