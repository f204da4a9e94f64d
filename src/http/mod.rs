//! The HTTP edge: it authenticates, parses, calls one thing and translates the answer. `router` binds everything in reading
//! order; `operations` is the registry that authentication, limits, documents and tests are made from.

pub mod account;
pub mod admin;
pub mod admin_auth;
pub mod aliases;
pub mod answer;
pub mod api;
pub mod appservice;
pub mod auth;
pub mod backend_auth;
pub mod body;
pub mod cached;
pub mod control;
pub mod cookie;
pub mod dev;
pub mod developer_auth;
pub mod developers;
pub mod docs;
pub mod document;
pub mod error;
pub mod form;
pub mod health;
pub mod info;
pub mod oauth;
pub mod operations;
pub mod pipeline;
pub mod router;
pub mod serve;
pub mod web;
pub mod wire;
