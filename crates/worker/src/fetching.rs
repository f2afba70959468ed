//! What the worker asks of the server: the rulebook, and the ledger as a stream.

use citizen_score_contract::ledger::NDJSON;
use citizen_score_contract::{Problem, ProblemCode};
use citizen_score_device::Fault;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DedicatedWorkerGlobalScope, ReadableStreamDefaultReader, Request, RequestInit, Response,
};

/// A text from the API.
pub(crate) async fn text(address: &str) -> Result<String, Fault> {
    let response = get(address, "application/json").await?;
    let text = response.text().map_err(|_| Fault::Offline)?;
    let text = JsFuture::from(text).await.map_err(|_| Fault::Offline)?;
    Ok(text.as_string().unwrap_or_default())
}

/// A stream of bytes from the API; `take` gets each piece as it arrives.
pub(crate) async fn stream(
    address: &str,
    mut take: impl FnMut(&[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let response = get(address, NDJSON).await?;
    let body = response.body().ok_or(Fault::Offline)?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut piece = Vec::new();
    loop {
        let read = JsFuture::from(reader.read()).await;
        let read = read.map_err(|_| Fault::Offline)?;
        let field = |name: &str| Reflect::get(&read, &JsValue::from_str(name));
        if field("done").is_ok_and(|done| done.is_truthy()) {
            return Ok(());
        }
        let bytes = field("value").map_err(|_| Fault::Offline)?;
        let bytes: Uint8Array = bytes.dyn_into().map_err(|_| Fault::Offline)?;
        piece.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut piece);
        take(&piece)?;
    }
}

async fn get(address: &str, accept: &str) -> Result<Response, Fault> {
    let request = Request::new_with_str_and_init(address, &RequestInit::new());
    let request = request.map_err(|_| Fault::Offline)?;
    request
        .headers()
        .set("accept", accept)
        .map_err(|_| Fault::Offline)?;
    let answer = JsFuture::from(scope().fetch_with_request(&request)).await;
    let response: Response = answer
        .ok()
        .and_then(|answer| answer.dyn_into().ok())
        .ok_or(Fault::Offline)?;
    if response.ok() {
        return Ok(response);
    }
    Err(refused(&response).await)
}

/// What the server says of its refusal, if it is the server that refused.
async fn refused(response: &Response) -> Fault {
    let read = async {
        let text = JsFuture::from(response.text().ok()?).await.ok()?;
        serde_json::from_str::<Problem>(&text.as_string()?).ok()
    };
    match read.await {
        Some(problem) => Fault::Refused {
            code: problem.code,
            request_id: Some(problem.request_id),
        },
        None => Fault::Refused {
            code: ProblemCode::Other,
            request_id: None,
        },
    }
}

/// The worker itself.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
