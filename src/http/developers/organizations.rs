//! `/api/v1/organizations`: made by a developer, seen by members, changed by admins.

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    developers::{
        ChangeOrganization, Invitation, MakeOrganization, Organization, Profile, invitations_of, members_of, membership,
        organizations_of,
    },
    http::{
        answer::{Answer, Reply},
        api::Tag,
        auth::KeyGiven,
        body::Body,
        developer_auth::Developer,
        operations::{OrganizationChange, OrganizationList, OrganizationMake, OrganizationShow},
        wire::Time,
    },
    kernel::{Rejection, UserId, human_text},
    store::rows::{MemberRow, OrganizationRole},
};

use super::{no_organization, organization_id};

/// Organizations.
pub struct OrganizationsApi;

/// An organization to be made.
#[derive(Object, Deserialize)]
pub struct OrganizationBody {
    /// 1 to 100 characters.
    name: String,
    /// At most 1000 characters.
    description: Option<String>,
    /// An `https` or `http` address, at most 300 characters.
    website: Option<String>,
    idempotency_key: Option<String>,
}

/// What is to be different; what is left out stays.
#[derive(Object, Deserialize)]
pub struct OrganizationChanges {
    /// 1 to 100 characters.
    name: Option<String>,
    /// At most 1000 characters; an empty text for none.
    description: Option<String>,
    /// An `https` or `http` address, at most 300 characters; an empty text for none.
    website: Option<String>,
}

/// An organization as one of its members sees it.
#[derive(Object, Serialize)]
pub struct OrganizationView {
    org_id: String,
    name: String,
    description: Option<String>,
    website: Option<String>,
    /// The caller's: `admin`, `developer` or `viewer`.
    role: String,
    created_at: Time,
}

/// An organization with who belongs to it.
#[derive(Object, Serialize)]
pub struct OrganizationDetails {
    #[serde(flatten)]
    #[oai(flatten)]
    organization: OrganizationView,
    /// At most 100.
    members: Vec<MemberView>,
    /// The open ones, for admins; at most 50.
    #[serde(skip_serializing_if = "Option::is_none")]
    invitations: Option<Vec<OpenInvitation>>,
}

/// A member.
#[derive(Object, Serialize)]
pub struct MemberView {
    user_id: String,
    role: String,
    joined_at: Time,
}

/// Somebody who is invited.
#[derive(Object, Serialize)]
pub struct OpenInvitation {
    invitation_id: String,
    user_id: String,
    role: String,
    invited_by: String,
    expires_at: Time,
}

/// The caller's organizations.
#[derive(Object, Serialize)]
pub struct OrganizationsAnswer {
    /// At most 20.
    organizations: Vec<OrganizationSummary>,
}

/// One of the caller's organizations.
#[derive(Object, Serialize)]
pub struct OrganizationSummary {
    org_id: String,
    name: String,
    role: String,
    /// How many.
    members: usize,
    created_at: Time,
}

#[OpenApi(prefix_path = "/api/v1/organizations", tag = "Tag::Developers")]
impl OrganizationsApi {
    /// Make an organization
    ///
    /// The caller becomes its admin.
    #[oai(path = "/", method = "post", operation_id = "organization_make")]
    async fn make(
        &self,
        developer: Developer<OrganizationMake>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<OrganizationBody>,
    ) -> Reply<OrganizationMake, OrganizationView, 201> {
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = developer.key(given, "", body.fingerprint())?;
        let profile = Profile {
            name: name(&body.value.name)?,
            description: description(body.value.description.as_deref().unwrap_or(""))?,
            website: website(body.value.website.as_deref().unwrap_or(""))?,
        };
        let command = MakeOrganization { user: developer.user.clone(), profile };
        let done = developer.info.edge.commands.run(developer.ctx(), key, command).await?;
        Ok(Answer::new(view(done.outcome)).replayed(done.replayed))
    }

    /// List organizations
    ///
    /// Those that the caller is a member of.
    #[oai(path = "/", method = "get", operation_id = "organization_list")]
    async fn list(&self, developer: Developer<OrganizationList>) -> Reply<OrganizationList, OrganizationsAnswer> {
        let found = developer.info.edge.commands.store().read(|reader| organizations_of(reader, &developer.user))?;
        let summary = |own: crate::developers::Membership| OrganizationSummary {
            org_id: own.organization.id.to_string(),
            name: own.organization.row.name,
            role: own.organization.role.name().to_owned(),
            members: own.members,
            created_at: Time(own.organization.row.created),
        };
        Ok(Answer::new(OrganizationsAnswer { organizations: found.into_iter().map(summary).collect() }))
    }

