//! The file store: pictures, uploaded imports, written exports. A local directory or S3, by configuration.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use kernel_base::Secret;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use tokio::io::AsyncWriteExt;

use crate::config::{Config, ConfigError};
use crate::error::CatalogError;

/// Files by key.
#[derive(Clone)]
pub(crate) struct Files(Arc<dyn ObjectStore>);

impl Files {
    pub(crate) fn open(config: &Config) -> Result<Self, ConfigError> {
        if config.files.contains("://") {
            Self::open_url(&config.files, &config.files_options)
        } else {
            Self::open_directory(&config.files)
        }
        .map_err(ConfigError::Files)
    }

    fn open_directory(directory: &str) -> Result<Self, String> {
        std::fs::create_dir_all(directory).map_err(|error| format!("{directory}: {error}"))?;
        let store = LocalFileSystem::new_with_prefix(directory).map_err(|error| error.to_string())?;
        Ok(Self(Arc::new(store)))
    }

    fn open_url(url: &str, options: &BTreeMap<String, Secret<String>>) -> Result<Self, String> {
        kernel_http::install_tls();
        let url = url.parse().map_err(|_| format!("{url} is neither a directory nor an address"))?;
        let options = options.iter().map(|(name, value)| (name, value.expose()));
        let (store, prefix) =
            object_store::parse_url_opts(&url, options).map_err(|error| error.to_string())?;
        Ok(Self(Arc::new(PrefixStore::new(store, prefix))))
    }

    pub(crate) async fn put(&self, key: &str, bytes: impl Into<PutPayload>) -> Result<(), CatalogError> {
        self.0.put(&Path::from(key), bytes.into()).await?;
        Ok(())
    }

    pub(crate) async fn get(&self, key: &str) -> Result<Bytes, CatalogError> {
        Ok(self.0.get(&Path::from(key)).await?.bytes().await?)
    }

    pub(crate) async fn delete(&self, key: &str) -> Result<(), CatalogError> {
        match self.0.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Files {
    /// A file that is written as it is made; it appears when it is finished.
    pub(crate) fn upload(&self, key: &str) -> Upload {
        Upload(BufWriter::new(Arc::clone(&self.0), Path::from(key)))
    }
}

/// A file on its way into the store.
pub(crate) struct Upload(BufWriter);

impl Upload {
    pub(crate) async fn put(&mut self, bytes: impl Into<Bytes>) -> Result<(), CatalogError> {
        Ok(self.0.put(bytes.into()).await?)
    }

    pub(crate) async fn finish(mut self) -> Result<(), CatalogError> {
        self.0
            .shutdown()
            .await
            .map_err(|error| object_store::Error::Generic { store: "upload", source: Box::new(error) })?;
        Ok(())
    }

    pub(crate) async fn abort(mut self) -> Result<(), CatalogError> {
        Ok(self.0.abort().await?)
    }
}
