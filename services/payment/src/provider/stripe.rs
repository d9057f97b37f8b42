//! Stripe: payment intents with manual capture. An intent is created first, which holds nothing, and then confirmed: so
//! what became of an authorization can always be looked up, and one that is called off can be refused in advance.

mod amount;
mod client;
mod webhook;
mod wire;

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use axum::http::HeaderMap;
use kernel_base::{Env, Money, Secret, Timestamp};
use payment_contracts::{PaymentSession, refusal};

use self::amount::to_stripe;
use self::client::{Client, Failure};
use self::wire::{List, PaymentIntent, Problem, Refund};
use super::{Answer, CallOff, Provider, StepRequest, Unanswered, WebhookError, WebhookFact, refuse};
use crate::config::StripeConfig;
use crate::domain::step::StepKind;

/// The code of the provider.
pub const CODE: &str = "stripe";
/// The header that carries a webhook's signature.
pub const SIGNATURE_HEADER: &str = "stripe-signature";

/// Where we write down at Stripe which step an object belongs to.
const STEP: &str = "karum_step";
/// Stripe forgets keys after 24 hours. Later the same key would do the same thing a second time.
const KEYS_REMEMBERED: Duration = Duration::from_secs(23 * 3600);
/// Stripe's search may lag behind by a minute, and longer on bad days.
const SEARCH_LAG: Duration = Duration::from_secs(3600);

/// Stripe behind the provider trait.
pub struct Stripe {
    client: Client,
    env: Env,
    webhook_secret: Secret<String>,
    publishable_key: String,
    return_url: Option<String>,
    multicapture: bool,
}

impl Stripe {
    /// The account of this configuration.
    #[must_use]
    pub fn new(http: reqwest::Client, env: Env, config: &StripeConfig) -> Self {
        Self {
            client: Client::new(http, &config.api_base, config.secret_key.clone()),
            env,
            webhook_secret: config.webhook_secret.clone(),
            publishable_key: config.publishable_key.clone(),
            return_url: config.return_url.clone(),
            multicapture: config.multicapture,
        }
    }

    fn age(&self, request: &StepRequest) -> Duration {
        self.env.now().since(request.asked_at)
    }

    /// Creates the intent, or repeats Stripe's answer of when it was created.
    async fn create(
        &self,
        request: &StepRequest,
        token: &Secret<String>,
        minor: i64,
    ) -> Result<PaymentIntent, Failure> {
        let (minor, currency) = (minor.to_string(), request.amount.currency().code().to_lowercase());
        let tender_id = request.tender_id.to_string();
        let mut fields = vec![
            ("amount", minor.as_str()),
            ("currency", currency.as_str()),
            ("capture_method", "manual"),
            ("payment_method_types[]", "card"),
            ("payment_method", token.expose().as_str()),
            ("metadata[karum_step]", request.key.as_str()),
            ("metadata[karum_tender]", tender_id.as_str()),
        ];
        if self.multicapture {
            fields.push(("payment_method_options[card][request_multicapture]", "if_available"));
        }
        self.client.post("/v1/payment_intents", &format!("{}:create", request.key), &fields).await
    }

    async fn confirm(&self, request: &StepRequest, intent: &PaymentIntent) -> Result<PaymentIntent, Failure> {
        let path = format!("/v1/payment_intents/{}/confirm", intent.id);
        let return_url = self.return_url.as_ref().map(|url| ("return_url", url.as_str()));
        self.client.post(&path, &request.key, return_url.as_slice()).await
    }

    async fn retrieve(&self, intent: &str) -> Result<PaymentIntent, Failure> {
        self.client.get(&format!("/v1/payment_intents/{intent}"), &[]).await
    }

