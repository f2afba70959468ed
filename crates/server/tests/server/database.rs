//! The database below a scene: a file of its own, or a schema of its own where the tests are run against
//! `PostgreSQL`. What a test sees here, no part of the program has shown it.

use std::process::Command;
use std::sync::Once;

use sqlx::{AnyConnection, Connection as _, Executor as _};
use tempfile::TempDir;

use crate::scene::Scene;

/// The server of `PostgreSQL` that the tests are run against, if they are.
pub fn postgres() -> Option<String> {
    std::env::var("TEST_POSTGRES").ok()
}

impl Scene {
    /// A connection that the server knows nothing of.
    pub async fn raw(&self) -> AnyConnection {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        AnyConnection::connect(&self.database()).await.unwrap()
    }

    /// From now on, whatever is asked about push messages fails inside.
    pub async fn break_push(&self) {
        let mut raw = self.raw().await;
        raw.execute("DROP TABLE push_subscriptions").await.unwrap();
    }

    /// Everything that the database holds, byte by byte: the file with its write-ahead log, or every row
    /// of every table.
    pub fn stored(&self) -> Vec<u8> {
        if postgres().is_some() {
            return rows(&self.database());
        }
        let files = ["test.sqlite", "test.sqlite-wal"].map(|name| self.folder.path().join(name));
        assert!(files[0].exists());
        // The log is gone where the server was ended.
        let read = files.iter().filter_map(|file| std::fs::read(file).ok());
        read.flatten().collect()
    }

    /// Whether the database holds a text anywhere.
    pub fn stores(&self, text: &str) -> bool {
        let stored = self.stored();
        stored.windows(text.len()).any(|it| it == text.as_bytes())
    }
}

/// Every row of every table. Bytes that are letters are shown as letters.
fn rows(address: &str) -> Vec<u8> {
    let tables = "SELECT format('SELECT it FROM %I it;', tablename) FROM pg_tables \
                  WHERE schemaname = current_schema()";
    let all = psql(address, tables);
    assert!(all.len() > 100, "there are no tables");
    let all = format!(
        "SET bytea_output = escape; {}",
        String::from_utf8(all).unwrap()
    );
    psql(address, &all)
}

fn psql(address: &str, sql: &str) -> Vec<u8> {
    // It knows the options of an address by another name than the program's driver.
    let (server, schema) = address.split_once("?options[search_path]=").unwrap();
    let said = Command::new("psql")
        .args(["-qAt", server, "-c", sql])
        .env("PGOPTIONS", format!("-c search_path={schema}"))
        .output()
        .unwrap();
    assert!(said.status.success(), "{said:?}");
    said.stdout
}

/// A database of its own: a file, or a schema where the tests are run against `PostgreSQL`.
pub fn address(folder: &TempDir) -> String {
    if let Some(server) = postgres() {
        return schema(&server, folder);
    }
    format!("sqlite:{}", folder.path().join("test.sqlite").display())
}

/// The address of a new schema at a server of `PostgreSQL`, named after the folder.
fn schema(server: &str, folder: &TempDir) -> String {
    let name = folder.path().file_name().unwrap().to_str().unwrap();
    let name = format!("test_{}", name.trim_start_matches(".tmp").to_lowercase());
    let made = Command::new("psql")
        .args(["-q", server, "-c"])
        .arg(format!("CREATE SCHEMA IF NOT EXISTS {name}"))
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    format!("{server}?options[search_path]={name}")
}
