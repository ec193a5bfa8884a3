//! Formats that are tables of lines, read by the tables that wrote them.

use super::text::{trim, unquoted};
use crate::credentials::{Part, Values};
use crate::export::{Hole, Line};

/// Reads every account that a text has in a layout; `None` if there is none, or one that does not go on as the layout does.
pub fn read(text: &str, layout: &[Line]) -> Option<Vec<Values>> {
    let mut rows = text.lines().map(trim).filter(|row| !row.is_empty()).peekable();
    let mut sets = Vec::new();
    while let Some(row) = rows.next() {
        let mut set = Values::default();
        if !read_line(row, layout.first()?, &mut set) {
            continue;
        }
        for line in layout.get(1..)? {
            if !read_line(rows.next()?, line, &mut set) {
                return None;
            }
        }
        sets.push(set);
    }
    Some(sets).filter(|sets| !sets.is_empty())
}

/// Reads one line into a set. Returns whether it has the layout's form.
fn read_line(row: &str, Line(before, hole, after): &Line, set: &mut Values) -> bool {
    let inside = row.strip_prefix(before.trim()).and_then(|row| row.strip_suffix(after.trim_end()));
    let Some(inside) = inside else { return false };
    match *hole {
        Hole::Empty => inside.trim().is_empty(),
        Hole::Numbered(..) | Hole::Free(_) => true,
        // Any line may be a comment like the one that has the address.
        Hole::Plain(part @ Part::Address) if part.check(inside, None).is_err() => false,
        Hole::Plain(part) | Hole::Quoted(part) | Hole::Python(part) => match unquoted(inside) {
            Some(value) => set.put(part, value),
            None => false,
        },
    }
}
