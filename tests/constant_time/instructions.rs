//! What the integer instructions of WebAssembly compute. Source: <https://webassembly.github.io/spec/core/exec/numerics.html>.
//!
//! A number of 32 bits is kept in 64, with zeros above.

use wasmparser::{MemArg, Operator};

/// Returns the number that the instruction names.
pub fn constant(operator: &Operator) -> Option<u64> {
    match *operator {
        Operator::I32Const { value } => Some(u64::from(value as u32)),
        Operator::I64Const { value } => Some(value as u64),
        _ => None,
    }
}

/// Where a load reads, how many bytes, and how many bits a signed number is extended to.
pub fn load(operator: &Operator) -> Option<(MemArg, usize, Option<u32>)> {
    match *operator {
        Operator::I32Load8U { memarg } | Operator::I64Load8U { memarg } => Some((memarg, 1, None)),
        Operator::I32Load16U { memarg } | Operator::I64Load16U { memarg } => Some((memarg, 2, None)),
        Operator::I32Load { memarg } | Operator::I64Load32U { memarg } => Some((memarg, 4, None)),
        Operator::I64Load { memarg } => Some((memarg, 8, None)),
        Operator::I32Load8S { memarg } => Some((memarg, 1, Some(32))),
        Operator::I64Load8S { memarg } => Some((memarg, 1, Some(64))),
        Operator::I32Load16S { memarg } => Some((memarg, 2, Some(32))),
        Operator::I64Load16S { memarg } => Some((memarg, 2, Some(64))),
        Operator::I64Load32S { memarg } => Some((memarg, 4, Some(64))),
        _ => None,
    }
}

/// Where a store writes, and how many bytes.
pub fn store(operator: &Operator) -> Option<(MemArg, usize)> {
    match *operator {
        Operator::I32Store8 { memarg } | Operator::I64Store8 { memarg } => Some((memarg, 1)),
        Operator::I32Store16 { memarg } | Operator::I64Store16 { memarg } => Some((memarg, 2)),
        Operator::I32Store { memarg } | Operator::I64Store32 { memarg } => Some((memarg, 4)),
        Operator::I64Store { memarg } => Some((memarg, 8)),
        _ => None,
    }
}

/// Returns the address that a base and the instruction's offset make.
pub fn address(base: u64, memarg: MemArg) -> usize {
    (base + memarg.offset) as usize
}

/// Returns the number of a load's bytes.
pub fn extended(bytes: &[u8], signed_to: Option<u32>) -> u64 {
    let value = bytes.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte));
    match signed_to {
        None => value,
        Some(bits) => sign_extended(value, 8 * bytes.len() as u32) << (64 - bits) >> (64 - bits),
    }
}

fn sign_extended(value: u64, from_bits: u32) -> u64 {
    (((value << (64 - from_bits)) as i64) >> (64 - from_bits)) as u64
}

/// Instructions whose time depends on their operands.
pub fn is_division(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::I32DivS
            | Operator::I32DivU
            | Operator::I32RemS
            | Operator::I32RemU
            | Operator::I64DivS
            | Operator::I64DivU
            | Operator::I64RemS
            | Operator::I64RemU
    )
}

/// Returns what an instruction makes of one number.
pub fn unary(operator: &Operator) -> Option<fn(u64) -> u64> {
    Some(match operator {
        Operator::I32Eqz | Operator::I64Eqz => |a| u64::from(a == 0),
        Operator::I32Clz => |a| u64::from((a as u32).leading_zeros()),
        Operator::I32Ctz => |a| u64::from((a as u32).trailing_zeros()),
        Operator::I32Popcnt => |a| u64::from((a as u32).count_ones()),
        Operator::I64Clz => |a| u64::from(a.leading_zeros()),
        Operator::I64Ctz => |a| u64::from(a.trailing_zeros()),
        Operator::I64Popcnt => |a| u64::from(a.count_ones()),
        Operator::I32WrapI64 => |a| u64::from(a as u32),
        Operator::I64ExtendI32U => |a| a,
        Operator::I64ExtendI32S => |a| sign_extended(a, 32),
        Operator::I32Extend8S => |a| u64::from(sign_extended(a, 8) as u32),
        Operator::I32Extend16S => |a| u64::from(sign_extended(a, 16) as u32),
        Operator::I64Extend8S => |a| sign_extended(a, 8),
        Operator::I64Extend16S => |a| sign_extended(a, 16),
        Operator::I64Extend32S => |a| sign_extended(a, 32),
        _ => return None,
    })
}

