//! The program as a server of its own over a scene's database.

use std::io::{BufRead as _, BufReader};
#[cfg(feature = "traces")]
use std::process::Command;
use std::process::{Child, Stdio};

use crate::commands::rulebook;
use crate::scene::{Scene, program};

/// It, until this is dropped. Its log, in JSON, goes into a file.
pub struct Running {
    process: Child,
    pub url: String,
}

impl Running {
    pub fn start(scene: &Scene) -> Self {
        Self::with(scene, &[])
    }

    /// The same in an environment.
    pub fn with(scene: &Scene, environment: &[(&str, &str)]) -> Self {
        let log = std::fs::File::create(scene.folder.path().join("log")).unwrap();
        let mut process = program()
            .args(["serve", "--listen", "127.0.0.1:0", "--log-format", "json"])
            .args(["--rulebook", rulebook().to_str().unwrap()])
            .env("CITIZEN_SCORE_DATABASE", scene.database())
            .env("CITIZEN_SCORE_LOG", "debug")
            .envs(environment.iter().copied())
            .current_dir(scene.folder.path())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        out.read_line(&mut said).unwrap();
        let url = said.trim().split(" is at ").nth(1).unwrap().to_owned();
        Self { process, url }
    }

    /// Ends it as an operator does, waits for it, and answers with its log.
    #[cfg(feature = "traces")]
    pub async fn end(mut self, scene: &Scene) -> String {
        let id = self.process.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(asked.success());
        tokio::task::spawn_blocking(move || {
            assert_eq!(self.process.wait().unwrap().code(), Some(0));
        })
        .await
        .unwrap();
        std::fs::read_to_string(scene.folder.path().join("log")).unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
