//! `/api/v1/devices`: keys of a person's devices. Only the person enrols and removes them, and proves themselves with a factor
//! that is there already, if there is one.

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
};
use serde::{Deserialize, Serialize};

use crate::{
    edge::{Edge, TokenKind, Trouble},
    http::{
        answer::{Answer, Reply},
        auth::{Holder, KeyGiven},
        body::Body,
        operations::{DeviceList, DeviceRegister, DeviceRename, DeviceRevoke, Operation},
        wire::Time,
    },
    kernel::{Code, Rejection, Timestamp, UserId, human_text},
    mfa::{self, Checked, EnrolDevice, Enrolled, RenameDevice, RevokeDevice, device::PublicKey},
    store::{ReadExt, rows::DeviceRow, tables::DEVICES},
};

use super::{
    Tag,
    proofs::{AuthProof, enrolment},
};

/// The device operations.
pub struct DevicesApi;

/// A device key.
#[derive(Object, Deserialize)]
pub struct DeviceInput {
    /// Chosen by the device, at most 128 characters.
    device_id: String,
    /// What the person calls it.
    device_name: Option<String>,
    /// Such as `ios` or `android`.
    platform: Option<String>,
    public_key: PublicKeyInput,
    biometric_capabilities: Option<Vec<String>>,
}

/// A public key.
#[derive(Object, Deserialize)]
pub struct PublicKeyInput {
    /// `ECDSA_P256` or `RSA_2048`.
    algorithm: String,
    /// `SPKI`.
    format: String,
    /// The SubjectPublicKeyInfo: base64 of its DER, or PEM.
    key_data: String,
}

/// A device key to be enrolled.
#[derive(Object, Deserialize)]
pub struct DeviceBody {
    #[serde(flatten)]
    #[oai(flatten)]
    device: DeviceInput,
    /// Needed when the person has a factor already: over `{device_id}:0:{currency}:{timestamp}` for a device key; a passkey answers a
    /// challenge from `POST /api/v1/mfa/challenges` for the device id.
    auth_proof: Option<AuthProof>,
    idempotency_key: Option<String>,
}

/// A proof for removing a factor.
#[derive(Object, Deserialize)]
pub struct DeviceRevokeBody {
    auth_proof: Option<AuthProof>,
}

/// Another name.
#[derive(Object, Deserialize)]
pub struct DeviceRenameBody {
    /// At most 100 characters.
    device_name: String,
}

/// An enrolled device key.
#[derive(Object, Serialize)]
pub struct Device {
    device_id: String,
    device_name: String,
    platform: String,
    algorithm: String,
    /// SHA-256 of the key's SubjectPublicKeyInfo.
    public_key_hash: String,
    registered_at: Time,
}

/// The caller's device keys.
#[derive(Object, Serialize)]
pub struct DevicesAnswer {
    devices: Vec<Device>,
}

/// A device key that is no more.
#[derive(Object, Serialize)]
pub struct DeviceRevokedAnswer {
    device_id: String,
    revoked: bool,
}

impl DeviceInput {
    /// The row to be kept, if the key is good.
    pub fn check(self, pointer: &str, now: Timestamp) -> Result<(String, DeviceRow), Rejection> {
        let refuse = |field: &str, message: String| Rejection::field(&format!("{pointer}/{field}"), message);
        let id_is_good = (1..=128).contains(&self.device_id.len()) && self.device_id.bytes().all(|byte| byte.is_ascii_graphic());
        if !id_is_good {
            return Err(refuse("device_id", "A device id has 1 to 128 printable ASCII characters.".to_owned()));
        }
        if !self.public_key.format.eq_ignore_ascii_case("spki") {
            return Err(refuse("public_key/format", "The format is SPKI.".to_owned()));
        }
        let key = PublicKey::parse(&self.public_key.algorithm, &self.public_key.key_data)
            .map_err(|refused| refuse("public_key/key_data", refused.to_string()))?;
        let text = |field: &str, text: Option<String>| {
            let clean = human_text(text.as_deref().unwrap_or(""), 100);
            clean.ok_or_else(|| refuse(field, "At most 100 characters.".to_owned()))
        };
        let capabilities = self.biometric_capabilities.unwrap_or_default();
        if capabilities.len() > 10 || capabilities.iter().any(|capability| capability.len() > 50) {
            return Err(refuse("biometric_capabilities", "At most 10 short words.".to_owned()));
        }
        let mut bytes = Vec::new();
        // Writing to memory cannot fail.
        let _ = minicbor::encode(&key, &mut bytes);
        let row = DeviceRow {
            name: text("device_name", self.device_name)?,
            platform: text("platform", self.platform)?,
            key: bytes,
            created: now,
            revoked: None,
            capabilities,
        };
        Ok((self.device_id, row))
    }
}

