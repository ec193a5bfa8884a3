//! A short text as a QR code.

use crate::Error;
use qrcodegen::{QrCode, QrCodeEcc};

/// The modules of a QR code, row by row, `true` where it is dark; without the light border of four modules that it needs around it.
/// A seventh of it may be hidden or damaged.
///
/// # Errors
/// `OPTION_INVALID` if the text is too long for one.
pub fn qr_code(text: &str) -> Result<Vec<Vec<bool>>, Error> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| Error::OptionInvalid)?;
    let size = code.size();
    Ok((0..size).map(|y| (0..size).map(|x| code.get_module(x, y)).collect()).collect())
}
