//! Yes or no: 1 or 0 in a column, which both databases have; what is worked out in a statement is `TRUE` or
//! `FALSE` in `PostgreSQL`.

use sqlx::any::{AnyTypeInfo, AnyValueRef};
use sqlx::error::BoxDynError;
use sqlx::{Any, Decode, Type};

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flag(pub(super) bool);

impl Type<Any> for Flag {
    fn type_info() -> AnyTypeInfo {
        <i64 as Type<Any>>::type_info()
    }

    fn compatible(of: &AnyTypeInfo) -> bool {
        <i64 as Type<Any>>::compatible(of) || <bool as Type<Any>>::compatible(of)
    }
}

impl<'r> Decode<'r, Any> for Flag {
    fn decode(value: AnyValueRef<'r>) -> Result<Self, BoxDynError> {
        if let Ok(flag) = <bool as Decode<'r, Any>>::decode(value.clone()) {
            return Ok(Self(flag));
        }
        Ok(Self(<i64 as Decode<'r, Any>>::decode(value)? != 0))
    }
}

impl From<Flag> for bool {
    fn from(flag: Flag) -> Self {
        flag.0
    }
}
