//! What the package's scripts need to know of a wallet's accounts and signatures.

use super::options::{Options, chain, optional_text, text};
use super::wiping_the_stack;
use crate::core::{
    address::Address, error::Error, hex, message::personal_digest, signature::Signature, signer::recover_signer,
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// The option `chainId`, if it is a chain that we know; mainnet's if there is none.
#[wasm_bindgen(js_name = chainId)]
pub fn chain_id(settings: JsValue) -> Result<f64, JsValue> {
    #[allow(clippy::cast_precision_loss, reason = "the ids are small")]
    Ok(chain(&Options::new(settings)?)?.id() as f64)
}

/// An address as a wallet may spell it, checksummed; `undefined` for what is none.
#[wasm_bindgen(js_name = readAddress)]
pub fn read_address(of: JsValue) -> Option<String> {
    let text = optional_text(&of).ok()??;
    Address::parse_any_case(&text).ok().map(|address| address.to_string())
}

/// What `personal_sign` signs of a message.
#[wasm_bindgen(js_name = personalDigest)]
pub fn personal_digest_of(message: &[u8]) -> String {
    hex::encode_prefixed(&personal_digest(message))
}

/// Who signed a digest.
#[wasm_bindgen(js_name = signerOf)]
pub fn signer_of(digest: JsValue, signature: JsValue) -> Result<String, JsValue> {
    wiping_the_stack(|| {
        let digest = hex::decode_exact::<32>(&text(&digest)?).ok_or(Error::OptionInvalid)?;
        Ok(recover_signer(&digest, &Signature::parse(&text(&signature)?)?)?.to_string())
    })
}
