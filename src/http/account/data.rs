//! `/api/v1/account/export` and `/erase`: a person's data, to take along, and the end of them.

use std::sync::Arc;

use poem::{IntoResponse, Response, http::header};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    registry::{MetaHeader, MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry},
};
use serde::{Deserialize, Serialize};

use crate::{
    edge::{Edge, Trouble, Turn, links},
    http::{
        answer::{Answer, Refusal, Reply},
        api::{Tag, devices::shown_factor, proofs::AuthProof},
        auth::Visitor,
        body::Body,
        cookie,
        operations::{AccountErase, AccountExport},
    },
    kernel::{Rejection, Timestamp},
    mfa::{self, Enrolled},
    people::{self, EraseUser, Erased, RecordExport, Shown, Subject},
    store::StoreError,
};

/// What a device key signs for it, in place of a transfer's id.
const ERASE: &str = "erase";

/// A person's data.
pub struct DataApi;

/// The person's own word for it.
#[derive(Object, Deserialize)]
pub struct EraseBody {
    /// Their own Matrix id, so that nobody does it by accident.
    user_id: String,
    /// Needed when the person has a factor: the PIN, or a device key's signature over `erase:0:{currency}:{timestamp}`.
    auth_proof: Option<AuthProof>,
}

/// The person is gone.
#[derive(Object, Serialize)]
pub struct EraseAnswer {
    erased: bool,
}

/// A document to be kept.
pub struct Download {
    name: String,
    text: Vec<u8>,
}

#[OpenApi(prefix_path = "/api/v1/account", tag = "Tag::Account")]
impl DataApi {
    /// Export
    ///
    /// Everything that is held about the person, as one JSON document: a list for each kind of thing. `cut_short` names the lists
    /// that are not whole because the document would have become too large.
    #[oai(path = "/export", method = "get", operation_id = "account_export")]
    async fn export(&self, visitor: Visitor<AccountExport>) -> Result<Download, Refusal<AccountExport>> {
        let (edge, user) = (&visitor.info.edge, &visitor.signed_in.user);
        let turn = edge.exports.begin(user)?;
        edge.commands.run(visitor.ctx(), None, RecordExport(user.clone())).await?;
        Ok(archive_of(edge, turn, visitor.info.now).await?)
    }

    /// Erase
    ///
    /// Takes away everything that is held about the person, once their wallet is empty and nothing waits. Others keep what they
    /// had with them, without the name; the books and the audit record stay.
    #[oai(path = "/erase", method = "post", operation_id = "account_erase")]
    async fn erase(&self, visitor: Visitor<AccountErase>, body: Body<EraseBody>) -> Reply<AccountErase, EraseAnswer> {
        let (edge, user) = (&visitor.info.edge, &visitor.signed_in.user);
        if body.value.user_id != user.as_str() {
            return Err(Rejection::field("/user_id", "Write your own Matrix id.").into());
        }
        let settings = edge.settings();
        let shown = Shown::Person(shown_factor(edge, user, body.value.auth_proof, ERASE).await?);
        let (trace, live) = (links::wallet_trace(&edge.link_key, user), Arc::clone(&edge.live));
        let (user, server_name) = (user.clone(), settings.matrix.server_name.clone());
        let command = EraseUser { user, shown, lockout: edge.lockout(), server_name, trace, live };
        match edge.commands.run(visitor.ctx(), None, command).await?.outcome {
            Erased::Done { sessions } => {
                edge.forget_tokens(&sessions);
                Ok(Answer::new(EraseAnswer { erased: true }).header("Set-Cookie", cookie::end(&settings)))
            }
            Erased::Unproven(Enrolled::WrongProof { attempts_remaining }) => Err(mfa::wrong_proof(attempts_remaining).into()),
            Erased::Unproven(Enrolled::Locked { until }) => Err(mfa::locked(until).into()),
            Erased::Unproven(Enrolled::Done { .. }) => Err(StoreError::OutcomeUnknown.into()),
        }
    }
}

/// Everything that is held about whose turn it is, as JSON, put together on a thread that goes on, with the turn, when nobody waits
/// any more. What asks for it records that.
pub async fn archive_of(edge: &Arc<Edge>, turn: Turn, now: Timestamp) -> Result<Download, Trouble> {
    let busy = || StoreError::Unavailable("a document could not be put together");
    let display_name = edge.display_name(&turn.user).await;
    let (edge, subject) = (Arc::clone(edge), Subject { user: turn.user.clone(), display_name, now });
    let put_together = move || {
        let _turn = turn;
        edge.commands.store().read(|reader| people::archive(reader, &subject))
    };
    let text = tokio::task::spawn_blocking(put_together).await.map_err(|_| busy())??;
    Ok(Download { name: format!("tmcpd-export-{}.json", now.utc().format("%Y-%m-%d")), text })
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        Response::builder()
            .content_type("application/json")
            .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", self.name))
            .header(header::CACHE_CONTROL, "no-store")
            .body(self.text)
    }
}

impl ApiResponse for Download {
    fn meta() -> MetaResponses {
        let text = |name| MetaSchemaRef::Inline(Box::new(MetaSchema::new(name)));
        let content = vec![MetaMediaType { content_type: "application/json", schema: text("object") }];
        let headers = vec![MetaHeader {
            name: "Content-Disposition".to_owned(),
            description: Some("A name to keep it under.".to_owned()),
            required: true,
            deprecated: false,
            schema: text("string"),
        }];
        MetaResponses {
            responses: vec![MetaResponse { description: "Done.", status: Some(200), status_range: None, content, headers }],
        }
    }

    fn register(_: &mut Registry) {}
}
