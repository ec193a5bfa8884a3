//! Talking to a wallet: [EIP-1193](https://eips.ethereum.org/EIPS/eip-1193) requests that end when the wallet goes away.

use super::failure::Failure;
use super::interrupt::{AbortListener, Interrupt, function};
use super::plain::{facts, property, set, text};
use super::wallet_error::classify;
use crate::core::{address::Address, chain::Chain, error::Error};
use js_sys::{Array, Function, Object, Reflect};
use serde::Serialize;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::AbortSignal;

#[wasm_bindgen]
extern "C" {
    /// An EIP-1193 provider, as wallets inject it.
    #[derive(Clone, Debug)]
    pub type Eip1193Provider;

    #[wasm_bindgen(method, catch)]
    fn request(this: &Eip1193Provider, arguments: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn on(this: &Eip1193Provider, event: &str, listener: &Function) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = removeListener)]
    fn remove_listener(this: &Eip1193Provider, event: &str, listener: &Function) -> Result<JsValue, JsValue>;
}

impl Eip1193Provider {
    /// Takes any object with a `request` function.
    ///
    /// # Errors
    /// `PROVIDER_INVALID` for anything else.
    pub fn check(value: JsValue) -> Result<Self, Error> {
        if property(&value, "request").is_function() { Ok(value.unchecked_into()) } else { Err(Error::ProviderInvalid) }
    }
}

/// The method that signs typed data.
pub const TYPED_DATA: &str = "eth_signTypedData_v4";

/// An account as the wallet spells it. Some wallets compare the text, so it goes back as it came.
#[derive(Clone, Debug)]
pub struct Account {
    /// The address.
    pub address: Address,
    /// The wallet's own spelling.
    pub text: String,
}

impl Account {
    /// Reads a wallet's list of accounts. What is no address is passed over.
    fn list(answer: &JsValue) -> Vec<Self> {
        let length = property(answer, "length").as_f64().unwrap_or_default();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within these bounds")]
        let length = length.clamp(0.0, MOST_ACCOUNTS) as u32;
        let account = |i| {
            let text = text(&Reflect::get_u32(answer.unchecked_ref(), i).ok()?)?;
            Some(Self { address: Address::parse_any_case(&text).ok()?, text })
        };
        (0..length).filter_map(account).collect()
    }
}

/// The most accounts of a wallet that are read.
const MOST_ACCOUNTS: f64 = 10_000.0;

/// Reads a quantity as wallets write it: hex with `0x`, padded or not, decimal digits, or a number.
fn quantity(answer: &JsValue) -> Option<u64> {
    if let Some(number) = answer.as_f64().filter(|number| number.fract() == 0.0) {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "what is cut is no chain that is known"
        )]
        return Some(number as u64);
    }
    let text = text(answer).filter(|text| text.bytes().all(|byte| byte.is_ascii_alphanumeric()))?;
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// What a running flow is about: a change of it in the wallet ends the flow.
#[derive(Default)]
struct Subject {
    account: Cell<Option<Address>>,
    chain: Cell<Option<Chain>>,
}

/// A flow with a wallet. It listens while it lives: a disconnect, a change of account or chain, or the caller's abort ends
/// whatever request is open.
pub struct Session {
    provider: Eip1193Provider,
    subject: Rc<Subject>,
    interrupt: Interrupt,
    listeners: Vec<(&'static str, Function)>,
    _abort: Option<AbortListener>,
}

impl Session {
    /// Begins to listen. `signal` is the caller's way to stop the flow.
    pub fn new(provider: Eip1193Provider, signal: Option<AbortSignal>) -> Self {
        let interrupt = Interrupt::default();
        let abort = AbortListener::new(signal, &interrupt);
        let subject = Rc::new(Subject::default());
        let mut session = Self { provider, subject, interrupt, listeners: Vec::new(), _abort: abort };
        session.end_on("disconnect", Error::WalletDisconnected, |_, _| true);
        session.end_on("accountsChanged", Error::WalletChanged, |subject, accounts| {
            let gone = |chosen| !Account::list(accounts).iter().any(|account| account.address == chosen);
            subject.account.get().is_some_and(gone)
        });
        session.end_on("chainChanged", Error::WalletChanged, |subject, id| {
            subject.chain.get().is_some_and(|chain| quantity(id) != Some(chain.id()))
        });
        session
    }

