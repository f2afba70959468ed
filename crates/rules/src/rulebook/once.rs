//! Reading a map in which a key that stands there twice is an error, and not a silent overwriting.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// Reads a map and refuses a key that it has seen before.
pub(super) fn each_key_once<'de, D, V>(reader: D) -> Result<BTreeMap<String, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    reader.deserialize_map(EachKeyOnce(PhantomData))
}

struct EachKeyOnce<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for EachKeyOnce<V> {
    type Value = BTreeMap<String, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = pairs.next_key::<String>()? {
            let value = pairs.next_value()?;
            if map.contains_key(&key) {
                return Err(A::Error::custom(format!("`{key}` stands there twice")));
            }
            map.insert(key, value);
        }
        Ok(map)
    }
}