    /// The authorization's intent as it stands now. `None` when there never was one; while Stripe knows the key there is
    /// one afterwards, which holds nothing before it is confirmed.
    async fn locate(&self, request: &StepRequest) -> Result<Option<PaymentIntent>, Failure> {
        let age = self.age(request);
        if let (Some(token), Some(minor), true) =
            (&request.token, to_stripe(request.amount), age < KEYS_REMEMBERED)
        {
            return match self.create(request, token, minor).await {
                Ok(intent) => self.retrieve(&intent.id).await.map(Some),
                Err(Failure::Refused(_)) => Ok(None),
                Err(unknown) => Err(unknown),
            };
        }
        let query = format!("metadata['{STEP}']:'{}'", request.key);
        let found: List<PaymentIntent> =
            self.client.get("/v1/payment_intents/search", &[("query", &query)]).await?;
        match found.data.into_iter().next() {
            // What is searched may be older than what is true.
            Some(intent) => self.retrieve(&intent.id).await.map(Some),
            None if age < SEARCH_LAG => Err(Failure::Unknown("not found yet".to_owned())),
            None => Ok(None),
        }
    }

    /// What an intent's status says of its authorization; `None` when nobody has confirmed it yet.
    async fn verdict(
        &self,
        request: &StepRequest,
        intent: PaymentIntent,
    ) -> Result<Option<Answer>, Unanswered> {
        let done = || Some(Answer::Done { reference: intent.id.clone() });
        Ok(match (intent.status.as_str(), intent.redirect()) {
            ("requires_capture" | "succeeded", _) => done(),
            ("requires_confirmation", _) => None,
            ("processing", _) => Some(Answer::Processing),
            ("requires_action", Some(url)) => Some(Answer::ActionRequired { url: url.to_owned() }),
            ("requires_action", None) => {
                self.cancel(request, &intent).await?;
                Some(refuse(refusal::DECLINED, "declined: the bank wants to see the payer"))
            }
            ("requires_payment_method", _) => {
                self.cancel(request, &intent).await?;
                Some(declined(intent.last_payment_error.as_ref()))
            }
            ("canceled", _) => Some(declined(intent.last_payment_error.as_ref())),
            (other, _) => return Err(Unanswered(format!("unknown status {other}"))),
        })
    }

    /// Ends an intent for good, so that the payer's browser, which knows its secret, cannot take it up again behind our
    /// back. Whatever it holds by then is let go.
    async fn cancel(&self, request: &StepRequest, intent: &PaymentIntent) -> Result<(), Unanswered> {
        let path = format!("/v1/payment_intents/{}/cancel", intent.id);
        let key = format!("{}:cancel", request.key);
        let canceled: Result<PaymentIntent, Failure> = self.client.post(&path, &key, &[]).await;
        match canceled {
            Ok(_) => Ok(()),
            // Perhaps it had been canceled before.
            Err(Failure::Refused(problem)) => match self.retrieve(&intent.id).await?.status.as_str() {
                "canceled" => Ok(()),
                _ => Err(Failure::Refused(problem).into()),
            },
            Err(unknown) => Err(unknown.into()),
        }
    }

    /// What became of a capture, by the intent's status.
    fn captured(&self, intent: &PaymentIntent) -> Result<Answer, Unanswered> {
        let reference = intent.reference();
        match intent.status.as_str() {
            "succeeded" => Ok(Answer::DoneAndClosed { reference }),
            "requires_capture" if intent.amount_capturable.unwrap_or_default() > 0 => {
                Ok(Answer::Done { reference })
            }
            "requires_capture" => Ok(Answer::DoneAndClosed { reference }),
            "processing" => Ok(Answer::Processing),
            other => Err(Unanswered(format!("unknown status {other} after a capture"))),
        }
    }

    /// A capture that Stripe refuses. Its key answers for it as long as Stripe remembers keys; afterwards the amount has to.
    async fn capture_refused(
        &self,
        request: &StepRequest,
        problem: &Problem,
        minor: i64,
    ) -> Result<Answer, Unanswered> {
        let intent = self.retrieve(authorization(request)?).await?;
        let refusal = not_collected(problem.word());
        Ok(match intent.status.as_str() {
            "requires_capture" => Answer::Refused(refusal),
            "processing" => Answer::Processing,
            "succeeded" if self.age(request) >= KEYS_REMEMBERED && intent.amount_received == Some(minor) => {
                Answer::DoneAndClosed { reference: intent.reference() }
            }
            _ => Answer::RefusedAndClosed(refusal),
        })
    }