    /// Requests the accounts that the wallet shares with the page. The wallet asks its user if need be.
    ///
    /// # Errors
    /// `WALLET_NO_ACCOUNTS` if there is none; else as [`request`](Self::request).
    pub async fn request_accounts(&self) -> Result<Vec<Account>, Failure> {
        let accounts = Account::list(&self.request("eth_requestAccounts", &[]).await?);
        if accounts.is_empty() { Err(Error::WalletNoAccounts.into()) } else { Ok(accounts) }
    }

    /// Makes this a flow about one account: if the wallet stops sharing it, the flow ends.
    pub fn choose_account(&self, account: &Account) {
        self.subject.account.set(Some(account.address));
    }

    /// Sees to it that the wallet is on `chain`, and asks it to switch if need be (EIP-3326). Wallets refuse to sign typed data
    /// that names another chain. From then on a change of chain ends the flow.
    ///
    /// # Errors
    /// `CHAIN_SWITCH_REJECTED`, `CHAIN_UNKNOWN`, `WRONG_CHAIN`; else as [`request`](Self::request).
    pub async fn choose_chain(&self, chain: Chain) -> Result<(), Failure> {
        if self.subject.chain.get() == Some(chain) {
            return Ok(());
        }
        if self.chain_id().await? != Some(chain.id()) {
            self.switch(chain).await?;
            if self.chain_id().await? != Some(chain.id()) {
                return Err(Error::WrongChain.into());
            }
        }
        self.subject.chain.set(Some(chain));
        Ok(())
    }

    async fn switch(&self, chain: Chain) -> Result<(), Failure> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Switch {
            chain_id: String,
        }
        let to = Switch { chain_id: format!("{:#x}", chain.id()) };
        match self.request("wallet_switchEthereumChain", &[facts(&to)]).await {
            Ok(_) => Ok(()),
            Err(failure) if self.interrupt.reason().is_some() => Err(failure),
            Err(failure) => {
                let error = match failure.error {
                    Error::WalletRejected => Error::ChainSwitchRejected,
                    Error::WalletFailed | Error::AccountUnavailable | Error::ParametersInvalid => Error::WrongChain,
                    other => other,
                };
                Err(Failure { error, ..failure })
            }
        }
    }

    async fn chain_id(&self) -> Result<Option<u64>, Failure> {
        Ok(quantity(&self.request("eth_chainId", &[]).await?))
    }

    /// Returns what ends the flow from outside.
    pub const fn interrupt(&self) -> &Interrupt {
        &self.interrupt
    }

    /// Makes one request to the wallet.
    ///
    /// # Errors
    /// `WALLET_DISCONNECTED`, `WALLET_CHANGED` or `CANCELLED` if the flow was ended meanwhile; else what the wallet's error
    /// means, with that error as cause.
    pub async fn request(&self, method: &str, parameters: &[JsValue]) -> Result<JsValue, Failure> {
        self.interrupt.check()?;
        let arguments = JsValue::from(Object::new());
        set(&arguments, "method", method);
        set(&arguments, "params", parameters.iter().collect::<Array>());
        let answer = self.interrupt.or_ended(self.provider.request(&arguments)).await?;
        answer.map_err(|thrown| Failure::caused(classify(method, &thrown), thrown))
    }

    /// Makes one request whose answer is a text. `None` if it is something else.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    pub async fn request_text(&self, method: &str, parameters: &[JsValue]) -> Result<Option<String>, Failure> {
        Ok(text(&self.request(method, parameters).await?))
    }

    /// Ends the flow with `reason` at an event of which `ends` holds.
    fn end_on(&mut self, event: &'static str, reason: Error, ends: impl Fn(&Subject, &JsValue) -> bool + 'static) {
        // A bare provider may have no events: then its silence is all there is.
        if !property(&self.provider, "on").is_function() {
            return;
        }
        let (subject, interrupt) = (Rc::clone(&self.subject), self.interrupt.clone());
        let listener = function(move |value| {
            if ends(&subject, &value) {
                interrupt.trigger(reason);
            }
        });
        if self.provider.on(event, &listener).is_ok() {
            self.listeners.push((event, listener));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for (event, listener) in self.listeners.drain(..) {
            if property(&self.provider, "removeListener").is_function() {
                // What the wallet's own code throws here changes nothing any more.
                let _ = self.provider.remove_listener(event, &listener);
            }
        }
    }
}
