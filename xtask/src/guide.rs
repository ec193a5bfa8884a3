//! The market-maker guide as pages beside the page, one for each language.

use anyhow::{Context, Result};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::{fs, path::Path};

/// Where the guides are written, in Markdown.
const SOURCE: &str = "docs/guide";

/// Writes the guides to `guide/` in the page's folder.
pub fn write(page: &Path) -> Result<()> {
    let folder = page.join("guide");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(SOURCE).context(SOURCE)? {
        let path = entry?.path();
        let language = path.file_stem().context("a guide has no name")?.to_string_lossy();
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        fs::write(folder.join(format!("{language}.html")), page_of(&language, &text))?;
    }
    Ok(())
}

/// Makes a page of a guide. It runs no script and loads the style alone.
fn page_of(language: &str, text: &str) -> String {
    let title = text.lines().next().unwrap_or_default().trim_start_matches("# ");
    let mut body = String::new();
    html::push_html(&mut body, events(text).into_iter());
    format!(
        r#"<!doctype html>
<html lang="{language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <title>{title}</title>
    <link rel="icon" href="../icon.svg">
    <link rel="stylesheet" href="../style.css">
  </head>
  <body>
    <main class="guide">
{body}    </main>
  </body>
</html>
"#
    )
}

/// Parses a guide. Its headings get the anchors that its links name; what links to a file that is not beside the page stays as text.
fn events(text: &str) -> Vec<Event<'_>> {
    let mut events: Vec<Event> = Parser::new_ext(text, Options::ENABLE_TABLES).collect();
    for at in 0..events.len() {
        let anchor = anchor(&events[at..]);
        if let Event::Start(Tag::Heading { id, .. }) = &mut events[at] {
            *id = Some(anchor);
        }
    }
    let mut is_kept = true;
    events.retain(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => {
            is_kept = dest_url.starts_with('#') || dest_url.starts_with("https:");
            is_kept
        }
        Event::End(TagEnd::Link) => is_kept,
        _ => true,
    });
    events
}

/// Returns the anchor of the heading that these events begin with: its words in lower case, with hyphens between them.
fn anchor<'a>(heading: &[Event<'_>]) -> CowStr<'a> {
    let parts = heading.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    let text: String = parts
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    let kept = text.to_lowercase().replace(' ', "-");
    kept.chars().filter(|one| one.is_alphanumeric() || *one == '-').collect::<String>().into()
}
