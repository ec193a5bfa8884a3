//! On the host: this crate and starknet-crypto in turns, and byte for byte against each other. Prints what each batch took.

use bench_starknet_crypto::key_pair;
use sha3::{Digest, Keccak256};
use stark_credentials::{Signature, SigningMethod, derive_stark_key_pair};
use std::{
    error::Error,
    hint::black_box,
    time::{Duration, Instant},
};

const ROUNDS: usize = 60;
const BATCH: Duration = Duration::from_millis(20);

type Derive = fn(&str) -> Option<String>;
const CONTESTANTS: [(&str, Derive); 2] = [("stark-credentials", this), ("starknet-crypto", other)];

fn this(signature: &str) -> Option<String> {
    let pair = derive_stark_key_pair(&Signature::parse(signature).ok()?, SigningMethod::TypedData).ok()?;
    let private_key = pair.private_key().expose_hex();
    Some([&private_key, &pair.public_key_hex(), &pair.public_key_y_coordinate_hex()].map(String::as_str).concat())
}

fn other(signature: &str) -> Option<String> {
    // The type byte of a typed-data signature.
    key_pair(&format!("{}00", signature.strip_prefix("0x")?))
}

fn main() -> Result<(), Box<dyn Error>> {
    let signatures: Vec<String> = (0..64).map(signature).collect();
    let agree = || signatures.iter().all(|signature| this(signature).is_some() && this(signature) == other(signature));
    if !agree() {
        return Err("the two do not agree".into());
    }
    let mut times = CONTESTANTS.map(|_| Vec::new());
    for round in 0..=ROUNDS {
        for turn in 0..CONTESTANTS.len() {
            let index = (round + turn) % CONTESTANTS.len();
            let time = batch(CONTESTANTS[index].1, &signatures);
            // The first round warms up.
            if round > 0 {
                times[index].push(time);
            }
        }
    }
    if !agree() {
        return Err("the two do not agree any more".into());
    }
    let lines = CONTESTANTS.iter().zip(times).map(|((name, _), times)| format!("{name:?}:{times:?}"));
    println!("{{{}}}", lines.collect::<Vec<_>>().join(","));
    Ok(())
}

/// Milliseconds for one derivation, over a batch.
fn batch(derive: Derive, signatures: &[String]) -> f64 {
    let start = Instant::now();
    let mut count = 0_u32;
    while start.elapsed() < BATCH {
        for signature in signatures {
            black_box(derive(black_box(signature)));
        }
        count += 64;
    }
    start.elapsed().as_secs_f64() * 1000.0 / f64::from(count)
}

/// Something that has a signature's form: nobody looks at the signer here.
fn signature(number: u8) -> String {
    let half = |which: u8| {
        let mut bytes = Keccak256::digest([number, which]);
        // Below the order of secp256k1.
        bytes[0] &= 0x7f;
        bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    format!("0x{}{}1b", half(0), half(1))
}
