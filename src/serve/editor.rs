//! A file is opened at its line in the editor's own program.
//!
//! In: a path, a line, a column. Out: a program that was started. Which one is said on the command line or in the environment, never
//! in the collection: a folder that somebody else made must not choose what runs here.

use std::path::Path;
use std::process::{Command, Stdio};

/// Where in a command line the file and its place stand.
const FILE: &str = "{file}";
const LINE: &str = "{line}";
const COLUMN: &str = "{column}";

/// The variables that name an editor, the first that is set counts. `VISUAL` and `EDITOR` are those of POSIX.
const VARIABLES: [&str; 3] = ["PAMPHLET_EDITOR", "VISUAL", "EDITOR"];

/// Editors that need the terminal, which is taken.
const IN_TERMINAL: [&str; 9] = ["vi", "vim", "nvim", "nano", "pico", "micro", "hx", "helix", "joe"];

/// The program that opens files.
pub(super) struct Editor {
    /// The command and its arguments; `None`: what the system opens such files with.
    command: Option<Vec<String>>,
}

impl Editor {
    /// The editor said on the command line, or else the one of the environment.
    pub(super) fn new(said: Option<&str>) -> Self {
        let of_environment =
            || VARIABLES.iter().find_map(|name| std::env::var(name).ok()).filter(|it| !it.trim().is_empty());
        let line = said.map(str::to_owned).or_else(of_environment);
        let command = line.map(|line| words(&line)).filter(|command| !command.is_empty());
        // One that needs the terminal cannot have it while the window is open.
        Self {
            command: command
                .filter(|command| said.is_some() || !IN_TERMINAL.contains(&name(&command[0]).as_str())),
        }
    }

    /// Opens `file` at a line and a column, both counted from 1.
    ///
    /// # Errors
    /// Why it could not be started, in plain words.
    pub(super) fn open(&self, file: &Path, line: usize, column: usize) -> Result<(), String> {
        let Some(command) = &self.command else {
            if !is_harmless(&file.to_string_lossy()) {
                return Err("What this computer opens such files with might run them.".to_owned());
            }
            return open::that_detached(file)
                .map_err(|error| format!("No program opened the file: {error}."));
        };
        let arguments = arguments(command, &file.to_string_lossy(), line, column);
        let started = Command::new(&command[0])
            .args(&arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match started {
            Ok(mut child) => {
                // Nobody waits for an editor; but who ends must be met, or it stays in the list of processes.
                std::thread::spawn(move || child.wait());
                Ok(())
            }
            Err(error) => Err(format!("“{}” could not be started: {error}.", command[0])),
        }
    }
}

/// The arguments: where the command says itself where the file goes, there, or else in the way that program is known to take it.
fn arguments(command: &[String], file: &str, line: usize, column: usize) -> Vec<String> {
    let given = &command[1..];
    let (line, column) = (line.to_string(), column.to_string());
    if given.iter().any(|word| word.contains(FILE)) {
        let fill = |word: &String| word.replace(LINE, &line).replace(COLUMN, &column).replace(FILE, file);
        return given.iter().map(fill).collect();
    }
    let place = format!("{file}:{line}:{column}");
    let more: Vec<String> = match name(&command[0]).as_str() {
        "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => {
            vec!["--goto".to_owned(), place]
        }
        "subl" | "sublime_text" | "zed" | "zeditor" | "atom" | "hx" | "helix" => vec![place],
        "gvim" | "mvim" | "vim" | "nvim" | "vi" | "nano" | "gedit" | "gnome-text-editor" | "emacs"
        | "emacsclient" | "micro" => {
            vec![format!("+{line}"), file.to_owned()]
        }
        "kate" | "kwrite" | "mate" | "bbedit" | "xed" => vec!["--line".to_owned(), line, file.to_owned()],
        "notepad++" => vec![format!("-n{line}"), file.to_owned()],
        _ => vec![file.to_owned()],
    };
    given.iter().cloned().chain(more).collect()
}

/// Whether the system, asked to open a file, will only show it. Scripts of a design, or programs that lie beside essays, it would run.
fn is_harmless(file: &str) -> bool {
    const SHOWN: [&str; 12] =
        ["md", "markdown", "toml", "txt", "css", "csv", "pdf", "png", "jpg", "jpeg", "webp", "gif"];
    file.rsplit_once('.').is_some_and(|(_, ending)| SHOWN.contains(&ending.to_lowercase().as_str()))
}

/// The name of a program without its folder and ending.
fn name(program: &str) -> String {
    let file = program.rsplit(['/', '\\']).next().unwrap_or(program).to_lowercase();
    file.strip_suffix(".exe").or(file.strip_suffix(".cmd")).map(str::to_owned).unwrap_or(file)
}

/// A command line in words; what stands between quotation marks is one.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for sign in line.chars() {
        match (quote, sign) {
            (Some(mark), sign) if mark == sign => quote = None,
            (None, '"' | '\'') => {
                quote = Some(sign);
                word.get_or_insert_default();
            }
            (None, sign) if sign.is_whitespace() => words.extend(word.take()),
            (_, sign) => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_editor_is_given_the_place_in_its_own_way() {
        let cases = [
            ("code", "--goto a b.md:3:7"),
            ("/usr/bin/code --reuse-window", "--reuse-window --goto a b.md:3:7"),
            ("subl", "a b.md:3:7"),
            ("gedit", "+3 a b.md"),
            ("kate", "--line 3 a b.md"),
            ("something", "a b.md"),
            ("'my editor' --at {line},{column} --file={file}", "--at 3,7 --file=a b.md"),
        ];
        for (command, expected) in cases {
            assert_eq!(arguments(&words(command), "a b.md", 3, 7).join(" "), expected, "{command}");
        }
    }

    #[test]
    fn nothing_is_run_by_opening_it() {
        for file in ["essays/a.md", "pamphlet.toml", "a.b/c.CSS", "x.JPG"] {
            assert!(is_harmless(file), "{file}");
        }
        for file in ["a.js", "a.html", "a.bat", "a.exe", "a.desktop", "a.md.lnk", "a.svg", "md", "a"] {
            assert!(!is_harmless(file), "{file}");
        }
        let words = Editor { command: None }.open(Path::new("themes/plain/assets/x.js"), 1, 1);
        assert!(words.is_err_and(|words| words.contains("might run")));
    }

    #[test]
    fn a_command_line_is_split_as_a_person_means_it() {
        assert_eq!(
            words(r#" "C:\Program Files\code.exe"  -g '' x"#),
            [r"C:\Program Files\code.exe", "-g", "", "x"]
        );
        assert_eq!(name(r"C:\Program Files\Code.exe"), "code");
    }
}
