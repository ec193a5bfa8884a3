//! Finding the wallets in a page: [EIP-6963](https://eips.ethereum.org/EIPS/eip-6963), and `window.ethereum` for those that do not
//! announce themselves.

use super::eip1193::{Eip1193Provider, object, property};
use js_sys::{Array, Function};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{AbortSignal, AddEventListenerOptions, CustomEvent, Event, Window};

const ANNOUNCE: &str = "eip6963:announceProvider";
const REQUEST: &str = "eip6963:requestProvider";

/// A wallet in this page.
#[derive(Clone)]
struct Wallet {
    uuid: String,
    name: String,
    icon: String,
    rdns: String,
    provider: Eip1193Provider,
}

impl Wallet {
    /// Reads an announcement; `None` unless it has the fields that EIP-6963 asks for.
    fn from_announcement(detail: &JsValue) -> Option<Self> {
        let info = property(detail, "info");
        let text = |name| property(&info, name).as_string();
        Some(Self {
            uuid: text("uuid")?,
            name: text("name")?,
            icon: text("icon")?,
            rdns: text("rdns")?,
            provider: Eip1193Provider::check(property(detail, "provider")).ok()?,
        })
    }

    /// The wallet behind `window.ethereum`, which says nothing of itself but, often, which brand it is.
    fn injected(provider: Eip1193Provider) -> Self {
        let is_metamask = property(&provider, "isMetaMask").is_truthy();
        Self {
            uuid: String::new(),
            name: if is_metamask { "MetaMask" } else { "" }.to_owned(),
            icon: String::new(),
            rdns: if is_metamask { "io.metamask" } else { "" }.to_owned(),
            provider,
        }
    }

    fn to_js(&self) -> JsValue {
        object(&[
            ("uuid", self.uuid.as_str().into()),
            ("name", self.name.as_str().into()),
            ("icon", self.icon.as_str().into()),
            ("rdns", self.rdns.as_str().into()),
            ("walletType", wallet_type(&self.rdns).into()),
            ("provider", self.provider.clone().into()),
        ])
    }
}

/// The name that the exchange's app stores for a wallet.
fn wallet_type(rdns: &str) -> &'static str {
    match rdns {
        "io.metamask" | "io.metamask.flask" => "METAMASK",
        "com.coinbase.wallet" => "COINBASE_WALLET",
        "me.rainbow" => "RAINBOW_WALLET",
        "com.trustwallet.app" => "TRUST_WALLET",
        _ => "OTHER_WALLET",
    }
}

type Announced = Rc<RefCell<Vec<Wallet>>>;

/// The wallets that answer now, as an array of `{ uuid, name, icon, rdns, walletType, provider }`. If `on_change` is given, it
/// is called with the new array whenever one more announces itself, until `signal` is aborted.
pub fn discover(on_change: Option<Function>, signal: Option<AbortSignal>) -> Array {
    let Some(window) = web_sys::window() else { return Array::new() };
    let announced = Announced::default();
    let ready = Rc::new(RefCell::new(false));
    let listener = {
        let (announced, ready, window, on_change) =
            (announced.clone(), ready.clone(), window.clone(), on_change.clone());
        Closure::<dyn FnMut(CustomEvent)>::new(move |event: CustomEvent| {
            let Some(wallet) = Wallet::from_announcement(&event.detail()) else { return };
            if announced.borrow().iter().any(|known| known.uuid == wallet.uuid) {
                return;
            }
            announced.borrow_mut().push(wallet);
            if let (true, Some(on_change)) = (*ready.borrow(), &on_change) {
                // What the caller's function throws is the caller's.
                let _ = on_change.call1(&JsValue::UNDEFINED, &list(&window, &announced));
            }
        })
    };
    let function: &Function = listener.as_ref().unchecked_ref();
    let options = AddEventListenerOptions::new();
    if let Some(signal) = &signal {
        options.set_signal(signal);
    }
    let listening =
        window.add_event_listener_with_callback_and_add_event_listener_options(ANNOUNCE, function, &options).is_ok();
    if let Ok(request) = Event::new(REQUEST) {
        // Wallets announce themselves while this runs.
        let _ = window.dispatch_event(&request);
    }
    *ready.borrow_mut() = true;
    if on_change.is_some() && listening {
        listener.forget();
    } else {
        let _ = window.remove_event_listener_with_callback(ANNOUNCE, function);
    }
    list(&window, &announced)
}

fn list(window: &Window, announced: &Announced) -> Array {
    let announced = announced.borrow();
    let array: Array = announced.iter().map(Wallet::to_js).collect();
    if let Ok(provider) = Eip1193Provider::check(property(window, "ethereum")) {
        let injected = JsValue::from(provider.clone());
        let known = announced.iter().any(|wallet| JsValue::from(wallet.provider.clone()) == injected);
        if !known {
            array.push(&Wallet::injected(provider).to_js());
        }
    }
    array
}