#[OpenApi(prefix_path = "/api/v1/devices", tag = "Tag::Devices")]
impl DevicesApi {
    /// Enrol a device key
    ///
    /// Needs the person's own Matrix token, and a factor that is there already, if there is one.
    #[oai(path = "/", method = "post", operation_id = "device_register")]
    async fn register(
        &self,
        holder: Holder<DeviceRegister>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<DeviceBody>,
    ) -> Reply<DeviceRegister, Device, 201> {
        let edge = &holder.info.edge;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = holder.key(given, "", body.fingerprint())?;
        let (device_id, row) = body.value.device.check("", holder.info.now)?;
        let proven = existing_factor(&holder, body.value.auth_proof, &device_id).await;
        let (user, lockout) = (holder.person.user.clone(), edge.lockout());
        let command = proven.map(|proof| EnrolDevice { user, device_id: device_id.clone(), row: row.clone(), proof, lockout });
        let done = edge.run_unless_replayed(holder.ctx(), key, command).await?;
        match done.outcome {
            Enrolled::Done { at } => {
                let row = DeviceRow { created: at, ..row };
                Ok(Answer::new(device(device_id, row)?).replayed(done.replayed))
            }
            Enrolled::WrongProof { attempts_remaining } => Err(mfa::wrong_proof(attempts_remaining).into()),
            Enrolled::Locked { until } => Err(mfa::locked(until).into()),
        }
    }

    /// List device keys
    #[oai(path = "/", method = "get", operation_id = "device_list")]
    async fn list(&self, holder: Holder<DeviceList>) -> Reply<DeviceList, DevicesAnswer> {
        let store = holder.info.edge.commands.store();
        let rows = store.read(|reader| reader.scan_first(&DEVICES, &holder.person.user, usize::MAX))?;
        let held = rows.into_iter().filter(|(_, row)| row.revoked.is_none());
        let devices = held.map(|(id, row)| device(id, row)).collect::<Result<_, _>>()?;
        Ok(Answer::new(DevicesAnswer { devices }))
    }

    /// Rename a device key
    #[oai(path = "/:device_id", method = "patch", operation_id = "device_rename")]
    async fn rename(
        &self,
        holder: Holder<DeviceRename>,
        device_id: Path<String>,
        body: Body<DeviceRenameBody>,
    ) -> Reply<DeviceRename, Device> {
        let name = human_text(&body.value.device_name, 100).filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| Rejection::field("/device_name", "A name has 1 to 100 characters."))?;
        let command = RenameDevice { user: holder.person.user.clone(), device_id: device_id.0.clone(), name };
        let row = holder.info.edge.commands.run(holder.ctx(), None, command).await?.outcome;
        Ok(Answer::new(device(device_id.0, row)?))
    }

    /// Remove a device key
    #[oai(path = "/:device_id/revoke", method = "post", operation_id = "device_revoke")]
    async fn revoke(
        &self,
        holder: Holder<DeviceRevoke>,
        device_id: Path<String>,
        body: Body<DeviceRevokeBody>,
    ) -> Reply<DeviceRevoke, DeviceRevokedAnswer> {
        let edge = &holder.info.edge;
        let proof = existing_factor(&holder, body.value.auth_proof, &device_id.0).await?;
        let command =
            RevokeDevice { user: holder.person.user.clone(), device_id: device_id.0.clone(), proof, lockout: edge.lockout() };
        match edge.commands.run(holder.ctx(), None, command).await?.outcome {
            Enrolled::Done { .. } => Ok(Answer::new(DeviceRevokedAnswer { device_id: device_id.0, revoked: true })),
            Enrolled::WrongProof { attempts_remaining } => Err(mfa::wrong_proof(attempts_remaining).into()),
            Enrolled::Locked { until } => Err(mfa::locked(until).into()),
        }
    }
}

/// The proof by a factor that is there already, checked; `None` when there is none.
pub(in crate::http) async fn existing_factor<O: Operation>(
    holder: &Holder<O>,
    proof: Option<AuthProof>,
    object: &str,
) -> Result<Option<Checked>, Trouble> {
    if holder.person.by != TokenKind::Access {
        return Err(Rejection::new(Code::StepUpRequired, "Factors are changed with a Matrix access token.").into());
    }
    shown_factor(&holder.info.edge, &holder.person.user, proof, object).await
}

/// The same for somebody who is known to be there themselves.
pub(in crate::http) async fn shown_factor(
    edge: &Edge,
    user: &UserId,
    proof: Option<AuthProof>,
    object: &str,
) -> Result<Option<Checked>, Trouble> {
    let enrolled = edge.commands.store().read(|reader| mfa::methods(reader, user))?;
    if enrolled.is_empty() {
        return Ok(None);
    }
    let Some(proof) = proof else {
        let names: Vec<&str> = enrolled.iter().map(|method| method.name()).collect();
        return Err(Rejection::new(Code::StepUpRequired, "A factor that is enrolled already has to be shown.")
            .with("methods", names)
            .into());
    };
    Ok(Some(edge.check_proof(enrolment(edge, user, object), proof.parse()?).await?))
}

/// A device key as it is answered.
pub(super) fn device(device_id: String, row: DeviceRow) -> Result<Device, Trouble> {
    let damaged = |error: minicbor::decode::Error| crate::store::StoreError::Corrupt(format!("a device key: {error}"));
    let key: PublicKey = minicbor::decode(&row.key).map_err(damaged)?;
    Ok(Device {
        device_id,
        device_name: row.name,
        platform: row.platform,
        algorithm: key.algorithm().name().to_owned(),
        public_key_hash: key.hash(),
        registered_at: Time(row.created),
    })
}
