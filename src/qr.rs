//! A short text as a QR code.

use crate::core::error::Error;
use qrcodegen::{QrCode, QrCodeEcc};

/// Draws a text as a QR code: its modules row by row, `true` where it is dark; without the light border of four modules that it needs
/// around it. A seventh of it may be hidden or damaged.
///
/// # Errors
/// [`Error::OptionInvalid`] if the text is too long for one: more than 2,331 bytes.
pub fn qr_code(text: &str) -> Result<Vec<Vec<bool>>, Error> {
    let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Medium).map_err(|_| Error::OptionInvalid)?;
    let size = code.size();
    Ok((0..size).map(|y| (0..size).map(|x| code.get_module(x, y)).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pattern in three of a code's corners.
    const FINDER: [&str; 7] = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];

    #[test]
    fn a_square_with_finders_in_three_corners() {
        let rows = qr_code("0x55c86dE8718a9eBAF683a0A51dCa4B8Ce668b58a").unwrap_or_default();
        // Version 3, which has room for 42 bytes at this level.
        assert_eq!(rows.len(), 29);
        assert!(rows.iter().all(|row| row.len() == 29));
        for (top, left) in [(0, 0), (0, 22), (22, 0)] {
            for (y, line) in FINDER.iter().enumerate() {
                for (x, sign) in line.chars().enumerate() {
                    assert_eq!(rows[top + y][left + x], sign == '#', "{x} {y}");
                }
            }
        }
    }

    #[test]
    fn a_text_longer_than_the_largest_code_holds() {
        assert!(qr_code(&"€".repeat(777)).is_ok(), "2,331 bytes");
        assert_eq!(qr_code(&"x".repeat(2332)), Err(Error::OptionInvalid));
        assert!(qr_code("").is_ok());
    }
}
