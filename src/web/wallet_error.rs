//! What a wallet's error means. Codes: EIP-1193, EIP-1474, EIP-3326, CAIP-25, and the status words of Ledger's devices. Many wallets express
//! in a text what there is a code for, so texts count as well.

use super::eip1193::{CHAIN_ID, SWITCH_CHAIN, TYPED_DATA};
use super::thrown::Thrown;
use crate::core::{error::Error, text::contains};
use wasm_bindgen::JsValue;

/// What errors mean, by their codes or by words in one of their texts, letters and digits alone. The first that fits counts.
const MEANINGS: &[(Error, &[f64], &str)] = &[
    // A refusal comes first: whatever else the error has in it, nobody is to be asked again. A Ledger's are 6985 and 5501.
    (
        Error::WalletRejected,
        &[4001.0, 5000.0, 5001.0, 5002.0, 5003.0, 27013.0, 21761.0],
        "userreject userdenied usercancel userdeclined userrefused userabort userclosed actionrejected 0x6985 0x5501",
    ),
    (Error::RequestPending, &[-32002.0], "alreadypending alreadyprocessing"),
    (Error::WalletDisconnected, &[4900.0, 4901.0], ""),
    (Error::ChainUnknown, &[4902.0], "unrecognizedchain unknownchain tryaddingthechain"),
    (Error::WrongChain, &[], "mustmatchtheactivechain"),
    // A Ledger's 6a80.
    (Error::BlindSigningOff, &[27264.0], "blindsign contractdata 0x6a80"),
    (Error::AccountUnavailable, &[4100.0], "unauthorized notbeenauthorized notauthorized"),
    (Error::WalletRejected, &[], "byuser bytheuser"),
    (Error::MethodUnsupported, &[-32601.0, 4200.0], ""),
];

/// The words for something that a wallet or device can't do.
const UNSUPPORTED: &str = "notsupport ntsupport unsupported onlysupported notimplemented unknownmethod unknownmessage unexpectedmessage \
    unrecognizedmethod nosuchmethod methodnotfound invalidmethod isnotafunction";

/// The words for something that is not there: a method, or an account, a device, a network.
const ABSENT: &str = "notexist ntexist notavailable";

/// The words of a refusal that may also be a machine's: what there are better words for is looked at before.
const DENIED: &str =
    "reject denied cancel declined dismissed notapproved disapproved popupclosed windowclosed modalclosed";

/// Classifies what a wallet threw at a request of `method`.
pub fn classify(method: &str, thrown: &JsValue) -> Error {
    let Thrown { codes, text } = Thrown::read(thrown);
    let says = |words: &str| words.split(' ').any(|word| contains(&text, word));

    // Some wallets refuse without a word.
    if !thrown.is_truthy() && method != CHAIN_ID {
        return Error::WalletRejected;
    }
    for (error, known, words) in MEANINGS {
        if codes.iter().any(|code| known.contains(code)) || says(words) {
            return if *error == Error::MethodUnsupported { unsupported(method) } else { *error };
        }
    }
    let is_about_method = says("method sign typed message");
    if says(UNSUPPORTED) || is_about_method && says(ABSENT) {
        return if is_about_method || !says("chain network") { unsupported(method) } else { Error::WrongChain };
    }
    let is_about_parameters = says("invalid param argument");
    if says(DENIED) && !is_about_parameters {
        return Error::WalletRejected;
    }
    if codes.contains(&-32602.0) || is_about_parameters && method != SWITCH_CHAIN {
        return Error::ParametersInvalid;
    }
    Error::WalletFailed
}

/// Tells the signing method that can be replaced by another one from all other methods, which can't.
pub fn unsupported(method: &str) -> Error {
    if method == TYPED_DATA { Error::MethodUnsupported } else { Error::WalletFailed }
}
