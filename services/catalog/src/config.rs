//! What an operator may set for the catalog service.

use std::collections::BTreeMap;

use kernel_base::Secret;
use serde::{Deserialize, Serialize};

/// The `[catalog]` section of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where pictures, imported and exported files lie: a directory, or `s3://bucket/prefix`.
    pub files: String,
    /// Settings of the file store, as `object_store` names them: `aws_region`, `aws_endpoint`, `aws_access_key_id` …
    pub files_options: BTreeMap<String, Secret<String>>,
    /// What the addresses of our own pictures begin with, in answers and exported files. Without a slash at the end.
    pub public_url: String,
    /// Memory for rendered store pages, in MiB.
    pub page_cache_mib: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            files: "data/files".to_owned(),
            files_options: BTreeMap::new(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            page_cache_mib: 16,
        }
    }
}

/// A setting that cannot work.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It goes into answers and files.
    #[error("catalog.public_url must start with http:// or https:// and not end with a slash")]
    PublicUrl,
    /// Less thrashes, more belongs to a cache in front of the service.
    #[error("catalog.page_cache_mib must be between 1 and 1024")]
    PageCache,
    /// No such place, or no access to it.
    #[error("catalog.files: {0}")]
    Files(String),
}

impl Config {
    /// Checks everything before anything starts.
    pub fn validate(&self) -> Result<(), ConfigError> {
        let url = &self.public_url;
        if !(url.starts_with("http://") || url.starts_with("https://")) || url.ends_with('/') {
            return Err(ConfigError::PublicUrl);
        }
        if !(1..=1024).contains(&self.page_cache_mib) {
            return Err(ConfigError::PageCache);
        }
        Ok(())
    }
}
