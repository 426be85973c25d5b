//! Apache and nginx, each with exactly what `pamphlet deploy` prints and nothing else that matters.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use pamphlet::host::Kind;

use super::program::{command, pamphlet};

/// A server that runs as long as somebody holds it.
pub(crate) struct Server {
    child: Child,
    port: u16,
    pub(crate) kind: Kind,
    /// Whether a folder without a page is forbidden instead of missing, as with Apache.
    pub(crate) forbids: bool,
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both end their helpers when they are asked to end, and only then.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Every value of a header.
    pub(crate) fn headers(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|header| header.0 == name).map(|header| header.1.as_str()).collect()
    }

    /// The values of a header, as whoever joins them sees them.
    pub(crate) fn header(&self, name: &str) -> String {
        self.headers(name).join(", ")
    }
}

impl Server {
    /// Asks for a path, which is sent as it is written.
    pub(crate) fn get(&self, path: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        let host = format!("127.0.0.1:{}", self.port);
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let headers: Vec<(String, String)> = head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let is_chunked =
            headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
        let body = &answer[end + 4..];
        Answer { status, headers, body: if is_chunked { joined(body) } else { body.to_vec() } }
    }

    /// The path that an answer leads to.
    pub(crate) fn led_to(&self, answer: &Answer) -> String {
        let to = answer.header("location");
        to.strip_prefix(&format!("http://127.0.0.1:{}", self.port)).unwrap_or(&to).to_owned()
    }
}

/// A body that was sent in parts (RFC 9112, section 7.1).
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = body.windows(2).position(|two| two == b"\r\n") {
        let length = std::str::from_utf8(&body[..end]).expect("a length");
        let length = usize::from_str_radix(length.trim(), 16).expect("a length");
        whole.extend_from_slice(&body[end + 2..end + 2 + length]);
        if length == 0 {
            break;
        }
        body = &body[end + 2 + length + 2..];
    }
    whole
}

/// The folder of a server with the output at its place, and what the program prints for it.
fn placed(collection: &Path, base: &str, host: &str) -> (tempfile::TempDir, String, u16) {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path().join("www").join(base.trim_matches('/'));
    fs::create_dir_all(at.parent().expect("a folder")).expect("made");
    let copied = Command::new("cp").arg("-r").arg(collection.join("output")).arg(&at).status();
    assert!(copied.is_ok_and(|status| status.success()), "copied");
    // Servers that are begun by root read as somebody else.
    let opened = Command::new("chmod").args(["-R", "a+rX"]).arg(folder.path()).status();
    assert!(opened.is_ok_and(|status| status.success()), "opened");
    let printed = pamphlet(collection, &["deploy", host, "--snippet"]);
    let snippet = String::from_utf8(printed.stdout).expect("text");
    // The one thing that is another here: where the files lie.
    let www = folder.path().join("www").display().to_string();
    assert!(snippet.contains("/var/www/127.0.0.1"), "{snippet}");
    let snippet = snippet.replace("/var/www/127.0.0.1", &www);
    (folder, snippet, free_port())
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port()
}

/// The program itself, showing the folder as a host would.
pub(crate) fn like(collection: &Path, kind: Kind) -> Server {
    let port = free_port();
    let command = command(collection, &["serve", "--like", kind.name(), "--port", &port.to_string()]);
    begun(command, tempfile::tempdir().expect("a folder"), (kind, port))
}

fn begun(mut command: Command, folder: tempfile::TempDir, (kind, port): (Kind, u16)) -> Server {
    let forbids = command.get_program() == "/usr/sbin/apache2";
    let log = folder.path().join("log");
    let to = fs::File::create(&log).expect("a log");
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(to).spawn().expect("it runs");
    let begin = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let ended = child.try_wait().expect("known");
        let late = begin.elapsed() > Duration::from_secs(30);
        let said = || fs::read_to_string(&log).unwrap_or_default();
        assert!(ended.is_none() && !late, "the server does not listen: {}", said());
        std::thread::sleep(Duration::from_millis(20));
    }
    Server { child, port, kind, forbids, _folder: folder }
}

/// nginx with what is printed for it, inside a server.
pub(crate) fn nginx(collection: &Path, base: &str) -> Server {
    let (folder, snippet, port) = placed(collection, base, "nginx");
    let at = folder.path();
    fs::write(at.join("pamphlet.conf"), snippet).expect("written");
    let own = at.display();
    let config = format!(
        "daemon off;\nerror_log stderr warn;\npid {own}/pid;\nevents {{}}\nhttp {{\n  access_log off;\n  client_body_temp_path {own}/1;\n  \
         proxy_temp_path {own}/2;\n  fastcgi_temp_path {own}/3;\n  uwsgi_temp_path {own}/4;\n  scgi_temp_path {own}/5;\n  \
         server {{\n    listen 127.0.0.1:{port};\n    include {own}/pamphlet.conf;\n  }}\n}}\n"
    );
    fs::write(at.join("nginx.conf"), config).expect("written");
    let mut command = Command::new("/usr/sbin/nginx");
    command.arg("-c").arg(at.join("nginx.conf")).arg("-p").arg(at);
    begun(command, folder, (Kind::Nginx, port))
}

/// Apache with what is printed for it, beside the modules that Debian enables and `headers`.
pub(crate) fn apache(collection: &Path, base: &str) -> Server {
    let (folder, snippet, port) = placed(collection, base, "apache");
    let at = folder.path();
    let own = at.display();
    let modules: String = [
        "mpm_event",
        "authz_core",
        "authz_host",
        "access_compat",
        "dir",
        "autoindex",
        "negotiation",
        "mime",
        "setenvif",
        "alias",
        "headers",
        "env",
        "filter",
        "deflate",
    ]
    .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
    .concat();
    // What Debian has by itself: nobody reads .htaccess, unless allowed to; lists and negotiation are on.
    let config = format!(
        "{modules}ServerRoot {own}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {own}/pid\nErrorLog {own}/errors\n\
         Mutex file:{own}\nTypesConfig /etc/mime.types\nDocumentRoot {own}/www\n{}\
         <Directory />\n  Options Indexes FollowSymLinks MultiViews\n  AllowOverride None\n  Require all denied\n</Directory>\n\
         <FilesMatch \"^\\.ht\">\n  Require all denied\n</FilesMatch>\n{snippet}",
        "User www-data\nGroup www-data\n"
    );
    fs::write(at.join("apache.conf"), config).expect("written");
    let mut command = Command::new("/usr/sbin/apache2");
    command.arg("-f").arg(at.join("apache.conf")).arg("-DFOREGROUND");
    begun(command, folder, (Kind::Apache, port))
}