    /// Whether the rest of this authorization can be captured later.
    async fn keeps_rest(&self, intent: &str) -> Result<bool, Failure> {
        if !self.multicapture {
            return Ok(false);
        }
        let path = format!("/v1/payment_intents/{intent}");
        let intent: PaymentIntent = self.client.get(&path, &[("expand[]", "latest_charge")]).await?;
        Ok(intent.multicapture())
    }
}

fn authorization(request: &StepRequest) -> Result<&str, Unanswered> {
    request
        .authorization
        .as_deref()
        .ok_or_else(|| Unanswered("BUG: the authorization is not named".to_owned()))
}

/// Stripe's own words vary and may change; ours do not.
fn declined(problem: Option<&Problem>) -> Answer {
    let word = problem.map_or("canceled", Problem::word);
    let code = match word {
        "insufficient_funds" => refusal::INSUFFICIENT_FUNDS,
        "canceled" => refusal::VOIDED,
        _ => refusal::DECLINED,
    };
    refuse(code, &format!("declined: {word}"))
}

fn not_collected(word: &str) -> kernel_base::Refusal {
    kernel_base::Refusal::new(refusal::DECLINED, format!("not collected: {word}"))
}

fn unsupported() -> Answer {
    refuse(refusal::AMOUNT_UNSUPPORTED, "the provider cannot take this amount in this currency")
}

fn refunded(refund: &Refund) -> Answer {
    match refund.status.as_deref() {
        Some("pending" | "requires_action") => Answer::Processing,
        Some("failed" | "canceled") => refuse(refusal::DECLINED, "the refund failed at the bank"),
        _ => Answer::Done { reference: refund.id.clone() },
    }
}

#[async_trait]
impl Provider for Stripe {
    /// For Stripe's payment element, which makes a payment method of what the payer types: its id is the token.
    async fn session(&self, amount: Money) -> Result<PaymentSession, Unanswered> {
        let minor = to_stripe(amount).ok_or_else(|| Unanswered("not in this currency".to_owned()))?;
        let settings = [
            ("publishable_key", self.publishable_key.clone()),
            ("amount", minor.to_string()),
            ("currency", amount.currency().code().to_lowercase()),
            ("capture_method", "manual".to_owned()),
            ("payment_method_types", "card".to_owned()),
        ];
        let settings: BTreeMap<String, String> =
            settings.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Ok(PaymentSession { provider: CODE.parse().expect("BUG: a valid code"), settings })
    }

    async fn authorize(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        let Some(minor) = to_stripe(request.amount) else { return Ok(unsupported()) };
        let Some(token) = request.token.as_ref().filter(|token| token.expose().starts_with("pm_")) else {
            return Ok(refuse(refusal::DECLINED, "declined: the token names no payment method"));
        };
        let created = if self.age(request) < KEYS_REMEMBERED {
            self.create(request, token, minor).await
        } else {
            match self.locate(request).await? {
                Some(intent) => Ok(intent),
                None => self.create(request, token, minor).await,
            }
        };
        let intent = match created {
            Ok(intent) => intent,
            Err(Failure::Refused(problem)) => return Ok(declined(Some(&problem))),
            Err(unknown) => return Err(unknown.into()),
        };
        let refused = match self.confirm(request, &intent).await {
            Ok(confirmed) => {
                return self
                    .verdict(request, confirmed)
                    .await
                    .map(|answer| answer.unwrap_or(Answer::Processing));
            }
            Err(Failure::Refused(problem)) => problem,
            Err(unknown) => return Err(unknown.into()),
        };
        // The error tells why; what is true now the intent tells.
        let intent = self.retrieve(&intent.id).await?;
        let unconfirmed = intent.status == "requires_confirmation";
        if unconfirmed {
            self.cancel(request, &intent).await?;
            return Ok(declined(Some(&refused)));
        }
        Ok(match self.verdict(request, intent).await? {
            Some(Answer::Refused(_)) | None => declined(Some(&refused)),
            Some(answer) => answer,
        })
    }

