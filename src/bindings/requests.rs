//! Signed requests of the v3 API: written, never sent.

use super::credentials::JsCredentials;
use super::read::{address_option, chain, code_option, instance, option, optional_code, property, secret, value};
use super::{promise, wiping_the_stack};
use crate::core::{
    address::Address,
    chain::Chain,
    error::Error,
    recipe::Client,
    signature_request::{Action, SignatureRequest},
};
use crate::requests::{
    ApiKeyRequest, Destination, Endpoint, OnboardingRequest, RequestSigning, SignedRequest, WalletRequest,
};
use crate::web::{
    eip1193::Eip1193Provider,
    failure::Failure,
    plain::{self, facts, set},
    signer::Signer,
};
use js_sys::{Date, Function, Object, Promise};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::AbortSignal;

/// Where a request goes, when, as which client writes it, and on which chain its wallet signs.
struct About {
    host: String,
    timestamp: String,
    client: Client,
    chain: Chain,
}

impl About {
    fn read(given: &JsValue) -> Result<Self, Failure> {
        Ok(Self {
            host: option(given, "host")?.ok_or_else(|| Failure::option("host"))?,
            timestamp: timestamp(&property(given, "timestamp")?)?,
            client: optional_code(&property(given, "client")?, "client")?.unwrap_or(Client::TypeScript),
            chain: chain(given)?,
        })
    }

    fn destination(&self) -> Destination<'_> {
        Destination { host: &self.host, timestamp: &self.timestamp, client: self.client }
    }
}

/// Reads a time: a text, or a `Date`. Without one, it is now.
fn timestamp(time: &JsValue) -> Result<String, Failure> {
    if time.is_object() {
        // A date. What has no `toJSON`, or an invalid date, is no time.
        let to_json: Option<Function> = plain::property(time, "toJSON").dyn_into().ok();
        let text = to_json.and_then(|to_json| to_json.call0(time).ok()?.as_string());
        return Ok(text.ok_or(Error::TimestampInvalid)?);
    }
    Ok(value(time, "timestamp")?.unwrap_or_else(|| Date::new_0().to_iso_string().into()))
}

/// Writes a request. Its headers prove who asks, so serde does not see them.
fn to_js(request: &SignedRequest) -> JsValue {
    #[derive(Serialize)]
    struct RequestFacts<'a> {
        method: &'static str,
        url: &'a str,
    }
    let headers = JsValue::from(Object::new());
    for (name, value) in &request.headers {
        set(&headers, name, value.as_str());
    }
    let object = facts(&RequestFacts { method: request.method, url: &request.url });
    set(&object, "headers", headers);
    // Left out where there is none: `fetch` refuses a body of a GET.
    if let Some(body) = request.body.as_deref() {
        set(&object, "body", body);
    }
    object
}

/// What a request about API keys is made of.
struct ApiKeysRequest {
    about: About,
    request: WalletRequest,
    signing: RequestSigning,
    address: Option<Address>,
    signal: Option<AbortSignal>,
}

impl ApiKeysRequest {
    fn read(given: &JsValue) -> Result<Self, Failure> {
        let about = About::read(given)?;
        let endpoint = match option::<String>(given, "endpoint")?.as_deref() {
            Some("createApiKey") => Endpoint::CreateApiKey,
            Some("deleteApiKey") => {
                Endpoint::DeleteApiKey(option(given, "apiKey")?.ok_or_else(|| Failure::option("apiKey"))?)
            }
            Some("recovery") => Endpoint::Recovery,
            _ => return Err(Failure::option("endpoint")),
        };
        // Before the wallet is asked: what can't be sent is refused.
        let request = WalletRequest::new(&endpoint, &about.destination(), about.chain)?;
        let signing = code_option(given, "signingMethod")?;
        Ok(Self { about, request, signing, address: address_option(given)?, signal: instance(given, "signal")? })
    }
}

