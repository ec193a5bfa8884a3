//! Talking to a wallet: [EIP-1193](https://eips.ethereum.org/EIPS/eip-1193) requests that end when the wallet goes away.

use super::failure::Failure;
use super::interrupt::{AbortListener, Interrupt, first, function, settled};
use super::plain::{property, set, text};
use super::thrown::Thrown;
use super::wallet_error::{classify, unsupported};
use crate::core::{address::Address, chain::Chain, error::Error};
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
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

    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(act: &Function, milliseconds: i32) -> JsValue;
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
/// The method that asks the wallet to go to another chain.
pub const SWITCH_CHAIN: &str = "wallet_switchEthereumChain";
/// The method that says which chain the wallet is on. Nobody is asked.
pub const CHAIN_ID: &str = "eth_chainId";

/// How long `eth_chainId` may lag behind a switch, in steps.
const LAG_STEPS: usize = 20;
/// One step, in milliseconds.
const LAG_STEP: i32 = 100;

/// The code of a `disconnect` that is none: "try again later", sent by `MetaMask` whenever it goes to another chain.
const TRY_AGAIN_LATER: f64 = 1013.0;

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
            let text = without_chain(&text);
            Some(Self { address: Address::parse_any_case(text).ok()?, text: text.to_owned() })
        };
        (0..length).filter_map(account).collect()
    }
}

/// The most accounts of a wallet that are read.
const MOST_ACCOUNTS: f64 = 10_000.0;

/// Takes the chain off that some wallets write before an account (CAIP-10) or its number (CAIP-2): `eip155:1:0x…`, `eip155:1`.
fn without_chain(text: &str) -> &str {
    text.rsplit_once(':').map_or(text, |(_, account)| account)
}

/// Takes the result out of a JSON-RPC answer, which some bridges pass on as a whole.
///
/// # Errors
/// The error that is in it, or the error that was the answer.
fn unwrapped(answer: JsValue) -> Result<JsValue, JsValue> {
    if !answer.is_object() || Array::is_array(&answer) {
        return Ok(answer);
    }
    let [error, result] = ["error", "result"].map(|name| property(&answer, name));
    if error.is_truthy() {
        Err(error)
    } else if !result.is_undefined() {
        Ok(result)
    } else if property(&answer, "code").is_undefined() {
        Ok(answer)
    } else {
        Err(answer)
    }
}

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
    let text = text(answer)?;
    let text = Some(without_chain(&text)).filter(|text| text.bytes().all(|byte| byte.is_ascii_alphanumeric()))?;
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
    /// The chain that the wallet's last event named. `eth_chainId` may lag behind it.
    reported: Cell<Option<u64>>,
    /// Who waits for such an event: the chain, and the function that fulfils the promise.
    waiting: RefCell<Vec<(u64, Function)>>,
}

impl Subject {
    /// Takes an event that names a chain.
    fn report(&self, chain: Option<u64>) {
        self.reported.set(chain);
        self.waiting.borrow_mut().retain(|(awaited, fulfil)| {
            let is_awaited = chain == Some(*awaited);
            // A promise's own resolving function runs nobody's code, and does not throw.
            let _ = is_awaited.then(|| fulfil.call0(&JsValue::UNDEFINED));
            !is_awaited
        });
    }

