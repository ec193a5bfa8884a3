//! Enums whose values have texts.

use super::error::Error;

/// An enum each of whose values has a text, by which the JavaScript API or the app's storage knows it. strum derives the texts, the list
/// of the values and the reading (`str::parse`) from the names of the variants.
pub trait Coded: Copy + 'static {
    /// All values, in the order of their declaration.
    const VARIANTS: &'static [Self];

    /// Returns the text of a value.
    fn code(self) -> &'static str;
}

impl<T: strum::VariantArray + Into<&'static str> + Copy> Coded for T {
    const VARIANTS: &'static [Self] = T::VARIANTS;

    fn code(self) -> &'static str {
        self.into()
    }
}

/// Makes the error of a text that no value has.
pub(crate) const fn option_invalid(_: &str) -> Error {
    Error::OptionInvalid
}
