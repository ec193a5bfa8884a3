//! Signed requests of the v3 API: written, never sent.

use super::credentials::JsCredentials;
use super::derivation::{chain, signing_method};
use super::options::{Options, optional_text, text};
use super::promise;
use crate::core::{
    address::Address,
    candidates::Client,
    error::Error,
    signature_request::{Action, SignatureRequest},
};
use crate::requests::{
    ApiKeyRequest, Destination, Endpoint, OnboardingRequest, RequestSigning, SignedRequest, WalletRequest,
};
use crate::web::{
    eip1193::{Eip1193Provider, object, property},
    signer::Signer,
};
use js_sys::{Date, Function, Promise};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use zeroize::Zeroizing;

/// The options that every request has.
struct Where {
    host: Zeroizing<String>,
    timestamp: String,
    client: Client,
}

impl Where {
    fn read(options: &Options) -> Result<Self, Error> {
        let timestamp = options.get("timestamp")?;
        let timestamp = if timestamp.is_object() {
            // A date. What has no `toJSON`, or an invalid date, is no time.
            let to_json = property(&timestamp, "toJSON").dyn_into::<Function>();
            let text = to_json.ok().and_then(|to_json| to_json.call0(&timestamp).ok()?.as_string());
            text.ok_or(Error::TimestampInvalid)?
        } else {
            optional_text(&timestamp)?.map_or_else(|| Date::new_0().to_iso_string().into(), |text| text.to_string())
        };
        let client = match optional_text(&options.get("client")?)?.as_deref().map(String::as_str) {
            None | Some("typescript") => Client::TypeScript,
            Some("python") => Client::Python,
            Some(_) => return Err(Error::OptionInvalid),
        };
        Ok(Self { host: text(&options.get("host")?)?, timestamp, client })
    }

    fn destination(&self) -> Destination<'_> {
        Destination { host: &self.host, timestamp: &self.timestamp, client: self.client }
    }
}

fn to_js(request: &SignedRequest) -> JsValue {
    let headers: Vec<(&str, JsValue)> =
        request.headers.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    let mut properties =
        vec![("method", request.method.into()), ("url", request.url.as_str().into()), ("headers", object(&headers))];
    // Left out where there is none: `fetch` refuses a body of a GET.
    properties.extend(request.body.as_deref().map(|body| ("body", body.into())));
    object(&properties)
}

#[wasm_bindgen(js_name = signedRequestByWallet)]
pub fn signed_request_by_wallet(provider: JsValue, settings: JsValue) -> Promise {
    promise(async {
        let options = Options::new(settings)?;
        let place = Where::read(&options)?;
        let endpoint = match text(&options.get("endpoint")?)?.as_str() {
            "createApiKey" => Endpoint::CreateApiKey,
            "deleteApiKey" => Endpoint::DeleteApiKey(text(&options.get("apiKey")?)?.to_string()),
            "recovery" => Endpoint::Recovery,
            _ => return Err(Error::OptionInvalid.into()),
        };
        let signing = match options.text("signingMethod")?.as_deref().map(String::as_str) {
            None | Some("typedData") => RequestSigning::TypedData,
            Some("ethSign") => RequestSigning::EthSign,
            Some("personalSign") => RequestSigning::PersonalSign,
            Some(_) => return Err(Error::OptionInvalid.into()),
        };
        let address = options.text("address")?.as_deref().map(|address| Address::parse(address)).transpose()?;
        let chain = chain(&options)?;
        let request = WalletRequest::new(&endpoint, &place.destination(), chain)?;
        let provider = Eip1193Provider::check(provider)?;
        let signer = Signer::connect(provider, address, chain, options.instance("signal")?).await?;
        let signature = match signing {
            RequestSigning::TypedData => signer.typed_data(&request.typed_data(), &request.typed_digest()).await?,
            RequestSigning::EthSign => signer.eth_sign(&request.typed_digest()).await?,
            RequestSigning::PersonalSign => signer.personal(request.text().as_bytes()).await?,
        };
        Ok(to_js(&request.signed(&place.destination(), signer.address(), &signature, signing)?))
    })
}

#[wasm_bindgen(js_name = signedRequestToOnboard)]
pub fn signed_request_to_onboard(provider: JsValue, credentials: &JsCredentials, settings: JsValue) -> Promise {
    // The promise outlives the call, so it keeps a copy: the caller may free the credentials meanwhile.
    let credentials = credentials.0.clone();
    promise(async move {
        let options = Options::new(settings)?;
        let place = Where::read(&options)?;
        let method = signing_method(&options.get("signingMethod")?)?;
        let request = SignatureRequest { action: Action::Onboarding, chain: chain(&options)?, method };
        // Before the wallet is asked: its signature is worth as much as the API credentials.
        let unsigned = OnboardingRequest::new(&credentials, &place.destination())?;
        let provider = Eip1193Provider::check(provider)?;
        let signer =
            Signer::connect(provider, Some(credentials.address), request.chain, options.instance("signal")?).await?;
        let signature = signer.sign(&request).await?;
        Ok(to_js(&unsigned.signed(&place.destination(), &signature, method)?))
    })
}

#[wasm_bindgen(js_name = signedRequestByApiKey)]
pub fn signed_request_by_api_key(credentials: &JsCredentials, settings: JsValue) -> Result<JsValue, JsValue> {
    let options = Options::new(settings)?;
    let place = Where::read(&options)?;
    let method = options.text("method")?;
    let path = text(&options.get("path")?)?;
    // `fetch` refuses even an empty body of a GET.
    let body = options.text("body")?.filter(|body| !body.is_empty());
    let request = ApiKeyRequest {
        method: method.as_deref().map_or("GET", |method| method),
        path: &path,
        body: body.as_deref().map(String::as_str),
    };
    Ok(to_js(&request.signed(&credentials.0, &place.destination())?))
}
