//! Lists the files of a built app, so that they become part of the program: those of the folder that
//! `CITIZEN_SCORE_INSIDE` names. Where it names none, nothing is inside.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Names the folder, as an absolute path.
const FOLDER: &str = "CITIZEN_SCORE_INSIDE";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed={FOLDER}");
    let mut files = Vec::new();
    if let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) {
        println!("cargo::rerun-if-changed={}", folder.display());
        if !folder.join("index.html").is_file() {
            return Err(format!("{FOLDER}: there is no app in {}", folder.display()).into());
        }
        gather(&folder, "", &mut files)?;
    }
    // The same app makes the same program, in whatever order a file system lists it.
    files.sort();
    let mut list = String::from("&[\n");
    for (path, file) in &files {
        let bytes = file.to_str().ok_or("a path that is no text")?;
        writeln!(
            list,
            "    File {{ path: {path:?}, bytes: include_bytes!({bytes:?}) }},"
        )?;
    }
    list.push_str("]\n");
    let out = env::var_os("OUT_DIR").ok_or("cargo names no folder")?;
    fs::write(Path::new(&out).join("app.rs"), list)?;
    Ok(())
}

/// The files of a folder and of those in it: their paths as they are asked for, and where they are.
fn gather(
    folder: &Path,
    at: &str,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_str().ok_or("a name that is no text")?;
        let path = format!("{at}{name}");
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push((path, entry.path()));
        }
    }
    Ok(())
}
