//! Signed requests of the v3 API: written, never sent.

use js_sys::{Date, Function};
use stark_credentials::{
    Action, Address, Chain, Client, Error, Signature, SignatureRequest, SigningMethod,
    bindings::{
        object::{object, property},
        options::{Options, chain, optional_text, signing_method, text},
        wiping_the_stack,
    },
    core::hex,
    parcel,
    requests::{ApiKeyRequest, Destination, Endpoint, OnboardingRequest, RequestSigning, SignedRequest, WalletRequest},
};
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

/// What a wallet is asked to sign, in the form of the package's own signature requests, and on which chain.
fn to_sign(method: &str, text: String, digest: &[u8; 32], chain: Chain) -> JsValue {
    #[allow(clippy::cast_precision_loss, reason = "the ids are small")]
    let chain_id = chain.id() as f64;
    object(&[
        ("method", method.into()),
        ("text", text.into()),
        ("digest", hex::encode_prefixed(digest).into()),
        ("chainId", chain_id.into()),
    ])
}

/// A request for which the wallet signs, before it has.
#[wasm_bindgen(js_name = WalletRequest)]
pub struct JsWalletRequest {
    place: Where,
    request: WalletRequest,
    signing: RequestSigning,
    chain: Chain,
}

#[wasm_bindgen(js_class = WalletRequest)]
impl JsWalletRequest {
    #[wasm_bindgen(constructor)]
    pub fn new(settings: JsValue) -> Result<Self, JsValue> {
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
        let chain = chain(&options)?;
        let request = WalletRequest::new(&endpoint, &place.destination(), chain)?;
        Ok(Self { place, request, signing, chain })
    }

    #[wasm_bindgen(js_name = toSign)]
    pub fn to_sign(&self) -> JsValue {
        let (method, text) = match self.signing {
            RequestSigning::TypedData => (SigningMethod::TypedData.method(), self.request.typed_data()),
            RequestSigning::EthSign => ("eth_sign", hex::encode_prefixed(&self.request.typed_digest())),
            RequestSigning::PersonalSign => (SigningMethod::PersonalSign.method(), self.request.text()),
        };
        to_sign(method, text, &self.request.digest(self.signing), self.chain)
    }

    pub fn signed(&self, address: JsValue, signature: JsValue) -> Result<JsValue, JsValue> {
        let (address, signature) = (Address::parse(&text(&address)?)?, Signature::parse(&text(&signature)?)?);
        Ok(to_js(&self.request.signed(&self.place.destination(), address, &signature, self.signing)?))
    }
}

/// The request that registers a STARK key, before the wallet has signed it.
#[wasm_bindgen(js_name = OnboardingRequest)]
pub struct JsOnboardingRequest {
    place: Where,
    request: OnboardingRequest,
    onboarding: SignatureRequest,
}

#[wasm_bindgen(js_class = OnboardingRequest)]
impl JsOnboardingRequest {
    /// Takes the credentials out of their parcel.
    #[wasm_bindgen(constructor)]
    pub fn new(packed: &[u8], settings: JsValue) -> Result<Self, JsValue> {
        let options = Options::new(settings)?;
        let place = Where::read(&options)?;
        let method = signing_method(&options.get("signingMethod")?)?;
        let onboarding = SignatureRequest { action: Action::Onboarding, chain: chain(&options)?, method };
        let credentials = parcel::unpack(packed).ok_or(Error::OptionInvalid)?;
        let request = OnboardingRequest::new(&credentials, &place.destination())?;
        Ok(Self { place, request, onboarding })
    }

    #[wasm_bindgen(js_name = toSign)]
    pub fn to_sign(&self) -> JsValue {
        let Self { onboarding, .. } = self;
        to_sign(onboarding.method.method(), onboarding.text(), &onboarding.digest(), onboarding.chain)
    }

    pub fn signed(&self, signature: JsValue) -> Result<JsValue, JsValue> {
        let signature = Signature::parse(&text(&signature)?)?;
        Ok(to_js(&self.request.signed(&self.place.destination(), &self.onboarding, &signature)?))
    }
}

#[wasm_bindgen(js_name = signedRequestByApiKey)]
pub fn signed_request_by_api_key(packed: &[u8], settings: JsValue) -> Result<JsValue, JsValue> {
    // The code's inner state signs as well as the secret does.
    wiping_the_stack(|| {
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
        let credentials = parcel::unpack(packed).ok_or(Error::OptionInvalid)?;
        Ok(to_js(&request.signed(&credentials, &place.destination())?))
    })
}
