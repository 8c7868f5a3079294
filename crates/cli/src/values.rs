//! Values as the command line writes them.

use switchback_engine::{AsContext, FuncType, Val, ValType};

use crate::options::UsageError;

/// Reads the arguments of a function of type `ty`.
pub(crate) fn parse_arguments(ty: &FuncType, args: &[String]) -> anyhow::Result<Vec<Val>> {
    let params: Vec<ValType> = ty.params().collect();
    if params.len() != args.len() {
        return Err(UsageError(format!(
            "the function takes {} arguments, {} are given",
            params.len(),
            args.len()
        ))
        .into());
    }
    params
        .iter()
        .zip(args)
        .map(|(ty, text)| {
            parse(ty, text)
                .ok_or_else(|| UsageError(format!("{text:?} is no value of type {ty}")).into())
        })
        .collect()
}

/// Places for the results of a function of type `ty`.
pub(crate) fn result_places(ty: &FuncType) -> Vec<Val> {
    ty.results().map(|_| Val::I32(0)).collect()
}

/// A value as text; of references only null, and otherwise what they refer to.
pub(crate) fn display(store: impl AsContext, value: &Val) -> String {
    match value {
        Val::I32(value) => value.to_string(),
        Val::I64(value) => value.to_string(),
        Val::F32(bits) => f32::from_bits(*bits).to_string(),
        Val::F64(bits) => f64::from_bits(*bits).to_string(),
        Val::V128(value) => format!("{:#034x}", value.as_u128()),
        reference if reference.ref_().is_some_and(|value| value.is_null()) => "null".into(),
        reference => match reference.ty(&store) {
            Ok(ty) => ty.to_string(),
            Err(error) => format!("a reference that cannot be used: {error:#}"),
        },
    }
}

/// A number, signed or unsigned, decimal or hexadecimal; of references only `null`.
fn parse(ty: &ValType, text: &str) -> Option<Val> {
    match ty {
        ValType::I32 => {
            let value = parse_integer(text)?;
            let bits = i32::try_from(value)
                .or_else(|_| u32::try_from(value).map(u32::cast_signed))
                .ok()?;
            Some(Val::I32(bits))
        }
        ValType::I64 => {
            let value = parse_integer(text)?;
            let bits = i64::try_from(value)
                .or_else(|_| u64::try_from(value).map(u64::cast_signed))
                .ok()?;
            Some(Val::I64(bits))
        }
        ValType::F32 => Some(Val::F32(text.parse::<f32>().ok()?.to_bits())),
        ValType::F64 => Some(Val::F64(text.parse::<f64>().ok()?.to_bits())),
        ValType::V128 => {
            let digits = text.strip_prefix("0x")?;
            Some(Val::V128(u128::from_str_radix(digits, 16).ok()?.into()))
        }
        ValType::Ref(ty) if ty.is_nullable() && text == "null" => {
            Some(Val::null_ref(ty.heap_type()))
        }
        ValType::Ref(_) => None,
    }
}

fn parse_integer(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let magnitude = match digits.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok()?,
        None => digits.parse::<u64>().ok()?,
    };
    let value = i128::from(magnitude);
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_take_both_signs_and_both_bases() {
        assert!(matches!(parse(&ValType::I32, "-1"), Some(Val::I32(-1))));
        assert!(matches!(
            parse(&ValType::I32, "4294967295"),
            Some(Val::I32(-1))
        ));
        assert!(matches!(parse(&ValType::I32, "0x10"), Some(Val::I32(16))));
        assert!(parse(&ValType::I32, "4294967296").is_none());
        assert!(parse(&ValType::I32, "ten").is_none());
        assert!(matches!(
            parse(&ValType::I64, "-9223372036854775808"),
            Some(Val::I64(i64::MIN))
        ));
        assert!(parse(&ValType::I64, "18446744073709551616").is_none());
        assert!(
            matches!(parse(&ValType::F64, "1.5"), Some(Val::F64(bits)) if bits == 1.5f64.to_bits())
        );
    }
}
