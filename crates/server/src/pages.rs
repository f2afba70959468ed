//! Everything outside the API: pages, their files, the configuration, and whether the server lives.

mod display;
mod fault;
mod oidc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    COOKIE, VARY,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use citizen_score_contract::Boot;

use crate::api::holder_of;
use crate::app_files::{AppFiles, is_file};
use crate::displays::{Place, origin};
use crate::error::ApiError;
use crate::http::etag::{self, Keep};
use crate::metrics;
use crate::paint::{Asker, Filling, Frame, Shown, Words, opening};
use crate::state::{AppState, Fixed};

pub use fault::in_words;

/// The page that carries the standing in its first paint.
const OVERVIEW: &str = "/";

/// All paths outside the API.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(
            "/healthz",
            get(|| async { plain(StatusCode::OK, "alive\n") }),
        )
        .route("/readyz", get(ready))
        .route("/config.json", get(config))
        .route("/metrics", get(metrics::show))
        .route("/display", get(display::enroll))
        .merge(oidc::routes())
        .fallback(page_or_file)
        .method_not_allowed_fallback(|| async { ApiError::MethodNotAllowed })
}

async fn ready(State(state): State<AppState>) -> Response {
    if let Err(error) = state.store.ping().await {
        tracing::error!(%error, "not ready");
        return plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        );
    }
    if state.app.is_none() {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "the app is not built\n");
    }
    plain(StatusCode::OK, "ready\n")
}

async fn config(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(display) = state.display(&headers).await? {
        let fixed = Fixed::new(&state.config_at(&display, &headers))?;
        return Ok(etag::answer(&headers, fixed.json, &fixed.etag, Keep::Never));
    }
    let fixed = &state.config_json;
    let mut response = etag::answer(&headers, fixed.json.clone(), &fixed.etag, Keep::Revalidated);
    response
        .headers_mut()
        .append(VARY, HeaderValue::from(COOKIE));
    Ok(response)
}

async fn page_or_file(
    State(state): State<AppState>,
    request: Request,
) -> Result<Response, ApiError> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(ApiError::MethodNotAllowed);
    }
    let path = request.uri().path().to_owned();
    // Other versions of the API may come; none of their paths is a page.
    if path == "/api" || path.starts_with("/api/") {
        return Err(ApiError::NotFound);
    }
    let Some(app) = &state.app else {
        let missing = "The app is not built. The API is at /api/v1.\n";
        return Ok(plain(StatusCode::SERVICE_UNAVAILABLE, missing));
    };
    if is_file(&path) && path != "/index.html" {
        return app.serve(request).await;
    }
    let path = if path == "/index.html" {
        OVERVIEW
    } else {
        &path
    };
    let (parts, _) = request.into_parts();
    match state.place(&parts.headers).await? {
        Place::OwnDevice => page(&state, app, path, &parts).await,
        place => display::page(&state, app, &place, &parts).await,
    }
}

/// Paints a page for a resident's own device. An unknown path is a page too: the app knows what to say there.
async fn page(
    state: &AppState,
    app: &AppFiles,
    path: &str,
    request: &Parts,
) -> Result<Response, ApiError> {
    let headers = &request.headers;
    let languages = state.painter.languages();
    let language = languages.choose(request.uri.query(), headers);
    let holder = holder_of(state, headers).await?.map(|it| it.holder);
    // A display that lost its key is not the own device of whoever is signed in there.
    if holder
        .as_ref()
        .is_some_and(|holder| holder.display.is_some())
    {
        return display::page(state, app, &Place::Removed, request).await;
    }
    let standing = match &holder {
        Some(holder) if state.is_scored(holder) => Some(state.standing(holder).await?),
        _ => None,
    };
    let shown = match (&standing, &holder) {
        (Some(standing), _) if path == OVERVIEW => Shown::Standing(&standing.me),
        (_, Some(_)) => Shown::SignedIn,
        (_, None) => Shown::Nobody,
    };
    let asker = match (&standing, &holder) {
        (Some(_), _) => Asker::Scored,
        (None, Some(_)) => Asker::NotScored,
        (None, None) => Asker::Nobody,
    };
    let opening = opening(path, request.uri.query(), asker);
    let frame = state.painter.paint(Frame {
        language,
        path,
        demo: state.settings.demo,
        shown,
        opening,
    })?;
    let is_personal = holder.is_some();
    let boot = Boot {
        config: state.config.clone(),
        not_scored: holder.is_some() && standing.is_none(),
        me: standing.map(|standing| standing.me.clone()),
    };
    let mut links = match origin(headers, state.settings.behind_tls) {
        Some(origin) => state.painter.links(&origin, path)?,
        None => String::new(),
    };
    if let Some(part) = opening.part {
        // English comes with the part.
        let texts = (language.tag() != languages.first().tag())
            .then(|| format!("{}/later/{}.json", app.shell.locales(), language.tag()));
        links.push_str(&app.parts.preloads(part, texts.as_deref()));
    }
    if let Some(oidc) = &state.oidc {
        links.push_str(&state.painter.provider(oidc.name())?);
    }
    let html = app.shell.page(Filling {
        language: language.tag(),
        direction: language.direction(),
        links: &links,
        frame: &frame,
        boot: &serde_json::to_string(&boot)?,
        at_display: false,
    });
    let keep = if is_personal { "no-store" } else { "no-cache" };
    let mut response = html_page(html, keep);
    let headers = response.headers_mut();
    set_language(headers, language);
    headers.insert(CONTENT_SECURITY_POLICY, app.shell.policy().clone());
    Ok(response)
}

/// A page that depends on who asks and on the language that they speak.
fn html_page(html: String, keep: &'static str) -> Response {
    let mut response = Response::new(Body::from(html));
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(CONTENT_TYPE, kind);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    for name in [COOKIE, ACCEPT_LANGUAGE] {
        headers.append(VARY, HeaderValue::from(name));
    }
    response
}

/// Says which language a page is in.
fn set_language(headers: &mut HeaderMap, language: &Words) {
    // The tags are of letters, digits and hyphens, which a header always can have.
    if let Ok(tag) = HeaderValue::try_from(language.tag()) {
        headers.insert(CONTENT_LANGUAGE, tag);
    }
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    let keep = HeaderValue::from_static("no-store");
    (status, [(CONTENT_TYPE, kind), (CACHE_CONTROL, keep)], text).into_response()
}
