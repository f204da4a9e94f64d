//! What to do after `init`, in the words of the homeserver that there is.

use std::{fmt::Write, path::Path};

use crate::{
    config::Settings,
    matrix::{APPSERVICE_ID, ServerVersions},
};

/// How a homeserver learns of an application service: the name it has, where to write what, and how it takes effect.
struct Homeserver {
    name: &'static str,
    how: fn(&str) -> String,
    restart: &'static str,
}

const HOMESERVERS: &[Homeserver] = &[
    Homeserver {
        name: "Synapse",
        how: |file| {
            format!(
                "In homeserver.yaml:\n\n       app_service_config_files:\n         - {file}\n\n     When that list is there already, in \
                 homeserver.yaml or in conf.d, add the line to it: of two lists only the last counts.\n     Synapse must be able to \
                 read the file: chgrp matrix-synapse {file}"
            )
        },
        restart: "Restart Synapse: systemctl restart matrix-synapse",
    },
    Homeserver {
        name: "Dendrite",
        how: |file| format!("In dendrite.yaml:\n\n       app_service_api:\n         config_files:\n           - {file}"),
        restart: "Restart Dendrite.",
    },
    Homeserver { name: "Tuwunel", how: in_the_admin_room, restart: "Tuwunel knows it at once, without a restart." },
    Homeserver { name: "Continuwuity", how: in_the_admin_room, restart: "Continuwuity knows it at once, without a restart." },
    Homeserver { name: "conduwuit", how: in_the_admin_room, restart: "conduwuit knows it at once, without a restart." },
];

/// For those that do not say what they are.
const ANY: Homeserver = Homeserver {
    name: "The homeserver",
    how: |file| {
        format!(
            "Synapse, in homeserver.yaml (add the line to the list when there is one):\n\n       app_service_config_files:\n         - \
             {file}\n\n     Tuwunel, Continuwuity: in the admin room, `!admin appservices register` with the file's text below it \
             in a code block."
        )
    },
    restart: "Restart the homeserver.",
};

/// What was written, and the next three steps.
pub(super) fn after(settings: &Settings, config: &Path, registration: &Path, found: &Result<ServerVersions, String>) -> String {
    let (config, registration) = (config.display().to_string(), registration.display().to_string());
    let name = found.as_ref().ok().and_then(|found| found.name.as_deref());
    let known = HOMESERVERS.iter().find(|known| name.is_some_and(|name| name.eq_ignore_ascii_case(known.name)));
    let homeserver = known.unwrap_or(&ANY);
    let mut text = String::new();
    let _ = match found {
        Ok(found) => {
            let software = name.unwrap_or("A homeserver that does not say what it is");
            let newest = found.versions.last().map_or("none", String::as_str);
            writeln!(text, "Found: {software} {} (Matrix {newest}).\n", found.version.as_deref().unwrap_or(""))
        }
        Err(reason) => writeln!(text, "The homeserver does not answer, so it is not known what it is ({reason}).\n"),
    };
    let _ = writeln!(text, "Written:");
    for (path, what) in [
        (&config, "the configuration, with both tokens; only its owner can read it"),
        (&registration, "the registration for the homeserver"),
        (&settings.storage.data_dir.display().to_string(), "the data directory, with the keys"),
    ] {
        let _ = writeln!(text, "  {path}: {what}");
    }
    let start = if config == super::DEFAULT_FILE { String::new() } else { format!(" --config {config}") };
    let _ = writeln!(text, "\nNext:");
    let _ = writeln!(text, "  1. Make {} known to the homeserver. {}", APPSERVICE_ID, (homeserver.how)(&registration));
    let _ = writeln!(text, "  2. {}", homeserver.restart);
    let _ = writeln!(text, "  3. Start tmcpd: systemctl start tmcpd, or: tmcpd serve{start}");
    let _ = writeln!(text, "\nThen `tmcpd doctor{start}` says whether both reach each other.");
    let _ = writeln!(text, "The homeserver will call {}.", settings.matrix.appservice_url);
    text
}

fn in_the_admin_room(file: &str) -> String {
    format!("In the admin room, send `!admin appservices register` with the text of {file} below it in a code block.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{self, Profile};

    #[test]
    fn each_homeserver_gets_its_own_steps() {
        let settings = config::load(None, [], Vec::new(), Profile::Dev).unwrap().settings;
        let cases = [
            (Some("Synapse"), "app_service_config_files:\n         - /etc/r.yaml"),
            (Some("tuwunel"), "!admin appservices register"),
            (Some("Dendrite"), "config_files:\n           - /etc/r.yaml"),
            (Some("Other"), "Restart the homeserver."),
            (None, "Restart the homeserver."),
        ];
        for (name, expected) in cases {
            let found = name.map(|name| ServerVersions { name: Some(name.to_owned()), ..ServerVersions::default() });
            let found = found.ok_or_else(|| "refused".to_owned());
            let text = after(&settings, Path::new("/etc/c.toml"), Path::new("/etc/r.yaml"), &found);
            assert!(text.contains(expected) && text.contains("doctor --config /etc/c.toml"), "{text}");
        }
    }
}