    /// Show an organization
    ///
    /// To its members. Open invitations are shown to its admins.
    #[oai(path = "/:org_id", method = "get", operation_id = "organization")]
    async fn show(
        &self,
        developer: Developer<OrganizationShow>,
        org_id: Path<String>,
    ) -> Reply<OrganizationShow, OrganizationDetails> {
        let (id, now) = (organization_id(&org_id.0)?, developer.info.now);
        let found = developer.info.edge.commands.store().read(|reader| {
            let Some(own) = membership(reader, id, &developer.user)? else { return Ok(None) };
            let is_admin = own.role == OrganizationRole::Admin;
            let invitations = is_admin.then(|| invitations_of(reader, id, now)).transpose()?;
            Ok(Some((own, members_of(reader, id)?, invitations)))
        })?;
        let (own, members, invitations) = found.ok_or_else(no_organization)?;
        Ok(Answer::new(OrganizationDetails {
            organization: view(own),
            members: members.into_iter().map(member).collect(),
            invitations: invitations.map(|open| open.into_iter().map(invitation).collect()),
        }))
    }

    /// Change an organization
    ///
    /// For its admins.
    #[oai(path = "/:org_id", method = "patch", operation_id = "organization_change")]
    async fn change(
        &self,
        developer: Developer<OrganizationChange>,
        org_id: Path<String>,
        body: Body<OrganizationChanges>,
    ) -> Reply<OrganizationChange, OrganizationView> {
        let given = &body.value;
        let command = ChangeOrganization {
            id: organization_id(&org_id.0)?,
            user: developer.user.clone(),
            name: given.name.as_deref().map(name).transpose()?,
            description: given.description.as_deref().map(description).transpose()?,
            website: given.website.as_deref().map(website).transpose()?,
        };
        let organization = developer.info.edge.commands.run(developer.ctx(), None, command).await?.outcome;
        Ok(Answer::new(view(organization)))
    }
}

fn name(text: &str) -> Result<String, Rejection> {
    let clean = human_text(text, 100).filter(|clean| !clean.is_empty() && !clean.contains('\n'));
    clean.ok_or_else(|| Rejection::field("/name", "A name has 1 to 100 characters in one line."))
}

fn description(text: &str) -> Result<Option<String>, Rejection> {
    let clean = human_text(text, 1000);
    let clean = clean.ok_or_else(|| Rejection::field("/description", "A description has at most 1000 characters."))?;
    Ok(Some(clean).filter(|clean| !clean.is_empty()))
}

/// An address that is safe to show as a link: on the web, with nobody's password in it.
fn website(text: &str) -> Result<Option<String>, Rejection> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let on_the_web =
        |url: &Url| matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    let address = Url::parse(text.trim()).ok().filter(on_the_web).map(String::from).filter(|address| address.len() <= 300);
    address
        .map(Some)
        .ok_or_else(|| Rejection::field("/website", "A website is an http or https address of at most 300 characters."))
}

fn view(organization: Organization) -> OrganizationView {
    let Organization { id, row, role } = organization;
    OrganizationView {
        org_id: id.to_string(),
        name: row.name,
        description: row.description,
        website: row.website,
        role: role.name().to_owned(),
        created_at: Time(row.created),
    }
}

fn member((user, row): (UserId, MemberRow)) -> MemberView {
    MemberView { user_id: user.to_string(), role: row.role.name().to_owned(), joined_at: Time(row.joined) }
}

fn invitation(Invitation { id, row }: Invitation) -> OpenInvitation {
    OpenInvitation {
        invitation_id: id.to_string(),
        user_id: row.user.to_string(),
        role: row.role.name().to_owned(),
        invited_by: row.invited_by.to_string(),
        expires_at: Time(row.expires),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_is_an_address_on_the_web() {
        assert_eq!(website(" https://tween.example/a "), Ok(Some("https://tween.example/a".to_owned())));
        assert_eq!(website(" "), Ok(None));
        for bad in ["javascript:alert(1)", "tween.example", "https://a:b@tween.example", "data:text/html,x", "https://"] {
            assert!(website(bad).is_err(), "{bad}");
        }
        assert!(website(&format!("https://a.example/{}", "a".repeat(300))).is_err());
    }
}
