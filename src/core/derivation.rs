//! From a signature to keys, as the official TypeScript client derives them. Deterministic: nothing here is drawn at random.

use super::{
    api_credentials::ApiCredentials,
    error::Error,
    hex,
    keccak::keccak256,
    recipe::{Client, Recipe},
    signature::Signature,
    signature_request::SigningMethod,
    stark::{StarkKeyPair, StarkPrivateKey},
};
use base64ct::{Base64UrlUnpadded, Encoding};
use secrecy::SecretString;
use zeroize::Zeroizing;

/// Derives the STARK key pair of a signature of "dYdX STARK Key": the private key is `keccak256(r ‖ s ‖ v ‖ t) >> 5`.
///
/// v goes into the hash as the wallet gave it for typed data, and as 27 or 28 for a signed text; so does the client
/// (`Onboarding.deriveStarkKey` of `@dydxprotocol/v3-client`, `keyPairFromData` of `@dydxprotocol/starkex-lib`).
///
/// Check the signer first ([`SignatureRequest::verify`](super::signature_request::SignatureRequest::verify)): every
/// signature gives some key, a stranger's too.
///
/// # Errors
/// `PRIVATE_KEY_INVALID` if the hash gives zero (one in 2²⁵¹).
pub fn derive_stark_key_pair(signature: &Signature, method: SigningMethod) -> Result<StarkKeyPair, Error> {
    derive_by_recipe(signature, Recipe::usual(signature, method))
}

/// Derives the STARK key pair that a recipe makes of a signature.
pub(super) fn derive_by_recipe(signature: &Signature, recipe: Recipe) -> Result<StarkKeyPair, Error> {
    let leading_zeros = match recipe.client {
        Client::TypeScript => 0,
        Client::Python => signature.r().iter().take_while(|&&byte| byte == 0).count(),
    };
    let hash = Zeroizing::new(keccak256(&[
        &signature.r()[leading_zeros..],
        signature.s(),
        &[recipe.v, recipe.signature_type],
    ]));
    let mut private_key = Zeroizing::new([0; 32]);
    let mut carry = 0;
    for (shifted, &byte) in private_key.iter_mut().zip(hash.iter()) {
        *shifted = carry | (byte >> 5);
        carry = byte << 3;
    }
    Ok(StarkKeyPair::from_private_key(StarkPrivateKey::from_bytes(&private_key)?))
}

/// Derives the default API credentials of a signature of "dYdX Onboarding" (`Onboarding.recoverDefaultApiCredentials` of
/// `@dydxprotocol/v3-client`): secret from `keccak256(r)`, key and passphrase from `keccak256(s)`. v does not matter.
pub fn derive_api_credentials(signature: &Signature) -> ApiCredentials {
    let r_hash = Zeroizing::new(keccak256(&[signature.r()]));
    let s_hash = Zeroizing::new(keccak256(&[signature.s()]));
    ApiCredentials {
        key: uuid(&s_hash[..16]),
        secret: base64url(&r_hash[..30]),
        passphrase: base64url(&s_hash[16..31]),
    }
}

fn base64url(bytes: &[u8]) -> SecretString {
    SecretString::from(Base64UrlUnpadded::encode_string(bytes))
}

/// Writes 16 bytes in the grouping of a UUID. The version bits are not set: the client does not set them either.
fn uuid(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (i, byte) in bytes.iter().enumerate() {
        text.push_str(if [4, 6, 8, 10].contains(&i) { "-" } else { "" });
        text.push_str(&hex::encode(&[*byte]));
    }
    text
}
