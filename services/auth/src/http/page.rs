//! The sign-in page: plain HTML that needs no script, and a policy under which no script would run.

use std::fmt::Write as _;

use axum::body::Body;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use http::{HeaderValue, StatusCode};
use sha2::{Digest, Sha256};

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;margin:0;color:#1b1b1b;background:#f4f4f2}\
main{max-width:22rem;margin:10vh auto;padding:2rem;background:#fff;border-radius:.5rem}\
h1{font-size:1.3rem;margin:0 0 1rem}label{display:block;margin:1rem 0 .25rem}\
input{box-sizing:border-box;width:100%;padding:.6rem;font:inherit;border:1px solid #767676;border-radius:.25rem}\
button{width:100%;margin-top:1.5rem;padding:.7rem;font:inherit;color:#fff;background:#1f4fd8;border:0;border-radius:.25rem}\
.wrong{padding:.6rem;background:#fdecea;color:#8a1c12;border-radius:.25rem}a{color:#1f4fd8}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}main{background:#222}\
input{color:#eee;background:#161616}.wrong{color:#ffd7d2;background:#4a1510}a{color:#9db7ff}}";

/// The form somebody signs in with.
pub(super) struct SignInPage<'a> {
    pub(super) application: &'a str,
    /// Where the form goes: the query of the request, unchanged.
    pub(super) query: &'a str,
    /// Shows that the form comes from this page.
    pub(super) form_token: &'a str,
    /// What was typed before, to be typed once only.
    pub(super) email: &'a str,
    /// Whether accounts may ask for a code.
    pub(super) with_code: bool,
    pub(super) wrong: Option<&'a str>,
    /// Where whoever does not want to sign in is sent.
    pub(super) cancel: &'a str,
}

impl SignInPage<'_> {
    /// `form_origin`: where the browser is sent after the form, which its policy must allow, too.
    pub(super) fn respond(&self, status: u16, form_origin: &str) -> Response {
        let mut main = format!("<h1>Sign in to {}</h1>", escaped(self.application));
        if let Some(wrong) = self.wrong {
            push(&mut main, format_args!("<p class=\"wrong\" role=\"alert\">{}</p>", escaped(wrong)));
        }
        push(
            &mut main,
            format_args!(
                "<form method=\"post\" action=\"/oauth/authorize?{}\">\
                 <input type=\"hidden\" name=\"form_token\" value=\"{}\">\
                 <label for=\"email\">E-mail address</label>\
                 <input id=\"email\" name=\"email\" type=\"email\" autocomplete=\"username\" required value=\"{}\">\
                 <label for=\"password\">Password</label>\
                 <input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required>",
                escaped(self.query),
                escaped(self.form_token),
                escaped(self.email),
            ),
        );
        if self.with_code {
            main.push_str(
                "<label for=\"code\">Code of your authenticator app, if you have one</label>\
                 <input id=\"code\" name=\"code\" autocomplete=\"one-time-code\">",
            );
        }
        push(
            &mut main,
            format_args!(
                "<button type=\"submit\">Sign in</button></form><p><a href=\"{}\">Cancel</a></p>",
                escaped(self.cancel)
            ),
        );
        page(status, &main, &format!("'self' {form_origin}"))
    }
}

/// A page that only says what is wrong: there is nowhere to send the person.
pub(super) fn dead_end(message: &str) -> Response {
    page(400, &format!("<h1>This does not work</h1><p>{}</p>", escaped(message)), "'none'")
}

fn page(status: u16, main: &str, form_action: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Sign in</title>\
         <style>{STYLE}</style></head><body><main>{main}</main></body></html>"
    );
    let style = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action {form_action}; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = StatusCode::from_u16(status).expect("BUG: pages have a status of HTTP");
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let policy = HeaderValue::try_from(policy).expect("BUG: registered addresses are visible ASCII");
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    response
}

fn push(html: &mut String, part: std::fmt::Arguments<'_>) {
    html.write_fmt(part).expect("BUG: writing to a string cannot fail");
}

/// For texts and for values in double quotes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_is_text() {
        assert_eq!(escaped("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    }
}
