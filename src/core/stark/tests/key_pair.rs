//! The two computations of a public key, and what happens when they disagree.

use super::super::key_pair::agree;
use super::super::{StarkKeyPair, StarkPrivateKey, comb, reference};
use crate::core::error::Error;

#[test]
fn a_key_is_confirmed_and_a_fault_is_found() {
    let pair = StarkKeyPair::from_private_key(StarkPrivateKey::parse("c0ffee").unwrap());
    assert_eq!(pair.confirm(), Ok(()));
    let faults: [fn(&mut StarkKeyPair); 2] = [|pair| pair.x[31] ^= 1, |pair| pair.y[0] ^= 1];
    for fault in faults {
        let mut faulty = pair.clone();
        fault(&mut faulty);
        assert_eq!(faulty.confirm(), Err(Error::KeyCheckFailed));
    }
}

#[test]
fn any_bit_that_differs_is_found() {
    let key = StarkPrivateKey::parse("c0ffee").unwrap();
    let (ours, theirs) = (comb::public_key(key.expose()), reference::public_key(key.expose()));
    assert_eq!(agree(ours, theirs), Ok(()));
    for bit in 0..512 {
        let (mut x, mut y) = ours;
        let half = if bit < 256 { &mut x } else { &mut y };
        half[bit % 256 / 8] ^= 1 << (bit % 8);
        assert_eq!(agree((x, y), theirs), Err(Error::KeyCheckFailed), "bit {bit}");
        assert_eq!(agree(ours, (x, y)), Err(Error::KeyCheckFailed), "bit {bit}");
    }
}
