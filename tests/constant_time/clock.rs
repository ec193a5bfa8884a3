//! The clock, as dudect does it: O. Reparaz, J. Balasch, I. Verbauwhede, "Dude, is my code constant time?",
//! <https://eprint.iacr.org/2016/1123>.
//!
//! Two classes of private keys take turns at random: a key with almost no one-bits, and random keys. Welch's t says how
//! sure it is that their times differ in the mean: from ±10 on they do. The slowest measurements are mostly those that
//! something else interrupted, so t is also taken without them.

use stark_credentials::{StarkKeyPair, StarkPrivateKey};
use std::hint::black_box;
use std::time::Instant;

/// SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", 2014.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn key(&mut self) -> StarkPrivateKey {
        let mut key = [0; 32];
        key.chunks_mut(8).for_each(|chunk| chunk.copy_from_slice(&self.next().to_be_bytes()));
        key[0] &= 7;
        StarkPrivateKey::from_bytes(&key).unwrap()
    }
}

/// Welch's t of the two classes' times, without those that took longer than a limit.
fn welch_t(times: &[(bool, f64)], limit: f64) -> f64 {
    let [(mean, error), (other_mean, other_error)] = [false, true].map(|class| {
        let kept = times.iter().filter(|(of, time)| *of == class && *time <= limit).map(|(_, time)| *time);
        let kept: Vec<f64> = kept.collect();
        let count = kept.len() as f64;
        let mean = kept.iter().sum::<f64>() / count;
        let variance = kept.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
        (mean, variance / count)
    });
    let t = (mean - other_mean) / (error + other_error).sqrt();
    // Not a number if hardly a time of one class is below the limit: then they differ for sure.
    if t.is_nan() { f64::INFINITY } else { t }
}

/// Returns the t that is the farthest from zero: of all measurements, and of those below some percentiles.
fn farthest_t(measurements: usize, measured: fn(StarkPrivateKey)) -> f64 {
    let mut random = Random(1);
    let mut times = Vec::with_capacity(measurements);
    for _ in 0..measurements {
        let class = random.next() & 1 == 1;
        // Both keys are made for either class, so that all measurements start from the same state.
        let (sparse, dense) = (StarkPrivateKey::parse("1").unwrap(), random.key());
        let key = if class { dense } else { sparse };
        let start = Instant::now();
        measured(key);
        times.push((class, start.elapsed().as_nanos() as f64));
    }
    let mut sorted: Vec<f64> = times.iter().map(|(_, time)| *time).collect();
    sorted.sort_by(f64::total_cmp);
    let limits = [0.5, 0.75, 0.9, 0.99, 1.0].map(|part| sorted[((measurements - 1) as f64 * part) as usize]);
    let values = limits.map(|limit| welch_t(&times, limit));
    println!("median {} ns; t {values:.1?}", sorted[measurements / 2]);
    values.into_iter().fold(0.0, |farthest, t| if t.abs() > f64::abs(farthest) { t } else { farthest })
}

#[test]
#[ignore = "needs a quiet machine and a release build"]
fn sparse_and_random_keys_take_the_same_time() {
    let t = farthest_t(100_000, |key| {
        black_box(StarkKeyPair::from_private_key(key));
    });
    assert!(t.abs() < 10.0, "{t}");
}

/// That the clock does find it: the second computation is a double-and-add.
#[test]
#[ignore = "needs a quiet machine and a release build"]
fn the_second_computation_is_found_to_depend_on_the_key() {
    let t = farthest_t(2000, |key| {
        black_box(StarkKeyPair::from_private_key(key).confirm()).unwrap();
    });
    assert!(t.abs() > 10.0, "{t}");
}
