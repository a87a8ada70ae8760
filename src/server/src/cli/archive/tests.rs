use super::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn url(&self, name: &str) -> String {
        format!("sqlite://{}", self.file(name).display())
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| !name.contains(".db")).collect();
        names.sort();
        names
    }

    async fn prepared() -> Self {
        let folder = Self::new();
        open::prepared(&folder.url("own.db")).await.unwrap().close().await.unwrap();
        folder
    }

    async fn export(&self, name: &str, force: bool) -> Result<(), String> {
        let command = Command::Export { file: self.file(name), force };
        run(&self.url("own.db"), command, &mut Out::stdout()).await.map(drop).map_err(|error| error.to_string())
    }

    async fn import(&self, name: &str, database: &str) -> Result<(), String> {
        let command = Command::Import { file: self.file(name) };
        run(&self.url(database), command, &mut Out::stdout()).await.map(drop).map_err(|error| error.to_string())
    }
}

#[tokio::test]
async fn a_file_is_written_over_only_when_asked_for() {
    let folder = Folder::prepared().await;
    std::fs::write(folder.file("a.gz"), "precious").unwrap();
    let said = folder.export("a.gz", false).await.unwrap_err();
    assert!(said.contains("--force"), "{said}");
    assert_eq!(std::fs::read(folder.file("a.gz")).unwrap(), b"precious");
    folder.export("a.gz", true).await.unwrap();
    assert_eq!(folder.names(), ["a.gz"], "nothing is left beside it");
    folder.import("a.gz", "copy.db").await.unwrap();
}

#[tokio::test]
async fn what_fails_leaves_no_file() {
    let folder = Folder::new();
    Database::open(&folder.url("own.db")).await.unwrap().close().await.unwrap();
    let said = folder.export("a.gz", false).await.unwrap_err();
    assert!(said.contains("sextant migrate"), "{said}");
    assert_eq!(folder.names(), Vec::<String>::new());
    let said = folder.export("nowhere/a.gz", false).await.unwrap_err();
    assert!(said.contains("Check that the folder exists"), "{said}");
}

#[tokio::test]
async fn a_database_is_not_written_over_by_its_archive() {
    let folder = Folder::prepared().await;
    let said = folder.export("own.db", true).await.unwrap_err();
    assert!(said.contains("the database itself"), "{said}");
    folder.export("a.gz", false).await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_archive_makes_no_database() {
    let folder = Folder::new();
    std::fs::write(folder.file("a.gz"), "something else").unwrap();
    for (name, expected) in [("a.gz", "is not an archive"), ("none.gz", "could not be read")] {
        let said = folder.import(name, "copy.db").await.unwrap_err();
        assert!(said.contains(expected), "{said}");
        assert!(!folder.file("copy.db").exists());
    }
}
