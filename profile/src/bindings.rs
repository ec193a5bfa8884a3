//! What JavaScript sees. This translates; it decides nothing.

use crate::{Error, Found, Kind, Reading, Source, read_chromium, read_firefox, read_leveldb, stores};
use js_sys::{Array, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Blob;

/// Wipes every heap block as it is freed: what was read of other sites' data among them.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Where a browser keeps local storage. */
export type ProfileStoreKind = "chromiumLevelDb" | "chromiumSqlite" | "firefox";

/** A store that was found among files. */
export interface ProfileStore {
  /** Its kind. */
  kind: ProfileStoreKind;
  /** The path of the profile's folder, as far as it is known. */
  profile: string;
  /** Which of the files it consists of. */
  files: number[];
}

/** One text of one entry. */
export interface ProfileText {
  /** The origin that has stored it. */
  origin: string;
  /** The entry. */
  entry: "STARK_KEY_PAIRS" | "API_KEY_PAIRS";
  /** **Secret.** The text, to the last code unit. */
  text: string;
  /** Whether the browser would read it, a later text has taken its place, or it was deleted. */
  state: "current" | "older" | "deleted";
}

/** What a store holds. */
export interface ProfileReading {
  /** The texts, the current one of each entry before its older ones. */
  found: ProfileText[];
  /** Whether a part of it could not be read. Then there may be other texts there, later ones among them. */
  damaged: boolean;
}
"#;

/// Finds the stores among the paths of files, such as `Default/Local Storage/leveldb/000003.log`. A file that was chosen by itself has its
/// name as path.
#[wasm_bindgen(js_name = profileStores, unchecked_return_type = "ProfileStore[]")]
pub fn profile_stores(paths: Vec<String>) -> Array {
    let paths: Vec<_> = paths.iter().map(String::as_str).collect();
    let store = |store: crate::Store| {
        let files: Array = store.files.iter().map(|file| JsValue::from(*file)).collect();
        object([("kind", store.kind.code().into()), ("profile", store.profile.into()), ("files", files.into())])
    };
    stores(&paths).into_iter().map(store).collect()
}

/// Reads a store. Of large files it reads no more than can hold the entries.
///
/// @param files - those that {@link profileStores} names, in their order
/// @throws an `Error` with the code `PROFILE_UNREADABLE` or `PROFILE_DAMAGED`
#[wasm_bindgen(js_name = readProfileStore, unchecked_return_type = "Promise<ProfileReading>")]
pub fn read_profile_store(
    #[wasm_bindgen(unchecked_param_type = "ProfileStoreKind")] kind: String,
    files: Vec<Blob>,
) -> Promise {
    future_to_promise(async move {
        let files: Vec<_> = files.into_iter().map(File).collect();
        let kind = Kind::ALL.into_iter().find(|known| known.code() == kind).ok_or(Error::Damaged)?;
        let database = || files.first().ok_or(Error::Damaged);
        let reading = match kind {
            Kind::ChromiumLevelDb => read_leveldb(&files).await,
            Kind::ChromiumSqlite => read_chromium(database()?, files.get(1)).await,
            Kind::Firefox => read_firefox(database()?, files.get(1)).await,
        };
        Ok(to_js(reading?))
    })
}

struct File(Blob);

impl Source for File {
    fn length(&self) -> u64 {
        self.0.size() as u64
    }

    async fn read(&self, at: u64, length: usize) -> Result<Vec<u8>, Error> {
        let part =
            self.0.slice_with_f64_and_f64(at as f64, (at + length as u64) as f64).map_err(|_| Error::Unreadable)?;
        let buffer = JsFuture::from(part.array_buffer()).await.map_err(|_| Error::Unreadable)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

fn to_js(Reading { found, damaged }: Reading) -> JsValue {
    let text = |Found { origin, entry, text, state }: Found| {
        let text: Array = text.chunks(1 << 13).map(|units| JsValue::from(JsString::from_char_code(units))).collect();
        object([
            ("origin", origin.into()),
            ("entry", entry.into()),
            ("text", text.join("").into()),
            ("state", state.code().into()),
        ])
    };
    let found: Array = found.into_iter().map(text).collect();
    object([("found", found.into()), ("damaged", damaged.into())])
}

fn object<const N: usize>(properties: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property of a new object has no way to fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.unchecked_into()
}

/// Makes an `Error` with a `code`.
impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let thrown = js_sys::Error::new(error.message());
        let _ = Reflect::set(&thrown, &"code".into(), &error.code().into());
        thrown.into()
    }
}