/// Makes a request about API keys, for which the wallet signs method, path, body and time (EIP-712, type `dYdX(string method,string
/// requestPath,string body,string timestamp)`). The signer is recovered and compared before anything is returned.
///
/// @throws {@link CredentialError} `HOST_INVALID`, `TIMESTAMP_INVALID`, `PATH_INVALID`, `OPTION_INVALID`, and what
/// `recoverCredentials` throws for wallet, account, chain and signature
#[wasm_bindgen(js_name = signedRequestByWallet, unchecked_return_type = "Promise<SignedRequest>")]
pub fn signed_request_by_wallet(
    #[wasm_bindgen(unchecked_param_type = "Eip1193Provider")] provider: JsValue,
    #[wasm_bindgen(js_name = "options", unchecked_param_type = "WalletRequestOptions")] given: JsValue,
) -> Promise {
    let read = ApiKeysRequest::read(&given);
    promise(async move {
        let ApiKeysRequest { about, request, signing, address, signal } = read?;
        let signer = Signer::connect(Eip1193Provider::check(provider)?, address, about.chain, signal).await?;
        let signature = signer.sign_api_request(&request, signing).await?;
        Ok(to_js(&request.signed(&about.destination(), signer.address(), &signature, signing)?))
    })
}

/// Makes the request `POST /v3/onboarding`, which registers the account's STARK key with the API. The wallet signs "dYdX Onboarding".
/// **That signature also gives the API credentials, so keep the request as you keep keys, for ever.** Neither time nor body is signed
/// (`timestamp` is checked and not used): fields that the API knew besides may be added to the body.
///
/// @param credentials - whose account signs, and whose STARK key is in the body
/// @throws {@link CredentialError} `CREDENTIALS_INCOMPLETE` without STARK key and y coordinate; `CREDENTIALS_CONTRADICT` if the
/// health check says that they are not the account's; else as {@link signedRequestByWallet}
#[wasm_bindgen(js_name = signedRequestToOnboard, unchecked_return_type = "Promise<SignedRequest>")]
pub fn signed_request_to_onboard(
    #[wasm_bindgen(unchecked_param_type = "Eip1193Provider")] provider: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Credentials")] credentials: JsValue,
    #[wasm_bindgen(
        js_name = "options",
        unchecked_param_type = "SignedRequestOptions & { chainId?: ChainId; signingMethod?: SigningMethod; signal?: AbortSignal }"
    )]
    given: JsValue,
) -> Promise {
    let read = || {
        let credentials = JsCredentials::copy_of(credentials)?;
        let about = About::read(&given)?;
        let method = code_option(&given, "signingMethod")?;
        let onboarding = SignatureRequest { action: Action::Onboarding, chain: about.chain, method };
        // Before the wallet is asked: its signature is worth as much as the API credentials.
        let request = OnboardingRequest::new(&credentials, &about.destination())?;
        Ok::<_, Failure>((about, onboarding, request, credentials.address, instance(&given, "signal")?))
    };
    let read = read();
    promise(async move {
        let (about, onboarding, request, address, signal) = read?;
        let provider = Eip1193Provider::check(provider)?;
        let signer = Signer::connect(provider, Some(address), about.chain, signal).await?;
        let signature = signer.sign(&onboarding).await?;
        Ok(to_js(&request.signed(&about.destination(), &onboarding, &signature)?))
    })
}

/// Makes a request under the API key: HMAC-SHA256, under the base64url-decoded secret, of time, method, path and body. No wallet is asked.
///
/// @throws {@link CredentialError} `CREDENTIALS_INCOMPLETE` without API key, secret and passphrase; `HOST_INVALID`, `TIMESTAMP_INVALID`,
/// `PATH_INVALID`, `OPTION_INVALID`
#[wasm_bindgen(js_name = signedRequestByApiKey, unchecked_return_type = "SignedRequest")]
pub fn signed_request_by_api_key(
    #[wasm_bindgen(unchecked_param_type = "Credentials")] credentials: JsValue,
    #[wasm_bindgen(js_name = "options", unchecked_param_type = "ApiKeyRequestOptions")] given: JsValue,
) -> Result<JsValue, JsValue> {
    // The inner state of the authentication code signs as well as the secret does.
    wiping_the_stack(|| {
        let credentials = JsCredentials::copy_of(credentials)?;
        let about = About::read(&given)?;
        let (method, path): (Option<String>, Option<String>) = (option(&given, "method")?, option(&given, "path")?);
        // `fetch` refuses even an empty body of a GET.
        let body = secret(&given, "body")?.filter(|body| !body.is_empty());
        let request = ApiKeyRequest {
            method: method.as_deref().unwrap_or("GET"),
            path: &path.ok_or_else(|| Failure::option("path"))?,
            body: body.as_deref().map(String::as_str),
        };
        Ok(to_js(&request.signed(&credentials, &about.destination())?))
    })
}
