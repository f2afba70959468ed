//! What is kept of a record, and how it is packed: a line of JSON about it, then the lines of the ledger,
//! all of it compressed by the browser.

use citizen_score_contract::entries::MAX_LIMIT;
use citizen_score_contract::ledger::{Begin, End};
use citizen_score_contract::{DraftsKey, EntryView, Me};
use js_sys::{Array, Function, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::by_name::make;

/// Most bytes of the ledger's lines that are kept. Of a longer one, only the standing is.
pub const MOST: u32 = 8 * 1024 * 1024;

/// Entries that the overview shows where there are more than come along with it.
const LATEST: usize = 5;

/// A record as it was kept, opened.
#[derive(Debug)]
pub struct Kept {
    /// The standing.
    pub me: Me,
    /// Moment at which it arrived, in milliseconds since 1970.
    pub received: f64,
    /// The rulebook in force, as text.
    pub rulebook: String,
    /// The rulebook that is announced, as text.
    pub announced: Option<String>,
    /// The lines of the ledger; none where it was too long.
    pub ledger: Option<Uint8Array>,
    /// The entries that the overview asks for, newest first.
    pub latest: Vec<EntryView>,
    /// What opens the drafts on this device.
    pub drafts_key: DraftsKey,
    /// What is told of it.
    pub held: Held,
}

/// What is told of a kept record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Moment at which it arrived, in milliseconds since 1970.
    pub received: f64,
    /// Moment at which it goes, in milliseconds since 1970.
    pub expires: f64,
    /// Whether the history is there too.
    pub whole: bool,
}

/// What stands before the ledger.
#[derive(Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) rulebook: String,
    pub(super) announced: Option<String>,
    pub(super) drafts_key: DraftsKey,
    pub(super) whole: bool,
}

impl Kept {
    /// What the worker that holds the ledger is told; none where there is no ledger.
    pub fn for_worker(&self) -> Option<Array> {
        let ledger = self.ledger.as_ref()?;
        let announced = self
            .announced
            .as_deref()
            .map_or(JsValue::NULL, JsValue::from);
        Some(Array::of4(
            &"open-kept".into(),
            &self.rulebook.as_str().into(),
            &announced,
            ledger,
        ))
    }
}

/// Packs a head and the pieces of the ledger; of one that is not whole, the first line.
pub(super) async fn pack(head: &Head, ledger: &Array) -> Option<Vec<u8>> {
    let mut line = serde_json::to_string(head).ok()?;
    line.push('\n');
    let parts = Array::of1(&line.into());
    for piece in ledger.iter() {
        parts.push(&piece);
    }
    let plain = blob(parts)?;
    let packed = through("CompressionStream", &plain).await?;
    Some(packed.to_vec())
}

fn blob(parts: Array) -> Option<Blob> {
    make("Blob", &[parts.into()])?.dyn_into().ok()
}

/// Unpacks what [`pack`] made. None for anything else.
pub(super) async fn unpack(packed: &[u8], held: Held) -> Option<Kept> {
    let parts = Array::of1(&Uint8Array::from(packed));
    let packed = blob(parts)?;
    let plain = through("DecompressionStream", &packed).await?.to_vec();
    let end = plain.iter().position(|byte| *byte == b'\n')?;
    let (first, rest) = plain.split_at(end);
    let about: Head = serde_json::from_slice(first).ok()?;
    let lines = rest.get(1..)?;
    let mut all = lines
        .split(|byte| *byte == b'\n')
        .filter(|it| !it.is_empty());
    let Begin { me } = serde_json::from_slice(all.next()?).ok()?;
    let latest = if about.whole {
        latest(&me, all)?
    } else {
        Vec::new()
    };
    Some(Kept {
        me,
        received: held.received,
        rulebook: about.rulebook,
        announced: about.announced,
        ledger: about.whole.then(|| Uint8Array::from(lines)),
        latest,
        drafts_key: about.drafts_key,
        held: Held {
            whole: about.whole,
            ..held
        },
    })
}

/// The entries that the overview asks for: all, where they come along with it. None where the lines are
/// not those of a whole ledger.
fn latest<'a>(me: &Me, lines: impl Iterator<Item = &'a [u8]>) -> Option<Vec<EntryView>> {
    let mut lines: Vec<&[u8]> = lines.collect();
    let End { end } = serde_json::from_slice(lines.pop()?).ok()?;
    if end.entries != lines.len() as u64 {
        return None;
    }
    let shown = if me.entry_count <= MAX_LIMIT.into() {
        lines.len()
    } else {
        LATEST
    };
    let newest = lines.iter().rev().take(shown);
    newest
        .map(|line| serde_json::from_slice(line).ok())
        .collect()
}

/// Sends bytes through one of the browser's streams, which web-sys has behind a flag only.
async fn through(stream: &str, bytes: &Blob) -> Option<Uint8Array> {
    let global = js_sys::global();
    let class = |name: &str| -> Option<Function> {
        Reflect::get(&global, &name.into()).ok()?.dyn_into().ok()
    };
    let call = |of: &JsValue, name: &str, with: &Array| -> Option<JsValue> {
        let function = Reflect::get(of, &name.into()).ok()?;
        let function: Function = function.dyn_into().ok()?;
        function.apply(of, with).ok()
    };
    let stream = Reflect::construct(&class(stream)?, &Array::of1(&"gzip".into())).ok()?;
    let bytes = call(bytes, "stream", &Array::new())?;
    let out = call(&bytes, "pipeThrough", &Array::of1(&stream))?;
    let answer = Reflect::construct(&class("Response")?, &Array::of1(&out)).ok()?;
    let read = call(&answer, "arrayBuffer", &Array::new())?;
    let read = JsFuture::from(read.dyn_into::<js_sys::Promise>().ok()?)
        .await
        .ok()?;
    Some(Uint8Array::new(&read))
}
