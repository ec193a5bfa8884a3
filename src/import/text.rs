//! What every format has: white space that nobody sees, and quotes.

use crate::core::json;
use zeroize::Zeroizing;

/// Takes white space and characters without width from both ends.
pub fn trim(text: &str) -> &str {
    let is_unseen =
        |c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}');
    text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c))
}

/// Reads a value, in quotes or not; `None` if its quotes are none.
pub fn unquoted(text: &str) -> Option<Zeroizing<String>> {
    let text = trim(text);
    let value = match text.chars().next() {
        Some('"') if text.contains('\\') => json::string(text)?,
        Some(quote @ ('"' | '\'' | '`')) => {
            let inside = text[1..].strip_suffix(quote).filter(|inside| !inside.contains(quote))?;
            Zeroizing::new(inside.to_owned())
        }
        _ => return Some(Zeroizing::new(text.to_owned())),
    };
    Some(Zeroizing::new(trim(&value).to_owned()))
}