/// Returns what an instruction makes of two numbers.
pub fn binary(operator: &Operator) -> Option<fn(u64, u64) -> u64> {
    // An operation on numbers of 32 bits.
    macro_rules! narrow {
        (|$a:ident, $b:ident| $result:expr) => {
            |a, b| {
                let ($a, $b) = (a as u32, b as u32);
                u64::from($result)
            }
        };
    }
    Some(match operator {
        Operator::I32Add => narrow!(|a, b| a.wrapping_add(b)),
        Operator::I32Sub => narrow!(|a, b| a.wrapping_sub(b)),
        Operator::I32Mul => narrow!(|a, b| a.wrapping_mul(b)),
        Operator::I32DivU => narrow!(|a, b| a / b),
        Operator::I32RemU => narrow!(|a, b| a % b),
        Operator::I32And => narrow!(|a, b| a & b),
        Operator::I32Or => narrow!(|a, b| a | b),
        Operator::I32Xor => narrow!(|a, b| a ^ b),
        Operator::I32Shl => narrow!(|a, b| a.wrapping_shl(b)),
        Operator::I32ShrU => narrow!(|a, b| a.wrapping_shr(b)),
        Operator::I32ShrS => narrow!(|a, b| (a as i32).wrapping_shr(b) as u32),
        Operator::I32Rotl => narrow!(|a, b| a.rotate_left(b % 32)),
        Operator::I32Rotr => narrow!(|a, b| a.rotate_right(b % 32)),
        Operator::I32LtS => narrow!(|a, b| (a as i32) < b as i32),
        Operator::I32GtS => narrow!(|a, b| a as i32 > b as i32),
        Operator::I32LeS => narrow!(|a, b| a as i32 <= b as i32),
        Operator::I32GeS => narrow!(|a, b| a as i32 >= b as i32),
        Operator::I32Eq | Operator::I64Eq => |a, b| u64::from(a == b),
        Operator::I32Ne | Operator::I64Ne => |a, b| u64::from(a != b),
        Operator::I32LtU | Operator::I64LtU => |a, b| u64::from(a < b),
        Operator::I32GtU | Operator::I64GtU => |a, b| u64::from(a > b),
        Operator::I32LeU | Operator::I64LeU => |a, b| u64::from(a <= b),
        Operator::I32GeU | Operator::I64GeU => |a, b| u64::from(a >= b),
        Operator::I64LtS => |a, b| u64::from((a as i64) < b as i64),
        Operator::I64GtS => |a, b| u64::from(a as i64 > b as i64),
        Operator::I64LeS => |a, b| u64::from(a as i64 <= b as i64),
        Operator::I64GeS => |a, b| u64::from(a as i64 >= b as i64),
        Operator::I64Add => u64::wrapping_add,
        Operator::I64Sub => u64::wrapping_sub,
        Operator::I64Mul => u64::wrapping_mul,
        Operator::I64DivU => |a, b| a / b,
        Operator::I64RemU => |a, b| a % b,
        Operator::I64And => |a, b| a & b,
        Operator::I64Or => |a, b| a | b,
        Operator::I64Xor => |a, b| a ^ b,
        Operator::I64Shl => |a, b| a.wrapping_shl(b as u32),
        Operator::I64ShrU => |a, b| a.wrapping_shr(b as u32),
        Operator::I64ShrS => |a, b| (a as i64).wrapping_shr(b as u32) as u64,
        Operator::I64Rotl => |a, b| a.rotate_left(b as u32 % 64),
        Operator::I64Rotr => |a, b| a.rotate_right(b as u32 % 64),
        _ => return None,
    })
}
