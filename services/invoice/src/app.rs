//! Use cases: read, decide in the domain, write everything in one round trip.

mod channel;
mod document;
mod entity;
mod erasure;
mod issue;
pub(crate) mod link;

use kernel_base::Env;
use kernel_db::Database;

use crate::Config;
use crate::render::Renderer;

pub(crate) use entity::EntityEdit;

/// What the use cases work with.
pub(crate) struct App {
    pub(crate) db: Database,
    pub(crate) env: Env,
    pub(crate) config: Config,
    renderer: Renderer,
}

impl App {
    pub(crate) fn new(db: Database, env: Env, config: Config) -> Self {
        Self { db, env, config, renderer: Renderer::start() }
    }
}
