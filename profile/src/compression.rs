//! What the browsers compress with, read up to a length: a few bytes may become gigabytes.

use std::io::Read;

/// The longest block, record or text that is read, in bytes. The browsers keep up to 10 MB for a site.
pub const LONGEST: usize = 64 << 20;

/// Decompresses Snappy's raw format.
pub fn snappy(bytes: &[u8]) -> Option<Vec<u8>> {
    snap::raw::decompress_len(bytes).ok().filter(|length| *length <= LONGEST)?;
    snap::raw::Decoder::new().decompress_vec(bytes).ok()
}

/// Decompresses zstd.
pub fn zstd(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(bytes).ok()?.take(LONGEST as u64 + 1);
    decoder.read_to_end(&mut text).ok()?;
    (text.len() <= LONGEST).then_some(text)
}
