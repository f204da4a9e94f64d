//! The parameters of an authorization request (RFC 6749 section 4.1.1): one registry, from which they are read and documented.
//! None comes twice, one without a value was not sent, one that nobody knows is passed over (section 3.1).

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::identity::LONGEST_REDIRECT;

macro_rules! parameters {
    ($($variant:ident $name:literal $longest:expr, $presence:ident $meaning:literal)*) => {
        /// A parameter that is known.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Parameter { $(#[doc = $meaning] $variant,)* }

        impl Parameter {
            const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            fn longest(self) -> usize {
                match self { $(Self::$variant => $longest,)* }
            }

            fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            fn is_required(self) -> bool {
                match self { $(Self::$variant => parameters!(@$presence),)* }
            }
        }
    };
    (@required) => { true };
    (@optional) => { false };
}

parameters! {
    ClientId "client_id" 100, required "The client."
    RedirectUri "redirect_uri" LONGEST_REDIRECT, required
        "Where the answer goes: one that is registered, as it is registered. Loopback addresses may have any port."
    ResponseType "response_type" 100, required "`code`."
    ResponseMode "response_mode" 100, optional "`query`."
    Scope "scope" 1000, optional "Names separated by spaces; left out, it is all that needs no question."
    State "state" 1024, optional "Returned as it is."
    CodeChallenge "code_challenge" 100, required "SHA-256 of the verifier in base64url without padding: 43 characters."
    CodeChallengeMethod "code_challenge_method" 100, required "`S256`."
    Prompt "prompt" 100, optional "`none`: never ask the person anything. `consent`: ask again."
    Request "request" usize::MAX, optional "Not supported."
    RequestUri "request_uri" usize::MAX, optional "Not supported."
}

/// How many parameters a request may have.
const MOST: usize = 50;

/// The parameters of one request.
pub struct Parameters {
    known: HashMap<Parameter, String>,
    fault: Option<String>,
}

impl Parameters {
    /// Reads a query.
    pub fn read(query: &str) -> Self {
        let (mut known, mut seen, mut fault) = (HashMap::new(), HashSet::new(), None);
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let parameter = Parameter::ALL.iter().copied().find(|parameter| parameter.name() == name);
            if seen.len() == MOST {
                fault = fault.or(Some("There are too many parameters.".to_owned()));
                break;
            }
            if !seen.insert(name.clone()) {
                let shown: String = name.chars().take(40).collect();
                fault = fault.or(Some(format!("The parameter {shown} is there twice.")));
                // Neither of the two is believed.
                parameter.map(|parameter| known.remove(&parameter));
                continue;
            }
            match parameter {
                Some(parameter) if value.len() > parameter.longest() => {
                    fault = fault.or(Some(format!("The parameter {} is too long.", parameter.name())));
                }
                Some(parameter) if !value.is_empty() => drop(known.insert(parameter, value.into_owned())),
                Some(_) | None => {}
            }
        }
        Self { known, fault }
    }

    /// The value of `parameter`, if it was sent, once and not too long.
    pub fn get(&self, parameter: Parameter) -> Option<&str> {
        self.known.get(&parameter).map(String::as_str)
    }

    /// What is wrong with the request as a whole.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }
}

/// For the OpenAPI document.
pub fn documented() -> Value {
    let describe = |parameter: &Parameter| {
        let mut schema = json!({ "type": "string" });
        if parameter.longest() < usize::MAX {
            schema["maxLength"] = parameter.longest().into();
        }
        let (name, required, description) = (parameter.name(), parameter.is_required(), parameter.meaning());
        json!({ "name": name, "in": "query", "required": required, "description": description, "schema": schema })
    };
    Parameter::ALL.iter().map(describe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_strictly() {
        let state = |query: &str| {
            let read = Parameters::read(query);
            (read.get(Parameter::State).map(str::to_owned), read.fault().map(str::to_owned))
        };
        let good = |value: &str| (Some(value.to_owned()), None);
        assert_eq!(state("state=a%20b+c"), good("a b c"));
        assert_eq!(state("state=&other=1"), (None, None));
        let twice = |name: &str| Some(format!("The parameter {name} is there twice."));
        assert_eq!(state("state=a&state=a"), (None, twice("state")));
        assert_eq!(state("state=a&state=b&state=c"), (None, twice("state")));
        assert_eq!(state("state=&state=b"), (None, twice("state")));
        assert_eq!(state("state=a&x=1&x=2"), (Some("a".to_owned()), twice("x")));
        assert_eq!(state("%73tate=a&state=b"), (None, twice("state")));
        let long = format!("state={}", "a".repeat(1025));
        assert_eq!(state(&long), (None, Some("The parameter state is too long.".to_owned())));
        let many: String = (0..60).map(|number| format!("p{number}=1&")).collect();
        assert_eq!(state(&format!("{many}state=a")), (None, Some("There are too many parameters.".to_owned())));
    }
}