    /// What the browser brings is not believed: Stripe is asked.
    async fn complete_action(&self, request: &StepRequest, _: &Secret<String>) -> Result<Answer, Unanswered> {
        match self.find(StepKind::Authorize, request).await? {
            Some(answer) => Ok(answer),
            None => Err(Unanswered("the action belongs to no confirmed intent".to_owned())),
        }
    }

    async fn capture(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        let Some(minor) = to_stripe(request.amount) else { return Ok(unsupported()) };
        let intent = authorization(request)?;
        let amount = minor.to_string();
        let mut fields = vec![("amount_to_capture", amount.as_str())];
        if self.keeps_rest(intent).await? {
            fields.push(("final_capture", "false"));
        }
        let path = format!("/v1/payment_intents/{intent}/capture");
        match self.client.post::<PaymentIntent>(&path, &request.key, &fields).await {
            Ok(intent) => self.captured(&intent),
            Err(Failure::Refused(problem)) => self.capture_refused(request, &problem, minor).await,
            Err(unknown) => Err(unknown.into()),
        }
    }

    async fn void(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        let intent = authorization(request)?;
        let path = format!("/v1/payment_intents/{intent}/cancel");
        let problem = match self.client.post::<PaymentIntent>(&path, &request.key, &[]).await {
            Ok(intent) => return Ok(Answer::Done { reference: intent.id }),
            Err(Failure::Refused(problem)) => problem,
            Err(unknown) => return Err(unknown.into()),
        };
        // Ended before, by us, by its age or by a capture: nothing is held, which is all that was asked for.
        let intent = self.retrieve(intent).await?;
        Ok(match intent.status.as_str() {
            "canceled" | "succeeded" => Answer::Done { reference: intent.id },
            _ => Answer::Refused(not_collected(problem.word())),
        })
    }

    async fn refund(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        let Some(minor) = to_stripe(request.amount) else { return Ok(unsupported()) };
        let (intent, amount) = (authorization(request)?, minor.to_string());
        let fields = [
            ("payment_intent", intent),
            ("amount", amount.as_str()),
            ("metadata[karum_step]", request.key.as_str()),
        ];
        match self.client.post::<Refund>("/v1/refunds", &request.key, &fields).await {
            Ok(refund) => Ok(refunded(&refund)),
            Err(Failure::Refused(problem)) => {
                Ok(refuse(refusal::DECLINED, &format!("not paid back: {}", problem.word())))
            }
            Err(unknown) => Err(unknown.into()),
        }
    }

    /// Captures and voids tell what became of them when they are asked again: an intent is captured or canceled once.
    async fn find(&self, kind: StepKind, request: &StepRequest) -> Result<Option<Answer>, Unanswered> {
        match kind {
            StepKind::Authorize => match self.locate(request).await? {
                Some(intent) => self.verdict(request, intent).await,
                None => Ok(None),
            },
            StepKind::Capture | StepKind::Void => Ok(None),
            StepKind::Refund => {
                let query = [("payment_intent", authorization(request)?), ("limit", "100")];
                let refunds: List<Refund> = self.client.get("/v1/refunds", &query).await?;
                let ours = |refund: &&Refund| refund.metadata.get(STEP) == Some(&request.key);
                let found = refunds.data.iter().find(ours).map(refunded);
                if found.is_none() && refunds.has_more && self.age(request) >= KEYS_REMEMBERED {
                    return Err(Unanswered("more refunds than can be looked through".to_owned()));
                }
                Ok(found)
            }
        }
    }

    async fn call_off(&self, request: &StepRequest) -> Result<CallOff, Unanswered> {
        let Some(intent) = self.locate(request).await? else { return Ok(CallOff::CalledOff) };
        match intent.status.as_str() {
            "requires_capture" | "succeeded" => {
                Ok(CallOff::Decided(Answer::Done { reference: intent.id.clone() }))
            }
            "canceled" => Ok(CallOff::CalledOff),
            "processing" => Ok(CallOff::Decided(Answer::Processing)),
            _ => self.cancel(request, &intent).await.map(|()| CallOff::CalledOff),
        }
    }

    fn webhook(&self, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<WebhookFact, WebhookError> {
        webhook::read(&self.webhook_secret, headers, body, now)
    }
}
