//! Finding the wallets in a page: [EIP-6963](https://eips.ethereum.org/EIPS/eip-6963), and `window.ethereum` for those that do not
//! announce themselves.

use super::eip1193::Eip1193Provider;
use super::interrupt::function;
use super::plain::{facts, property, set, text};
use js_sys::{Array, Function};
use serde::Serialize;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, AddEventListenerOptions, Event, Window};

const ANNOUNCE: &str = "eip6963:announceProvider";
const REQUEST: &str = "eip6963:requestProvider";

/// What a wallet says of itself. EIP-6963 asks for all four.
#[derive(Clone, Default, Serialize)]
struct Info {
    uuid: String,
    name: String,
    icon: String,
    rdns: String,
}

/// A wallet in this page.
#[derive(Clone)]
struct Wallet {
    info: Info,
    provider: Eip1193Provider,
}

impl Wallet {
    /// Reads an announcement. `None` unless it has the fields that EIP-6963 asks for.
    fn announced_in(event: &JsValue) -> Option<Self> {
        let detail = property(event, "detail");
        let provider = Eip1193Provider::check(property(&detail, "provider")).ok()?;
        let info = property(&detail, "info");
        let text = |name| text(&property(&info, name));
        Some(Self {
            info: Info { uuid: text("uuid")?, name: text("name")?, icon: text("icon")?, rdns: text("rdns")? },
            provider,
        })
    }

    /// Takes `window.ethereum`, which has no name of its own but, often, a mark of its brand.
    fn injected(provider: Eip1193Provider) -> Self {
        let info = if property(&provider, "isMetaMask").is_truthy() {
            Info { name: "MetaMask".to_owned(), rdns: "io.metamask".to_owned(), ..Info::default() }
        } else {
            Info::default()
        };
        Self { info, provider }
    }

    fn to_js(&self) -> JsValue {
        let wallet = facts(&self.info);
        set(&wallet, "walletType", wallet_type(&self.info.rdns));
        set(&wallet, "provider", self.provider.clone());
        wallet
    }
}

/// Returns the name that the exchange's app stores for a wallet.
fn wallet_type(rdns: &str) -> &'static str {
    match rdns {
        "io.metamask" | "io.metamask.flask" => "METAMASK",
        "com.coinbase.wallet" => "COINBASE_WALLET",
        "me.rainbow" => "RAINBOW_WALLET",
        "com.trustwallet.app" => "TRUST_WALLET",
        _ => "OTHER_WALLET",
    }
}

/// The wallets that have announced themselves so far.
#[derive(Default)]
struct Announced {
    wallets: RefCell<Vec<Wallet>>,
    /// Whether the caller has its first list.
    listed: Cell<bool>,
}

impl Announced {
    /// Adds a wallet. `false` if it is there already.
    fn add(&self, wallet: Wallet) -> bool {
        let mut wallets = self.wallets.borrow_mut();
        let is_new = !wallets.iter().any(|known| known.info.uuid == wallet.info.uuid);
        if is_new {
            wallets.push(wallet);
        }
        is_new
    }

    /// Lists them, and `window.ethereum` if it is none of them.
    fn list(&self, window: &Window) -> Array {
        let mut wallets = self.wallets.borrow().clone();
        if let Ok(provider) = Eip1193Provider::check(property(window, "ethereum")) {
            let injected: &JsValue = provider.as_ref();
            if !wallets.iter().any(|wallet| injected == wallet.provider.as_ref() as &JsValue) {
                wallets.push(Wallet::injected(provider));
            }
        }
        wallets.iter().map(Wallet::to_js).collect()
    }
}

/// Lists the wallets that answer now, as `{ uuid, name, icon, rdns, walletType, provider }[]`. `on_change` is called with the whole list
/// whenever one more announces itself, until `signal` is aborted.
pub fn discover(on_change: Option<Function>, signal: Option<&AbortSignal>) -> Array {
    let Some(window) = web_sys::window() else { return Array::new() };
    let announced = Rc::new(Announced::default());
    let listening = on_change.is_some();
    let listener = {
        let (announced, window) = (Rc::clone(&announced), window.clone());
        function(move |event| {
            let is_new = Wallet::announced_in(&event).is_some_and(|wallet| announced.add(wallet));
            if let (true, true, Some(on_change)) = (is_new, announced.listed.get(), &on_change) {
                // What the caller's function throws is ignored.
                let _ = on_change.call1(&JsValue::UNDEFINED, &announced.list(&window));
            }
        })
    };
    let options = AddEventListenerOptions::new();
    if let Some(signal) = signal {
        options.set_signal(signal);
    }
    // A window takes listeners and its own events.
    let _ = window.add_event_listener_with_callback_and_add_event_listener_options(ANNOUNCE, &listener, &options);
    if let Ok(request) = Event::new(REQUEST) {
        // Wallets announce themselves while this runs.
        let _ = window.dispatch_event(&request);
    }
    announced.listed.set(true);
    if !listening {
        let _ = window.remove_event_listener_with_callback(ANNOUNCE, &listener);
    }
    announced.list(&window)
}
