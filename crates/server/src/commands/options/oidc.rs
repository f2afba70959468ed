//! The arguments about the identity provider at which residents may sign in.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl};

use super::kiosk::read_url;
use crate::oidc::asking::is_plain;
use crate::oidc::{CALLBACK_PATH, OidcSettings};

/// Longest name of the provider, in letters: it stands on a button.
const LONGEST_NAME: usize = 40;

/// Options of `serve` about an identity provider (`OpenID` Connect).
#[derive(Debug, Args)]
pub struct OidcOptions {
    /// The identity provider at which residents may sign in beside by code, as its description of
    /// itself names it.
    #[arg(
        long,
        env = "CITIZEN_SCORE_OIDC_ISSUER",
        value_name = "https://HOST/…",
        value_parser = read_issuer
    )]
    pub oidc_issuer: Option<String>,
    /// The name of this server at the identity provider.
    #[arg(
        long,
        env = "CITIZEN_SCORE_OIDC_CLIENT_ID",
        value_name = "ID",
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub oidc_client_id: Option<String>,
    /// Its secret there, where it has one. Better in the environment or the file of settings: other users of this
    /// machine can read arguments.
    #[arg(
        long,
        env = "CITIZEN_SCORE_OIDC_CLIENT_SECRET",
        value_name = "SECRET",
        hide_env_values = true,
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub oidc_client_secret: Option<String>,
    /// The claim of the ID token that holds the id of a resident.
    #[arg(
        long,
        env = "CITIZEN_SCORE_OIDC_CLAIM",
        value_name = "NAME",
        default_value = "sub",
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub oidc_claim: String,
    /// What the identity provider is asked for beside `openid`.
    #[arg(
        long,
        env = "CITIZEN_SCORE_OIDC_SCOPES",
        value_name = "SCOPE,…",
        value_delimiter = ',',
        value_parser = read_scope
    )]
    pub oidc_scopes: Vec<String>,
    /// What residents call the identity provider; it stands on the button.
    #[arg(
        long,
        env = "CITIZEN_SCORE_OIDC_NAME",
        value_name = "TEXT",
        default_value = "City ID",
        value_parser = read_name
    )]
    pub oidc_name: String,
    /// The address at which residents' browsers reach this server, which the identity provider sends them back to
    /// [default: --phone-url].
    #[arg(
        long,
        env = "CITIZEN_SCORE_PUBLIC_URL",
        value_name = "https://HOST",
        value_parser = read_url
    )]
    pub public_url: Option<String>,
}

impl OidcOptions {
    /// The same as settings of the server; none where no provider is named. `phone_url` is where phones reach
    /// the app.
    ///
    /// # Errors
    ///
    /// A sentence for the operator about what is missing.
    pub fn settings(&self, phone_url: Option<&str>) -> Result<Option<OidcSettings>, &'static str> {
        let (Some(issuer), Some(id)) = (&self.oidc_issuer, &self.oidc_client_id) else {
            return match (&self.oidc_issuer, &self.oidc_client_id) {
                (Some(_), None) => {
                    Err("--oidc-issuer needs --oidc-client-id, the name of this server there")
                }
                (None, Some(_)) => Err("--oidc-client-id needs --oidc-issuer, which knows it"),
                _ => Ok(None),
            };
        };
        let public = self.public_url.as_deref().or(phone_url).ok_or(
            "--oidc-issuer needs --public-url, the address that browsers are sent back to",
        )?;
        let redirect = RedirectUrl::new(format!("{public}{CALLBACK_PATH}"));
        Ok(Some(OidcSettings {
            issuer: IssuerUrl::new(issuer.clone()).map_err(|_| WRONG_ISSUER)?,
            client_id: ClientId::new(id.clone()),
            client_secret: self.oidc_client_secret.clone().map(ClientSecret::new),
            claim: self.oidc_claim.clone(),
            scopes: self.oidc_scopes.clone(),
            name: self.oidc_name.clone(),
            redirect: redirect.map_err(|_| "--public-url is not an address")?,
        }))
    }
}

const WRONG_ISSUER: &str = "it must be an address that begins with https://, without a user, a question mark or \
                            a hash sign, such as https://id.example.org/realms/city";

fn read_issuer(text: &str) -> Result<String, &'static str> {
    let issuer = IssuerUrl::new(text.to_owned()).map_err(|_| WRONG_ISSUER)?;
    let url = issuer.url();
    let is_sealed = url.scheme() == "https" || is_plain(&issuer);
    let is_bare = url.query().is_none() && url.fragment().is_none();
    let has_user = !url.username().is_empty() || url.password().is_some();
    if is_sealed && is_bare && !has_user {
        Ok(text.to_owned())
    } else {
        Err(WRONG_ISSUER)
    }
}

fn read_scope(text: &str) -> Result<String, &'static str> {
    // RFC 6749, appendix A.4.
    let is_scope = |it: u8| it.is_ascii_graphic() && it != b'"' && it != b'\\';
    if !text.is_empty() && text.bytes().all(is_scope) {
        Ok(text.to_owned())
    } else {
        Err("it must be names of scopes with commas between them, such as profile,email")
    }
}

fn read_name(text: &str) -> Result<String, &'static str> {
    let letters = text.chars().count();
    let is_plain = !text.chars().any(char::is_control);
    if (1..=LONGEST_NAME).contains(&letters) && is_plain && text.trim() == text {
        Ok(text.to_owned())
    } else {
        Err("it must be a name of 1 to 40 letters on one line, such as City ID")
    }
}
