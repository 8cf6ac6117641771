//! A rust-analyzer process, driven as by an editor: JSON-RPC of the Language
//! Server Protocol over its standard input and output.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// The longest time for one response. The first waits for the workspace to load.
const PATIENCE: Duration = Duration::from_secs(300);

/// A name in the file: its line, and its first and last column in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    line: u64,
    start: u64,
    end: u64,
}

impl Place {
    /// Where `name` is in the first occurrence of `context`.
    pub(crate) fn of(text: &str, context: &str, name: &str) -> Self {
        let at = text.find(context).expect(context);
        let at = at + context.rfind(name).expect(name);
        let (line, start) = position(text, at);
        Self {
            line,
            start,
            end: start + name.encode_utf16().count() as u64,
        }
    }

    fn from_range(range: &Value) -> Self {
        let number = |pointer: &str| {
            let number = range.pointer(pointer).and_then(Value::as_u64);
            number.unwrap_or_else(|| panic!("{pointer} in {range}"))
        };
        Self {
            line: number("/start/line"),
            start: number("/start/character"),
            end: number("/end/character"),
        }
    }
}

/// Line and column of a byte of the text.
fn position(text: &str, at: usize) -> (u64, u64) {
    let before = &text[..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let count = before.matches('\n').count() as u64;
    (count, line.encode_utf16().count() as u64)
}

/// A rust-analyzer with one open file.
pub(crate) struct Editor {
    server: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    file: String,
    requests: u64,
    version: u64,
    is_ready: bool,
}

impl Editor {
    /// Starts rust-analyzer on this workspace and waits until it has loaded it.
    pub(crate) fn start(file: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        let root = root.expect("a package of the workspace");
        let mut server = Command::new("rust-analyzer")
            .current_dir(root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("rust-analyzer is there");
        let input = server.stdin.take().expect("a pipe");
        let output = BufReader::new(server.stdout.take().expect("a pipe"));
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || read(output, &sender));
        let mut editor = Self {
            server,
            input,
            messages,
            file: uri(&root.join(file)),
            requests: 0,
            version: 0,
            is_ready: false,
        };
        let root = uri(root);
        editor.request(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": root,
                "workspaceFolders": [{ "uri": root, "name": "docent" }],
                "capabilities": { "experimental": { "serverStatusNotification": true } },
                "initializationOptions": {
                    "checkOnSave": false,
                    "cachePriming": { "enable": false },
                },
            }),
        );
        editor.notify("initialized", json!({}));
        while !editor.is_ready {
            editor.receive();
        }
        editor
    }

    /// Replaces the text of the file.
    pub(crate) fn write(&mut self, text: &str) {
        self.version += 1;
        let (uri, version) = (self.file.clone(), self.version);
        if version == 1 {
            let document = json!({ "uri": uri, "languageId": "rust", "version": 1, "text": text });
            self.notify("textDocument/didOpen", json!({ "textDocument": document }));
        } else {
            let document = json!({ "uri": uri, "version": version });
            self.notify(
                "textDocument/didChange",
                json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
            );
        }
    }

    /// Where go-to-definition leads from the name at `place`.
    pub(crate) fn definitions(&mut self, place: Place) -> Vec<Place> {
        let parameters = self.at(place.line, place.start);
        let found = self.request("textDocument/definition", parameters);
        self.places(&found)
    }

    /// The references in the file to the name at `place`.
    pub(crate) fn references(&mut self, place: Place) -> Vec<Place> {
        let mut parameters = self.at(place.line, place.start);
        parameters["context"] = json!({ "includeDeclaration": false });
        let found = self.request("textDocument/references", parameters);
        self.places(&found)
    }

    /// What changes if the name at `place` is renamed, which must be in this file
    /// only.
    pub(crate) fn renamed(&mut self, place: Place, name: &str) -> Vec<Place> {
        let mut parameters = self.at(place.line, place.start);
        parameters["newName"] = json!(name);
        let edit = self.request("textDocument/rename", parameters);
        let files = edit["documentChanges"].as_array().map(Vec::as_slice);
        let Some([file]) = files else {
            panic!("more or less than one file: {edit}");
        };
        assert_eq!(file["textDocument"]["uri"], self.file);
        let edits = file["edits"].as_array().into_iter().flatten();
        let mut places: Vec<Place> = edits
            .map(|edit| {
                assert_eq!(edit["newText"], name);
                Place::from_range(&edit["range"])
            })
            .collect();
        places.sort_unstable();
        places
    }

    /// The completions at `$0` in `text`, the best first.
    pub(crate) fn completions(&mut self, text: &str) -> Vec<String> {
        let cursor = text.find("$0").expect("a cursor");
        let (line, character) = position(text, cursor);
        self.write(&text.replacen("$0", "", 1));
        let parameters = self.at(line, character);
        let found = self.request("textDocument/completion", parameters);
        let items = found.get("items").unwrap_or(&found).as_array();
        let mut items: Vec<&Value> = items.into_iter().flatten().collect();
        items.sort_by_key(|item| item["sortText"].as_str());
        let labels = items.iter().filter_map(|item| item["label"].as_str());
        labels.map(str::to_owned).collect()
    }

    fn at(&self, line: u64, character: u64) -> Value {
        json!({
            "textDocument": { "uri": self.file },
            "position": { "line": line, "character": character },
        })
    }

    /// The places of a response, all of which must be in the open file.
    fn places(&self, found: &Value) -> Vec<Place> {
        let locations = found.as_array().map(Vec::as_slice).unwrap_or_default();
        let places = locations.iter().map(|location| {
            assert_eq!(location["uri"], self.file, "{found}");
            Place::from_range(&location["range"])
        });
        places.collect()
    }

    fn request(&mut self, method: &str, parameters: Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }));
        loop {
            if let Some(mut answer) = self.receive().filter(|answer| answer["id"] == id) {
                assert_eq!(answer.get("error"), None, "{method}");
                return answer["result"].take();
            }
        }
    }

    fn notify(&mut self, method: &str, parameters: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    /// The next response; notifications and requests of the server are handled.
    fn receive(&mut self) -> Option<Value> {
        let message = self.messages.recv_timeout(PATIENCE);
        let message = message.expect("rust-analyzer answers in time");
        let Some(method) = message["method"].as_str() else {
            return Some(message);
        };
        if method == "experimental/serverStatus" {
            let status = &message["params"];
            assert_ne!(status["health"], "error", "{status}");
            self.is_ready = status["quiescent"] == true;
        }
        if let Some(id) = message.get("id") {
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
        }
        None
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())
            .and_then(|()| self.input.flush())
            .expect("rust-analyzer reads");
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // It has nothing to save. A failure means that it has already ended.
        if self.server.kill().is_ok() {
            self.server.wait().expect("it was killed");
        }
    }
}

/// Reads messages until the server ends or the receiver is dropped.
fn read(mut output: BufReader<ChildStdout>, messages: &mpsc::Sender<Value>) {
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            match output.read_line(&mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
            let Some((name, value)) = line.trim().split_once(": ") else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        if output.read_exact(&mut body).is_err() {
            return;
        }
        let message = serde_json::from_slice(&body).expect("JSON");
        if messages.send(message).is_err() {
            return;
        }
    }
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
