//! Talking to a wallet: [EIP-1193](https://eips.ethereum.org/EIPS/eip-1193) requests that end when the wallet goes away.

use super::failure::Failure;
use crate::core::{address::Address, chain::Chain, error::Error, text::contains};
use js_sys::{Array, Function, JsString, Object, Promise, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
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

/// An account as the wallet spells it: some wallets compare the text, so it goes back as it came.
#[derive(Clone, Debug)]
pub struct Account {
    /// The address.
    pub address: Address,
    /// The wallet's own spelling.
    pub text: String,
}

type Listener = Closure<dyn FnMut(JsValue)>;

/// What a running flow is about: a change of it in the wallet ends the flow.
#[derive(Default)]
struct Subject {
    account: Cell<Option<Address>>,
    chain: Cell<Option<Chain>>,
    stopped_by: Cell<Option<Error>>,
    /// Settles the promise that every request races against.
    settle: RefCell<Option<Function>>,
}

impl Subject {
    fn stop(&self, reason: Error) {
        if self.stopped_by.get().is_none() {
            self.stopped_by.set(Some(reason));
            if let Some(settle) = self.settle.borrow().as_ref() {
                // A promise's own resolving function does not throw.
                let _ = settle.call1(&JsValue::UNDEFINED, &reason.code().into());
            }
        }
    }
}

/// A flow with a wallet. It listens while it lives; a disconnect, a change of account or chain, or the caller's abort ends
/// whatever request is open.
pub struct Session {
    provider: Eip1193Provider,
    subject: Rc<Subject>,
    stopped: Promise,
    listeners: Vec<(&'static str, Listener)>,
    abort: Option<(AbortSignal, Listener)>,
}

impl Session {
    /// Begins to listen. `signal` is the caller's way to stop the flow.
    pub fn new(provider: Eip1193Provider, signal: Option<AbortSignal>) -> Self {
        let subject = Rc::new(Subject::default());
        let stopped = Promise::new(&mut |resolve, _| *subject.settle.borrow_mut() = Some(resolve));
        let mut session = Self { provider, subject, stopped, listeners: Vec::new(), abort: None };
        session.listen("disconnect", |subject, _| subject.stop(Error::WalletDisconnected));
        session.listen("accountsChanged", |subject, accounts| {
            let gone = |chosen| !parse_accounts(&accounts).iter().any(|account| account.address == chosen);
            if subject.account.get().is_some_and(gone) {
                subject.stop(Error::WalletChanged);
            }
        });
        session.listen("chainChanged", |subject, id| {
            if subject.chain.get().is_some_and(|chain| parse_quantity(&id) != Some(chain.id())) {
                subject.stop(Error::WalletChanged);
            }
        });
        if let Some(signal) = signal {
            if signal.aborted() {
                session.subject.stop(Error::Cancelled);
            }
            let subject = Rc::clone(&session.subject);
            let listener = Closure::new(move |_| subject.stop(Error::Cancelled));
            if signal.add_event_listener_with_callback("abort", listener.as_ref().unchecked_ref()).is_ok() {
                session.abort = Some((signal, listener));
            }
        }
        session
    }

    /// The accounts that the wallet shares with the page, asking the user if need be.
    ///
    /// # Errors
    /// `WALLET_NO_ACCOUNTS` if there is none; else as [`request`](Self::request).
    pub async fn request_accounts(&self) -> Result<Vec<Account>, Failure> {
        let accounts = parse_accounts(&self.request("eth_requestAccounts", &[]).await?);
        if accounts.is_empty() { Err(Error::WalletNoAccounts.into()) } else { Ok(accounts) }
    }

    /// From now on a flow about this account: if the wallet stops sharing it, the flow ends.
    pub fn choose_account(&self, account: &Account) {
        self.subject.account.set(Some(account.address));
    }

    /// Sees to it that the wallet is on `chain`, asking it to switch if need be (EIP-3326): wallets refuse to sign typed data
    /// that names another chain. From then on a change of chain ends the flow.
    ///
    /// # Errors
    /// `CHAIN_SWITCH_REJECTED`, `CHAIN_UNKNOWN`, `WRONG_CHAIN`; else as [`request`](Self::request).
    pub async fn choose_chain(&self, chain: Chain) -> Result<(), Failure> {
        if self.subject.chain.get() == Some(chain) {
            return Ok(());
        }
        if self.chain_id().await? != Some(chain.id()) {
            let to = object(&[("chainId", chain.quantity().into())]);
            self.request("wallet_switchEthereumChain", &[to]).await.map_err(|failure| Failure {
                error: match failure.error {
                    Error::WalletRejected => Error::ChainSwitchRejected,
                    Error::WalletFailed | Error::AccountUnavailable | Error::ParametersInvalid => Error::WrongChain,
                    other => other,
                },
                ..failure
            })?;
            if self.chain_id().await? != Some(chain.id()) {
                return Err(Error::WrongChain.into());
            }
        }
        self.subject.chain.set(Some(chain));
        Ok(())
    }

    async fn chain_id(&self) -> Result<Option<u64>, Failure> {
        Ok(parse_quantity(&self.request("eth_chainId", &[]).await?))
    }

    /// Fulfilled with the error's code when the flow is ended from outside; pending until then, and for ever if it is not.
    pub const fn stopped(&self) -> &Promise {
        &self.stopped
    }

    /// Why the flow has ended, if it has.
    pub fn stopped_by(&self) -> Option<Error> {
        self.subject.stopped_by.get()
    }

    /// One request to the wallet.
    ///
    /// # Errors
    /// `WALLET_DISCONNECTED`, `WALLET_CHANGED` or `CANCELLED` if the flow was ended meanwhile; else what the wallet's error
    /// means, with that error as cause.
    pub async fn request(&self, method: &str, parameters: &[JsValue]) -> Result<JsValue, Failure> {
        if let Some(reason) = self.subject.stopped_by.get() {
            return Err(reason.into());
        }
        let arguments = object(&[("method", method.into()), ("params", parameters.iter().collect::<Array>().into())]);
        let failed = |thrown| Failure::caused(classify(method, &thrown), thrown);
        let answer = self.provider.request(&arguments).map_err(failed)?;
        self.or_stopped(&Promise::resolve(&answer)).await?.map_err(failed)
    }

    /// Waits for a promise, unless the flow ends first. The outer result is the flow's, the inner one the promise's.
    pub async fn or_stopped(&self, promise: &Promise) -> Result<Result<JsValue, JsValue>, Failure> {
        let settled = JsFuture::from(Promise::race(&Array::of2(promise, &self.stopped))).await;
        match self.subject.stopped_by.get() {
            Some(reason) => Err(reason.into()),
            None => Ok(settled),
        }
    }

    fn listen(&mut self, event: &'static str, react: impl Fn(&Subject, JsValue) + 'static) {
        // A bare provider may have no events: then its silence is all there is.
        if property(&self.provider, "on").is_function() {
            let subject = Rc::clone(&self.subject);
            let listener = Closure::new(move |value| react(&subject, value));
            if self.provider.on(event, listener.as_ref().unchecked_ref()).is_ok() {
                self.listeners.push((event, listener));
            }
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let removable = property(&self.provider, "removeListener").is_function();
        for (event, listener) in self.listeners.drain(..) {
            if removable && self.provider.remove_listener(event, listener.as_ref().unchecked_ref()).is_ok() {
                continue;
            }
            // The wallet may still call it, and a dropped closure throws when called.
            listener.forget();
        }
        if let Some((signal, listener)) = self.abort.take() {
            let _ = signal.remove_event_listener_with_callback("abort", listener.as_ref().unchecked_ref());
        }
    }
}

/// What a wallet's error means. Codes: EIP-1193, EIP-1474, EIP-3326; wallets wrap them in one another, and some say with a text
/// what there is a code for.
fn classify(method: &str, thrown: &JsValue) -> Error {
    let inner = property(&property(thrown, "data"), "originalError");
    let code = [&inner, thrown].into_iter().find_map(|error| property(error, "code").as_f64());
    let message = match thrown.as_string() {
        Some(text) => text,
        None => property(thrown, "message").as_string().unwrap_or_default(),
    };
    let says = |words: &[&str]| words.iter().any(|word| contains(&message, word));
    #[allow(clippy::cast_possible_truncation, reason = "codes are small integers; anything else matches none")]
    match code.map(|code| code as i64) {
        Some(4001) => Error::WalletRejected,
        Some(-32002) => Error::RequestPending,
        Some(4900 | 4901) => Error::WalletDisconnected,
        Some(4902) => Error::ChainUnknown,
        Some(-32601 | 4200) => unsupported(method),
        // "Unauthorized": for typed data some wallets say so of the method, else it is about the account.
        Some(4100) if method == TYPED_DATA => Error::MethodUnsupported,
        Some(4100) => Error::AccountUnavailable,
        Some(-32602) => Error::ParametersInvalid,
        _ if says(&["chainid"]) && says(&["must match", "active chain"]) => Error::WrongChain,
        _ if says(REJECTED) => Error::WalletRejected,
        _ if says(UNSUPPORTED) => unsupported(method),
        _ if says(&["invalid parameters", "invalid params", "invalid address"]) => Error::ParametersInvalid,
        _ => Error::WalletFailed,
    }
}

/// What wallets say when their user said no, where they have no code for it: a Ledger behind MetaMask, among others.
const REJECTED: &[&str] = &["user rejected", "user denied", "user cancel", "by the user", "by user"];

/// What wallets say of a method that they do not know.
const UNSUPPORTED: &[&str] =
    &["not supported", "unsupported", "does not exist", "not available", "not implemented", "unknown method"];

/// A method that the wallet does not know: there is another way to sign, and none around the rest.
fn unsupported(method: &str) -> Error {
    if method == TYPED_DATA { Error::MethodUnsupported } else { Error::WalletFailed }
}

/// The addresses in a wallet's list; what is none is passed over.
fn parse_accounts(list: &JsValue) -> Vec<Account> {
    let texts = if Array::is_array(list) { Array::from(list) } else { Array::new() };
    let account = |text: String| Some(Account { address: Address::parse_any_case(&text).ok()?, text });
    texts.iter().filter_map(|text| account(text.as_string()?)).collect()
}

/// A quantity as wallets write it: hex with `0x`, padded or not, or a plain number.
fn parse_quantity(value: &JsValue) -> Option<u64> {
    match value.dyn_ref::<JsString>() {
        Some(text) => {
            let text = String::from(text);
            match text.strip_prefix("0x") {
                Some(digits) => u64::from_str_radix(digits, 16).ok(),
                None => text.parse().ok(),
            }
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a chain id that is cut matches none"
        )]
        None => value.as_f64().map(|number| number as u64),
    }
}

/// A property of any value; `undefined` if there is none, or the value is no object, or a getter throws.
pub(crate) fn property(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A plain object of these properties.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property of a new plain object has no way to fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
