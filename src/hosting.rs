//! What a site must tell its host.
//!
//! In: what the collection says of its host, the addresses that have moved, the folders of the output. Out: the texts of the files
//! that hosts read: headers, redirects, whom to tell of a hole. Everything is plain data; nothing here asks the day or the disk.
//!
//! - `advice` says what of the settings cannot hold, or not for long
//! - `guide` says how a site is brought to a host, in a few steps
//! - `tables` writes `_headers` and `_redirects`, `apache` writes `.htaccess`, `nginx` what a server is told, `types` knows kinds of files

mod advice;
mod apache;
mod guide;
mod nginx;
mod tables;
mod types;

use crate::address::{Address, Printer};
use crate::config::{BaseUrl, Config, DeploySettings};
use crate::host::{self, Kind};

pub use advice::{advice, left_out};
pub use guide::{Guide, Snippet, guide};

/// A file that is written for a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostFile {
    /// `.nojekyll`: GitHub publishes all files as they are, also those that begin with a dot or an underscore.
    NoJekyll,
    /// `CNAME`: which domain GitHub shows the site at.
    Cname,
    /// `_headers`, for Cloudflare and Netlify.
    Headers,
    /// `_redirects`, for the same.
    Redirects,
    /// `.htaccess`, for Apache.
    Htaccess,
    /// `.well-known/security.txt` (RFC 9116).
    Security,
}

impl HostFile {
    /// Where it is written.
    pub fn path(self) -> &'static str {
        match self {
            Self::NoJekyll => ".nojekyll",
            Self::Cname => "CNAME",
            Self::Headers => "_headers",
            Self::Redirects => "_redirects",
            Self::Htaccess => ".htaccess",
            Self::Security => ".well-known/security.txt",
        }
    }
}

/// The name of the page for missing addresses, where a host wants another than `404.html` too.
pub fn other_404(deploy: &DeploySettings) -> Option<&'static str> {
    (deploy.host.0 == Kind::Neocities && !deploy.portable).then_some(host::NOT_FOUND[1])
}

/// The files that the settings ask for. What is read from a disk has no host.
pub fn files(deploy: &DeploySettings) -> Vec<HostFile> {
    if deploy.portable {
        return Vec::new();
    }
    let kind = deploy.host.0;
    let wanted = [
        (HostFile::NoJekyll, matches!(kind, Kind::Github | Kind::Generic)),
        (HostFile::Cname, kind.reads_cname() && deploy.domain.is_some()),
        (HostFile::Headers, kind.reads_tables()),
        (HostFile::Redirects, kind.reads_tables()),
        (HostFile::Htaccess, kind == Kind::Apache),
        (HostFile::Security, deploy.security.is_some()),
    ];
    wanted.into_iter().filter(|(_, wanted)| *wanted).map(|(file, _)| file).collect()
}

/// The policy that every page must carry in itself, where the host cannot send it.
pub fn policy_in_page(deploy: &DeploySettings) -> Option<String> {
    (!deploy.portable && !deploy.host.0.sends_headers()).then(host::policy_in_page)
}

/// What the texts are made from.
pub struct Grounds<'a> {
    /// What the collection says of itself.
    pub config: &'a Config,
    /// Old addresses with the new ones, sorted.
    pub moved: Vec<(Address, &'a Address)>,
    /// What lies at the top of the output: folders, which end in a slash, and files; sorted.
    pub top: Vec<&'a str>,
}

impl Grounds<'_> {
    fn base(&self) -> &BaseUrl {
        &self.config.site.base_url
    }

    fn kind(&self) -> Kind {
        self.config.deploy.host.0
    }

    /// The headers of every file.
    fn headers(&self) -> Vec<(&'static str, String)> {
        let deploy = &self.config.deploy;
        host::headers(self.base().origin.starts_with("https:"), deploy.hsts.is_some())
    }
}

/// The text of a file.
pub fn text(file: HostFile, grounds: &Grounds<'_>) -> String {
    match file {
        HostFile::NoJekyll => String::new(),
        HostFile::Cname => {
            grounds.config.deploy.domain.as_ref().map_or(String::new(), |it| format!("{}\n", it.0))
        }
        HostFile::Headers => tables::headers(grounds),
        HostFile::Redirects => tables::redirects(grounds.kind(), &grounds.moved).0,
        HostFile::Htaccess => apache::htaccess(grounds),
        HostFile::Security => security(grounds.config),
    }
}

/// Whom to tell of a hole in the site's security, and until when that holds (RFC 9116).
fn security(config: &Config) -> String {
    let Some(security) = &config.deploy.security else { return String::new() };
    let base = &config.site.base_url;
    let full = Printer::Full { base: format!("{}{}", base.origin, base.path).into() };
    let mut lines: String = security.contacts.iter().map(|contact| format!("Contact: {contact}\n")).collect();
    lines += &format!("Expires: {}\n", security.expires.0.rfc3339());
    lines += &format!("Preferred-Languages: {}\n", config.site.language.value);
    lines += &format!("Canonical: {}\n", full.href(&Address::new(HostFile::Security.path())));
    lines
}
