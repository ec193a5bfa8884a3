//! What the wallet is asked to sign: EIP-712 typed data, or the legacy text.

use super::{
    chain::Chain,
    coded::option_invalid,
    error::Error,
    message::{Message, personal_digest},
};

/// The origin that mainnet's messages name. The client writes it there so that a wallet's user can see for whom the signature
/// is; it is part of the hash, so it can't be left out or replaced.
pub const ONLY_SIGN_ON: &str = "https://trade.dydx.exchange";

/// What the signature is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "camelCase", parse_err_ty = Error, parse_err_fn = option_invalid)]
pub enum Action {
    /// `dYdX STARK Key`: gives the STARK key pair.
    StarkKey,
    /// `dYdX Onboarding`: gives the default API credentials.
    Onboarding,
}

impl Action {
    /// Returns the `action` field of the signed message.
    pub const fn text(self) -> &'static str {
        match self {
            Self::StarkKey => "dYdX STARK Key",
            Self::Onboarding => "dYdX Onboarding",
        }
    }
}

/// How the wallet signs. The two give unrelated signatures, hence unrelated keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::IntoStaticStr, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "camelCase", parse_err_ty = Error, parse_err_fn = option_invalid)]
pub enum SigningMethod {
    /// `eth_signTypedData_v4`, what the exchange's app asked for by default.
    #[default]
    TypedData,
    /// `personal_sign` of a text: the app's "Legacy Signing", for wallets without EIP-712.
    PersonalSign,
}

impl SigningMethod {
    /// Returns the wallet's method: [EIP-712](https://eips.ethereum.org/EIPS/eip-712), or
    /// [ERC-191](https://eips.ethereum.org/EIPS/eip-191).
    pub const fn method(self) -> &'static str {
        match self {
            Self::TypedData => "eth_signTypedData_v4",
            Self::PersonalSign => "personal_sign",
        }
    }

    /// Returns the last byte of the client's typed signature (`r ‖ s ‖ v ‖ t`): 00 for typed data, 03 for a signed text.
    pub const fn type_byte(self) -> u8 {
        match self {
            Self::TypedData => 0,
            Self::PersonalSign => 3,
        }
    }
}

/// One signature to ask a wallet for.
///
/// Source: `SignOnboardingAction` and `SignOffChainAction` of the npm package `@dydxprotocol/v3-client`.
///
/// ```
/// use stark_credentials::{Action, Chain, SignatureRequest, SigningMethod};
/// let request = SignatureRequest { action: Action::StarkKey, chain: Chain::Mainnet, method: SigningMethod::TypedData };
/// assert_eq!(request.digest()[..4], [0x0f, 0x9c, 0x71, 0xef]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureRequest {
    /// What the signature is for.
    pub action: Action,
    /// The chain in the EIP-712 domain.
    pub chain: Chain,
    /// How the wallet signs.
    pub method: SigningMethod,
}

impl SignatureRequest {
    /// Returns the text that goes to the wallet: for [`SigningMethod::TypedData`] the JSON of `eth_signTypedData_v4`, with the types in the
    /// client's order; for [`SigningMethod::PersonalSign`] the message itself, JSON indented by two spaces.
    pub fn text(&self) -> String {
        match self.method {
            SigningMethod::TypedData => self.with_message(|message| message.typed_data()),
            SigningMethod::PersonalSign => self.with_message(|message| message.text()),
        }
    }

    /// Returns the 32 bytes that the wallet signs: EIP-712's `keccak256(19 01 ‖ domain ‖ message)`, or EIP-191's
    /// `keccak256("\x19Ethereum Signed Message:\n" ‖ length ‖ text)`.
    pub fn digest(&self) -> [u8; 32] {
        match self.method {
            SigningMethod::TypedData => self.with_message(|message| message.typed_digest()),
            SigningMethod::PersonalSign => personal_digest(self.text().as_bytes()),
        }
    }

    /// Checks what came back: it must be the signature of this request by this account.
    ///
    /// # Errors
    /// `SIGNER_MISMATCH` if another account signed, or this account something else; `SIGNATURE_INVALID` if no public key
    /// belongs to the signature.
    pub fn verify(
        &self,
        signature: &super::signature::Signature,
        account: super::address::Address,
    ) -> Result<(), Error> {
        if super::signer::recover_signer(&self.digest(), signature)? == account {
            Ok(())
        } else {
            Err(Error::SignerMismatch)
        }
    }

    fn with_message<T>(&self, read: impl FnOnce(Message<'_>) -> T) -> T {
        let fields = [("action", self.action.text()), ("onlySignOn", ONLY_SIGN_ON)];
        // Only mainnet's messages name the origin.
        let count = if matches!(self.chain, Chain::Mainnet) { 2 } else { 1 };
        read(Message { chain: self.chain, fields: &fields[..count] })
    }
}
