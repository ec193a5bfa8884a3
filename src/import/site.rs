//! The site whose local storage an entry is from.

/// A site.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Site {
    /// The exchange, or this tool.
    Exchange,
    /// The exchange's test site, whose keys are others.
    Test,
    /// Another site, which may have entries of these names.
    Other,
}

const SCHEME: &str = "https://";

impl Site {
    /// Reads an origin. This tool's own may be any that is not `https`.
    pub fn of(origin: &str) -> Self {
        match origin.strip_prefix(SCHEME).map(|host| host.trim_end_matches('/')) {
            None | Some("trade.dydx.exchange") => Self::Exchange,
            Some("trade.stage.dydx.exchange") => Self::Test,
            Some(_) => Self::Other,
        }
    }

    /// Returns the site that a text names last: the exchange or its test site, or any that is named as in Chromium's database.
    pub fn last_in(text: &str) -> Option<Self> {
        text.rmatch_indices(SCHEME).find_map(|(at, _)| {
            let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '.' | '-');
            let site = Self::of(text[at..].split(|c| !is_host(c)).next()?);
            (site != Self::Other || text[..at].ends_with('_')).then_some(site)
        })
    }
}