    /// Makes a promise that is fulfilled when an event names the chain.
    fn arrival(&self, chain: u64) -> Promise {
        Promise::new(&mut |fulfil, _| self.waiting.borrow_mut().push((chain, fulfil)))
    }
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
        session.end_on("disconnect", Error::WalletDisconnected, |_, error| {
            !Thrown::read(error).codes.contains(&TRY_AGAIN_LATER)
        });
        session.end_on("accountsChanged", Error::WalletChanged, |subject, accounts| {
            let gone = |chosen| !Account::list(accounts).iter().any(|account| account.address == chosen);
            subject.account.get().is_some_and(gone)
        });
        session.end_on("chainChanged", Error::WalletChanged, |subject, id| {
            let id = quantity(id);
            subject.report(id);
            subject.chain.get().is_some_and(|chain| id != Some(chain.id()))
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
    pub fn select_account(&self, account: &Account) {
        self.subject.account.set(Some(account.address));
    }

    /// Sees to it that the wallet is on `chain`, and asks it to switch if need be (EIP-3326). Wallets refuse to sign typed data
    /// that names another chain. From then on a change of chain ends the flow.
    ///
    /// # Errors
    /// `CHAIN_SWITCH_REJECTED`, `CHAIN_UNKNOWN`, `WRONG_CHAIN`; else as [`request`](Self::request).
    pub async fn select_chain(&self, chain: Chain) -> Result<(), Failure> {
        if self.subject.chain.get() == Some(chain) {
            return Ok(());
        }
        if !self.is_on(chain).await? {
            self.switch(chain).await?;
        }
        self.subject.chain.set(Some(chain));
        Ok(())
    }

    /// Tells whether the wallet is on a chain: by its last event or by what it answers, whichever says so.
    async fn is_on(&self, chain: Chain) -> Result<bool, Failure> {
        let id = Some(chain.id());
        Ok(self.subject.reported.get() == id || quantity(&self.request(CHAIN_ID, &[]).await?) == id)
    }

    async fn switch(&self, chain: Chain) -> Result<(), Failure> {
        let to = JsValue::from(Object::new());
        set(&to, "chainId", format!("{:#x}", chain.id()));
        // The event may come before the answer, or instead of it.
        let arrival = self.subject.arrival(chain.id());
        let answer = self.request_unless(SWITCH_CHAIN, &[to], Some(&arrival)).await;
        if self.subject.reported.get() == Some(chain.id()) {
            return self.interrupt.check();
        }
        if let Err(failure) = answer {
            self.interrupt.check()?;
            let error = match failure.error {
                Error::WalletRejected => Error::ChainSwitchRejected,
                Error::WalletFailed | Error::ParametersInvalid => Error::WrongChain,
                other => other,
            };
            return Err(Failure { error, ..failure });
        }
        for _ in 0..LAG_STEPS {
            // Between two chains a wallet may also fail to say where it is.
            if let Ok(true) = self.is_on(chain).await {
                return self.interrupt.check();
            }
            let step = Promise::new(&mut |fulfil, _| drop(set_timeout(&fulfil, LAG_STEP)));
            self.interrupt.or_ended(Ok(first(&step, &arrival).into())).await?.map_err(|_| Error::WrongChain)?;
        }
        Err(Error::WrongChain.into())
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
        self.request_unless(method, parameters, None).await
    }

    /// Makes one request to the wallet, and waits no longer when a promise is fulfilled.
    async fn request_unless(
        &self,
        method: &str,
        parameters: &[JsValue],
        done: Option<&Promise>,
    ) -> Result<JsValue, Failure> {
        let thrown = match self.ask(method, parameters, done).await? {
            Ok(answer) => return Ok(answer),
            Err(thrown) => thrown,
        };
        let error = match classify(method, &thrown) {
            // "Unauthorized" is about the account, unless the wallet shares that: then it is about the method.
            Error::AccountUnavailable
                if [TYPED_DATA, SWITCH_CHAIN].contains(&method) && self.shares_account().await? =>
            {
                unsupported(method)
            }
            error => error,
        };
        Err(Failure::caused(error, thrown))
    }

    async fn shares_account(&self) -> Result<bool, Failure> {
        let accounts = Account::list(&self.ask("eth_accounts", &[], None).await?.unwrap_or_default());
        let chosen = self.subject.account.get();
        Ok(accounts.iter().any(|account| chosen.is_none_or(|chosen| account.address == chosen)))
    }

    /// Makes one request. The outer result is the flow's, the inner one the wallet's.
    async fn ask(
        &self,
        method: &str,
        parameters: &[JsValue],
        done: Option<&Promise>,
    ) -> Result<Result<JsValue, JsValue>, Failure> {
        self.interrupt.check()?;
        let arguments = JsValue::from(Object::new());
        set(&arguments, "method", method);
        set(&arguments, "params", parameters.iter().collect::<Array>());
        let asked = self.provider.request(&arguments);
        let asked = match done {
            Some(done) => asked.map(|answer| first(&settled(&answer), done).into()),
            None => asked,
        };
        Ok(self.interrupt.or_ended(asked).await?.and_then(unwrapped))
    }

    /// Makes one request whose answer is a text. `None` if it is something else.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    pub async fn request_text(&self, method: &str, parameters: &[JsValue]) -> Result<Option<String>, Failure> {
        Ok(text(&self.request(method, parameters).await?))
    }

    /// Ends the flow with `reason` at an event of which `ends` holds.
    fn end_on(&mut self, event: &'static str, reason: Error, ends: fn(&Subject, &JsValue) -> bool) {
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
